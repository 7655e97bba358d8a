"""审视报告: made from the figures of a period or a review, edited, kept with the figures as they were, presented."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Database, Unit
from app.models.office import Office
from app.models.reverse_review import ReverseReview, ReviewReport
from app.models.review_terms import ReviewReportKind
from app.models.terms import RecordType
from app.services.deadlines.service import Deadlines
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.foundation.resources import Resources
from app.services.review_analysis import intentions as wish
from app.services.review_analysis.choices import trigger_names
from app.services.review_analysis.complaints import Complaints
from app.services.review_analysis.duties import duties
from app.services.review_analysis.pattern import Pattern
from app.services.review_analysis.periods import ReportPeriod
from app.services.review_analysis.report_figures import ReportFigure, figures_as_json, figures_of_json
from app.services.review_analysis.report_rows import (
    Duty,
    Presentation,
    ReportAsked,
    ReportCard,
    ReportProposal,
    ReportRow,
)
from app.services.review_analysis.report_texts import ReportText, read_report_texts
from app.services.review_analysis.rows import Scope
from app.services.review_analysis.thematic import common_figures
from app.services.review_analysis.words import ReviewWords
from app.services.trail.since import refuse_changed

_LONGEST_TITLE = 200


@dataclass(frozen=True)
class ReportParts:
    """What reports need, handed in by the desk. Words are asked for when a report is made, never to see what is due."""

    database: Database
    clock: Clock
    changes: Changes
    resources: Resources
    deadlines: Deadlines
    words: Callable[[], ReviewWords]
    petition_kinds: Callable[[], Sequence[str]]


class ReviewReports:
    """The reports of one store."""

    def __init__(self, parts: ReportParts) -> None:
        """Nothing is read yet."""
        self._parts = parts

    def list(self, kind: ReviewReportKind | None = None, review_id: int | None = None) -> tuple[ReportRow, ...]:
        """Reports, the newest first; of one kind or of one review where asked."""
        wanted = _rows()
        if kind is not None:
            wanted = wanted.where(ReviewReport.kind == kind)
        if review_id is not None:
            wanted = wanted.where(ReviewReport.review_id == review_id)
        with self._parts.database.read() as session:
            return tuple(_row(*found) for found in session.execute(wanted.order_by(ReviewReport.id.desc())))

    def card(self, report_id: int) -> ReportCard:
        """One report with its text and the figures it was made with; raises ReportNotFound."""
        with self._parts.database.read() as session:
            found = session.execute(_rows().where(ReviewReport.id == report_id)).one_or_none()
            if found is None:
                raise ReportNotFound
            report: ReviewReport = found[0]
            return ReportCard(_row(*found), report.text, report.demands or "", figures_of_json(report.figures))

    def propose(self, asked: ReportAsked) -> ReportProposal:
        """A report as it would be made now, with its text; raises FieldProblem, DomainError."""
        with self._parts.database.read() as session:
            return self._propose(session, asked)

    @performs(wish.MAKE_REPORT)
    def make(self, actor: Actor, proposal: ReportProposal, title: str, text: str) -> Written:
        """Keep a report with its edited text; its figures are those of ``proposal`` for ever.

        Raises DomainError where the records give other figures by now than the text was written from.
        """
        title, text = _checked(title, text)
        parts = self._parts
        with parts.database.write(actor, wish.MAKE_REPORT, parts.clock.now()) as unit:
            figures = figures_as_json(proposal.figures)
            if figures_as_json(self._propose(unit.session, proposal.asked).figures) != figures:
                raise DomainError("生成正文以后登记的内容有变化，正文里的数已经不准，没有保存。请按“重新生成”再修改。")
            report = ReviewReport(
                review_id=proposal.asked.review_id,
                kind=proposal.asked.kind,
                title=title,
                first=proposal.first,
                last=proposal.last,
                as_of=proposal.as_of,
                text=text,
                figures=figures,
                made_by=actor.name,
            )
            unit.session.add(report)
            unit.session.flush()
            written = Written(report.id, unit.act)
        self._publish(proposal.asked.review_id)
        return written

    @performs(wish.AMEND_REPORT)
    def amend(self, actor: Actor, report_id: int, version: int, title: str, text: str) -> Written:
        """Change title and text; the figures stay. Refused once the report was presented. Raises ChangedMeanwhile."""
        title, text = _checked(title, text)
        parts = self._parts
        with parts.database.write(actor, wish.AMEND_REPORT, parts.clock.now()) as unit:
            report = _opened(unit, report_id, version)
            if report.presented_on is not None:
                raise DomainError(
                    f"《{report.title}》已于 {report.presented_on} 提交{report.presented_to}，正文不能再改。"
                    "需要改动的，请先撤销提交，或者另做一份报告。"
                )
            report.title, report.text = title, text
            written, review_id = Written(report.id, unit.act), report.review_id
        self._publish(review_id)
        return written

    @performs(wish.PRESENT_REPORT)
    def present(self, actor: Actor, report_id: int, version: int, said: Presentation) -> Written:
        """登记提交党组听取, or correct it; raises FieldProblem, ChangedMeanwhile."""
        to = needed("to", "听取单位", said.to)
        if said.on is None:
            raise FieldProblem("on", "请填写听取日期。")
        parts = self._parts
        with parts.database.write(actor, wish.PRESENT_REPORT, parts.clock.now()) as unit:
            report = _opened(unit, report_id, version)
            day_that_can_be("on", "听取日期", said.on, parts.clock.today(), None)
            if said.on.last < report.first:
                raise FieldProblem("on", f"听取日期（{said.on}）早于报告的时期（{report.first} 起）。请核对日期。")
            report.presented_to, report.presented_on = to, said.on
            report.demands = said.demands.strip() or None
            written, review_id = Written(report.id, unit.act), report.review_id
        self._publish(review_id)
        return written

    def duties(self) -> tuple[Duty, ...]:
        """The hearings and the 综合审视 the office owes itself, with the day each is due; empty before any review."""
        with self._parts.database.read() as session:
            return duties(session, self._parts.deadlines, self._parts.clock.today())

    @cached_property
    def _texts(self) -> dict[ReviewReportKind, ReportText]:
        return read_report_texts(self._parts.resources.reverse_reviews)

    def _propose(self, session: Session, asked: ReportAsked) -> ReportProposal:
        if asked.kind is ReviewReportKind.THEMATIC:
            return self._of_review(session, asked)
        parts, half = self._parts, asked.half
        if asked.kind is ReviewReportKind.HALF_YEAR and half not in {1, 2}:
            raise FieldProblem("half", "请选择上半年还是下半年。")
        whole = asked.kind is ReviewReportKind.ANNUAL
        period = ReportPeriod.of(asked.year, None if whole else half, parts.clock.today())
        figures = Complaints(session, period, parts.petition_kinds(), parts.words()).figures()
        return self._written(session, asked, (period.first, period.last), figures, {"period": period.words})

    def _of_review(self, session: Session, asked: ReportAsked) -> ReportProposal:
        review = None if asked.review_id is None else session.get(ReverseReview, asked.review_id)
        if review is None:
            raise FieldProblem("review_id", "请选择报告所根据的类案审视。")
        pattern = Pattern.of_json(review.pattern) if review.pattern else None
        figures = common_figures(session, Scope(review_id=review.id), self._parts.words())
        first = review.period_first or review.started_on.first
        last = review.period_last or self._parts.clock.today()
        words = {
            "review": review.title.removesuffix("审视"),
            "pattern": pattern.words(trigger_names(session)) if pattern else "逐件选定的案件",
            "analysis": review.causes or "（请填写原因分析。）",
            "opinion": review.opinion or "（请填写意见建议。）",
        }
        return self._written(session, asked, (first, max(first, last)), figures, words)

    def _written(
        self,
        session: Session,
        asked: ReportAsked,
        days: tuple[date, date],
        figures: tuple[ReportFigure, ...],
        words: dict[str, str],
    ) -> ReportProposal:
        office = session.scalar(select(Office.name)) or ""
        title, text = self._texts[asked.kind].written({"office": office, **words}, figures)
        return ReportProposal(asked, title, text, *days, self._parts.clock.today(), figures)

    def _publish(self, review_id: int | None) -> None:
        self._parts.changes.publish(RecordType.REVERSE_REVIEW, () if review_id is None else (review_id,))


class ReportNotFound(DomainError):
    """No report with that id."""

    def __init__(self) -> None:
        """The sentence says what may have become of it."""
        super().__init__("没有找到这份报告，它可能已被撤销。请刷新后再看。")


def _opened(unit: Unit, report_id: int, version: int) -> ReviewReport:
    report = unit.session.get(ReviewReport, report_id)
    if report is None:
        raise ReportNotFound
    refuse_changed(unit.session, report, version, f"《{report.title}》")
    return report


def _checked(title: str, text: str) -> tuple[str, str]:
    title = needed("title", "标题", title)
    if len(title) > _LONGEST_TITLE:
        raise FieldProblem("title", f"标题最多 {_LONGEST_TITLE} 个字，现在有 {len(title)} 个。请缩短。")
    return title, needed("text", "正文", text)


def _rows() -> Any:
    number = func.coalesce(ReverseReview.number, ReverseReview.entry_number)
    return select(ReviewReport, number).outerjoin(ReverseReview, ReverseReview.id == ReviewReport.review_id)


def _row(report: ReviewReport, number: str | None) -> ReportRow:
    return ReportRow(
        report.id,
        report.version,
        report.kind,
        report.title,
        report.first,
        report.last,
        report.as_of,
        report.made_by,
        report.presented_to or "",
        report.presented_on,
        report.review_id,
        number or "",
    )

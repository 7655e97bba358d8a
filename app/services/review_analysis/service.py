"""类案审视 and 综合审视: cases chosen by a pattern, common problems counted with n/d, and reviews begun from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Database, Unit
from app.models.original_case import OriginalCase
from app.models.reverse_review import ReverseReview, ReviewedCase
from app.models.review_finding import ReviewFinding
from app.models.review_terms import ReviewKind
from app.models.terms import RecordType
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.refusals import needed
from app.services.reverse_reviews.refusals import (
    ReviewNotFound,
    needed_cases,
    refuse_concluded,
    refuse_original_handler,
)
from app.services.reverse_reviews.rows import ReviewDraft
from app.services.review_analysis import intentions as wish
from app.services.review_analysis.choices import choices_of, trigger_names
from app.services.review_analysis.choosing import CASE_OF_FINDING, IS_PROBLEM, cases_of, findings, fits, is_looked_at
from app.services.review_analysis.counting import (
    behind,
    cells_of,
    counts_by,
    looked_at,
    months_of,
    reviewed_in,
    totals_of,
)
from app.services.review_analysis.pattern import Pattern
from app.services.review_analysis.periods import months_up_to
from app.services.review_analysis.rows import (
    Analysis,
    AnalysisDraft,
    By,
    Choices,
    Chosen,
    ChosenCase,
    FindingRow,
    Later,
    OpenReview,
    Scope,
    Selection,
)
from app.services.review_analysis.words import ReviewWords
from app.services.secrecy.masking import Masking, without_names
from app.services.trail.since import refuse_changed

MONTHS = 12
_AT_ONCE = 500  # ids in one statement


class BeginsReviews(Protocol):
    """The reviews' own way of opening, within an open transaction."""

    def begin(self, unit: Unit, draft: ReviewDraft) -> ReverseReview:
        """Open a review with its cases; raises FieldProblem."""


@dataclass(frozen=True)
class AnalysisParts:
    """What the analysis needs, handed in by the desk."""

    database: Database
    clock: Clock
    changes: Changes
    reviews: BeginsReviews
    words: ReviewWords


class ReviewAnalysis:
    """Counts from the records each time it is asked; nothing is stored, so nothing can be out of date."""

    def __init__(self, parts: AnalysisParts) -> None:
        """Nothing is read yet."""
        self._parts, self._database = parts, parts.database

    def choices(self) -> Choices:
        """What may be asked for in a pattern: what the store and the office's lists hold."""
        with self._database.read() as session:
            return choices_of(session, self._parts.words)

    def words_of(self, pattern: Pattern) -> str:
        """A pattern as a person reads it."""
        with self._database.read() as session:
            return pattern.words(trigger_names(session))

    def preview(self, pattern: Pattern) -> Chosen:
        """How many cases fit, and how many of them have been looked at; raises FieldProblem."""
        fit = fits(pattern.checked())
        with self._database.read() as session:
            return Chosen(pattern, _count(session, fit), _count(session, fit, is_looked_at()))

    def cases(self, pattern: Pattern) -> tuple[ChosenCase, ...]:
        """The cases that fit, by entry number."""
        with self._database.read() as session:
            return _chosen(session, _ids(session, fits(pattern.checked())))

    def look(self, scope: Scope, months: int = MONTHS) -> Analysis:
        """Common problems of a scope, the heat map and the trend of the last months (36 at most)."""
        scope.pattern.checked()
        words = self._parts.words
        last = min(scope.pattern.last or self._parts.clock.today(), self._parts.clock.today())
        with self._database.read() as session:
            d = looked_at(session, scope)
            tables = {by: counts_by(session, scope, by, d, words) for by in By}
            return Analysis(
                scope=scope,
                totals=totals_of(session, scope, d),
                tables=tables,
                dimensions=tuple(words.in_order(By.DIMENSION, [row.value for row in tables[By.DIMENSION]])),
                stages=tuple(words.in_order(By.STAGE, [row.value for row in tables[By.STAGE]])),
                cells=cells_of(session, scope, d),
                months=months_of(session, scope, months_up_to(last, months)),
            )

    def behind(self, scope: Scope, selection: Selection) -> tuple[FindingRow, ...]:
        """The findings behind one number, by day."""
        with self._database.read() as session:
            return behind(session, scope, selection, self._parts.words)

    def reviewed_in(self, scope: Scope, month: str) -> tuple[ChosenCase, ...]:
        """The cases behind the 审视件数 of one month of the trend."""
        with self._database.read() as session:
            return _chosen(session, reviewed_in(session, scope, month))

    def open_reviews(self) -> tuple[OpenReview, ...]:
        """Reviews of a pattern that are still under review, the newest first; their pattern may find later cases."""
        number = func.coalesce(ReverseReview.number, ReverseReview.entry_number)
        shown = (ReverseReview.id, ReverseReview.version, number, ReverseReview.title, ReverseReview.pattern)
        wanted = select(*shown, ReverseReview.started_on).where(
            ReverseReview.kind != ReviewKind.CASE,
            ReverseReview.pattern.is_not(None),
            ReverseReview.concluded_on.is_(None),
            ReverseReview.closed_on.is_(None),
        )
        with self._database.read() as session:
            found = session.execute(wanted.order_by(ReverseReview.id.desc())).all()
        return tuple(OpenReview(*row[:4], Pattern.of_json(row[4] or "{}"), row[5]) for row in found)

    def later(self, review_id: int) -> Later:
        """The cases that fit a review's pattern now and are not in it; raises ReviewNotFound, DomainError."""
        with self._database.read() as session:
            review = session.get(ReverseReview, review_id)
            if review is None:
                raise ReviewNotFound(review_id)
            return Later(review_id, _chosen(session, _later_ids(session, review)))

    def thematic_reviews(self) -> tuple[tuple[int, str], ...]:
        """Every 类案审视 by id with number and title, the newest first."""
        number = func.coalesce(ReverseReview.number, ReverseReview.entry_number)
        wanted = select(ReverseReview.id, number, ReverseReview.title).where(ReverseReview.kind == ReviewKind.THEMATIC)
        with self._database.read() as session:
            found = session.execute(wanted.order_by(ReverseReview.id.desc())).all()
            masks = Masking.shipped().of_rows(session, {row[0]: (RecordType.REVERSE_REVIEW, row[0]) for row in found})
        return tuple((key, f"{named} {without_names(title, masks.get(key, ()))}") for key, named, title in found)

    @performs(wish.BEGIN)
    def begin(self, actor: Actor, draft: AnalysisDraft) -> Written:
        """Open a 类案 or 综合审视 of the cases that fit its pattern, which is kept on it; raises FieldProblem.

        The single cases keep their own to-dos: a review of many does not stand for 一案一评查.
        """
        if draft.kind is ReviewKind.CASE:
            raise FieldProblem("kind", "个案审视请在“审视案件”里启动。")
        title, pattern, parts = needed("title", "名称", draft.title), draft.pattern.checked(), self._parts
        with parts.database.write(actor, wish.BEGIN, parts.clock.now()) as unit:
            ids = _ids(unit.session, fits(pattern))
            if not ids:
                raise DomainError("没有符合条件的原案，不能启动审视。请放宽条件，或者先在“原案登记”里登记案件。")
            review = parts.reviews.begin(
                unit,
                ReviewDraft(
                    kind=draft.kind,
                    started_on=draft.started_on,
                    trigger_list=draft.trigger_list,
                    title=title,
                    trigger=draft.trigger.strip() or pattern.words(trigger_names(unit.session))[:200],
                    case_ids=tuple(ids),
                    pattern=pattern.as_json(),
                    period_first=pattern.first,
                    period_last=pattern.last,
                    handler=draft.handler,
                    department=draft.department,
                ),
            )
            written = Written(review.id, unit.act)
        parts.changes.publish(RecordType.REVERSE_REVIEW, (written.id,))
        return written

    @performs(wish.ADD_CASES)
    def add_later(self, actor: Actor, review_id: int, version: int) -> Written:
        """Add the cases that fit the review's pattern by now; raises DomainError where there is none.

        Refused once the review was concluded. Raises ChangedMeanwhile, FieldProblem where the reviewer handled one.
        """
        parts = self._parts
        with parts.database.write(actor, wish.ADD_CASES, parts.clock.now()) as unit:
            review = unit.session.get(ReverseReview, review_id)
            if review is None:
                raise ReviewNotFound(review_id)
            refuse_changed(unit.session, review, version, review.entry_number)
            refuse_concluded(review, "追加案件")
            cases = needed_cases(unit.session, _later_ids(unit.session, review))
            if not cases:
                raise DomainError(f"没有新的原案符合 {review.entry_number} 的选案条件，不需要追加。")
            refuse_original_handler(review.handler, cases)
            unit.session.add_all(ReviewedCase(review_id=review.id, case_id=case.id) for case in cases)
            unit.session.flush()
            written = Written(review.id, unit.act)
        parts.changes.publish(RecordType.REVERSE_REVIEW, (written.id,))
        return written


def _count(session: Session, *conditions: Any) -> int:
    return int(session.scalar(select(func.count()).select_from(OriginalCase).where(*conditions)) or 0)


def _ids(session: Session, condition: Any) -> Sequence[int]:
    return session.scalars(select(OriginalCase.id).where(condition).order_by(OriginalCase.id)).all()


def _later_ids(session: Session, review: ReverseReview) -> Sequence[int]:
    if not review.pattern:
        raise DomainError(f"{review.entry_number} 不是按条件选案的，不能按条件追加。请在“所审案件”里逐件添加。")
    fit = fits(Pattern.of_json(review.pattern))
    wanted = select(OriginalCase.id).where(fit, OriginalCase.id.not_in(cases_of(review.id)))
    return session.scalars(wanted.order_by(OriginalCase.id)).all()


def _chosen(session: Session, ids: Sequence[int]) -> tuple[ChosenCase, ...]:
    case = OriginalCase
    found = findings(CASE_OF_FINDING, func.count(ReviewFinding.id)).where(IS_PROBLEM).group_by(CASE_OF_FINDING)
    counts = {key: count for key, count in session.execute(found)}
    seen = set(session.scalars(select(case.id).where(is_looked_at())))
    day = func.coalesce(case.closed_on, case.petition_on, case.petitioned_on, case.judgment_on)
    shown = (case.id, case.entry_number, case.name, case.kind, case.cause, case.unit, day)
    made: list[ChosenCase] = []
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        for row in session.execute(select(*shown).where(case.id.in_(some)).order_by(case.id)):
            texts = [str(each or "") for each in row[1:]]
            made.append(ChosenCase._make((row[0], *texts, row[0] in seen, counts.get(row[0], 0))))
    return tuple(made)

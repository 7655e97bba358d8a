"""Reads the grades and objections of a review as somebody may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.original_case import OriginalCase
from app.models.reverse_review import ReverseReview
from app.models.review_finding import CaseGrade, FindingObjection, ReviewFinding
from app.models.review_terms import FindingObjectionForm, FindingObjectionOutcome
from app.services.original_cases.visibility import HIDDEN_NAME
from app.services.review_grades.grade_sets import GradeSets
from app.services.review_grades.pending import pending_objections
from app.services.review_grades.people import cases_of, handlers_of, masked, sight_of
from app.services.review_grades.rows import (
    FindingChoice,
    GradedCase,
    GradeRow,
    GradesCard,
    HintRow,
    ObjectionRow,
)

_FACT = 30  # characters of a finding's fact in a choice


@dataclass(frozen=True)
class Reader:
    """Reads one review for somebody; for nobody in particular (a paper, an export) every name is hidden."""

    session: Session
    review: ReverseReview
    sets: GradeSets
    today: date
    reader: Actor | None

    def card(self) -> GradesCard:
        """Everything about its grades and objections."""
        cases = cases_of(self.session, self.review)
        seen = sight_of(self.session, self.reader, cases)
        sees_everything = bool(seen) and all(seen.values())
        grades, findings = self._grades(), self._findings()
        about_finding = {each.id: each for each in findings}
        about_grade = {each.id: each for each in grades}
        pending = len([each for each in pending_objections(self.session, self.review.id) if each.finding_id])

        def sees(objection: FindingObjection) -> bool:
            finding = about_finding.get(objection.finding_id or 0)
            grade = about_grade.get(objection.grade_id or 0)
            case_id = finding.case_id if finding else grade.case_id if grade else None
            return seen.get(case_id, False) if case_id is not None else sees_everything

        names = {case.id: case.name for case in cases}
        return GradesCard(
            review_id=self.review.id,
            is_concluded=self.review.concluded_on is not None,
            is_closed=self.review.closed_on is not None,
            may_see_people=sees_everything,
            cases=tuple(_case(case, seen[case.id]) for case in cases),
            findings=tuple(_choice(each) for each in findings),
            grades=tuple(
                self._grade(each, names.get(each.case_id, ""), seen.get(each.case_id, False), pending)
                for each in grades
            ),
            objections=tuple(
                self._objection(each, sees(each), self._about(each, about_finding, about_grade))
                for each in self._objections()
            ),
            hints=hints_for(self.sets, grades, findings),
        )

    def _findings(self) -> list[ReviewFinding]:
        its = select(ReviewFinding).where(ReviewFinding.review_id == self.review.id)
        return list(self.session.scalars(its.order_by(ReviewFinding.place)))

    def _grades(self) -> list[CaseGrade]:
        its = select(CaseGrade).where(CaseGrade.review_id == self.review.id)
        return list(self.session.scalars(its.order_by(CaseGrade.id.desc())))

    def _objections(self) -> list[FindingObjection]:
        its = select(FindingObjection).where(FindingObjection.review_id == self.review.id)
        return list(self.session.scalars(its.order_by(FindingObjection.id.desc())))

    def _grade(self, row: CaseGrade, case_name: str, is_shown: bool, pending: int) -> GradeRow:
        decided = row.decided or ""
        return GradeRow(
            id=row.id,
            version=row.version,
            case_id=row.case_id,
            case_name=case_name,
            proposed=self.sets.called(row.proposed_set, row.proposed),
            proposed_set=row.proposed_set,
            proposed_by=row.proposed_by,
            proposed_on=row.proposed_on,
            reason=row.reason,
            corrects=row.replaces_id,
            heard_on=row.heard_on,
            heard_who=masked(is_shown, row.heard_who),
            statement=masked(is_shown, row.statement),
            heard_attachment_id=row.heard_attachment_id if is_shown else None,
            decided=self.sets.called(row.grade_set, decided) if decided else "",
            grade=decided,
            grade_set=row.grade_set,
            decided_by=row.decided_by or "",
            decided_as=row.decided_as or "",
            decided_on=row.decided_on,
            decision_number=row.decision_number or "",
            decision_note=row.decision_note or "",
            decision_attachment_id=row.decision_attachment_id if is_shown else None,
            withdrawn_on=row.withdrawn_on,
            withdrawn_words=_withdrawn(row),
            missing=self._missing(row, pending),
        )

    def _missing(self, row: CaseGrade, pending: int) -> tuple[str, ...]:
        """What stands in the way of deciding a proposal today."""
        if row.decided_on is not None or row.withdrawn_on is not None:
            return ()
        in_force = self.sets.on(self.today)
        lines = (
            (row.heard_on is None, "没有登记听取当事检察官意见"),
            (self.review.concluded_on is None, "审视没有审结"),
            (pending > 0, f"对审视发现还有 {pending} 份意见没有处理"),
            (
                in_force.code != row.proposed_set,
                f"拟定以后施行了“{in_force.name}”，须重新提出或写明按它确定",
            ),
        )
        return tuple(words for is_missing, words in lines if is_missing)

    def _objection(self, row: FindingObjection, is_shown: bool, about: str) -> ObjectionRow:
        return ObjectionRow(
            id=row.id,
            version=row.version,
            about=about,
            finding_id=row.finding_id,
            grade_id=row.grade_id,
            form=row.form,
            raised_by=masked(is_shown, row.raised_by),
            raised_on=row.raised_on,
            content=masked(is_shown, row.content),
            attachment_id=row.attachment_id if is_shown else None,
            outcome=row.outcome,
            changes=_changes(row),
            decided_by=row.decided_by or "",
            decided_as=row.decided_as or "",
            decided_on=row.decided_on,
            decision=masked(is_shown, row.decision),
            decision_number=row.decision_number or "",
            decision_attachment_id=row.decision_attachment_id if is_shown else None,
            reminder=self._reminder(row),
        )

    def _reminder(self, row: FindingObjection) -> str:
        days = self.sets.reminders
        if row.outcome is FindingObjectionOutcome.PENDING:
            by = row.raised_on.last + timedelta(days=days.decision_days)
            if by < self.today:
                return f"已过本院提醒的 {by}（{days.certainty.label}，不算超期）"
            return f"本院提醒：{by} 前处理（{days.certainty.label}）"
        is_first = row.form is FindingObjectionForm.OBJECTION and row.outcome is not FindingObjectionOutcome.WITHDRAWN
        answered = select(FindingObjection.id).where(FindingObjection.answers_id == row.id)
        if not is_first or row.decided_on is None or self.session.scalars(answered).first() is not None:
            return ""
        until = row.decided_on.last + timedelta(days=days.reconsideration_days)
        over = "已过" if until < self.today else ""
        return f"本院提醒的复议日：{until}{over}（{days.certainty.label}，过了也可以提出）"

    def _about(self, row: FindingObjection, findings: dict[int, ReviewFinding], grades: dict[int, CaseGrade]) -> str:
        finding, grade = findings.get(row.finding_id or 0), grades.get(row.grade_id or 0)
        if finding is not None:
            return f"发现 {finding.place}：{_short(finding.fact)}"
        return f"等次：{self.sets.called(grade.grade_set, grade.decided or '')}" if grade is not None else ""


def hints_for(sets: GradeSets, grades: Iterable[CaseGrade], findings: Iterable[ReviewFinding]) -> tuple[HintRow, ...]:
    """What is to be thought of, by the rules of the data; only findings of our own office are asked."""
    words = {each.decided for each in grades if each.decided_on is not None and each.withdrawn_on is None}
    verdicts = {each.verdict for each in findings if each.is_own and each.withdrawn_on is None}
    return tuple(
        HintRow(hint.text, hint.source, hint.certainty.label)
        for hint in sets.hints
        if words & set(hint.grades) or verdicts & set(hint.verdicts)
    )


def _case(case: OriginalCase, is_shown: bool) -> GradedCase:
    handlers = handlers_of([case])
    shown = "、".join(handlers) if is_shown else HIDDEN_NAME if handlers else ""
    return GradedCase(case.id, case.name, handlers if is_shown else (), shown)


def _choice(finding: ReviewFinding) -> FindingChoice:
    gone = "（已撤销）" if finding.withdrawn_on is not None else ""
    words = f"发现 {finding.place}（{finding.verdict.label}）：{_short(finding.fact)}{gone}"
    return FindingChoice(finding.id, finding.case_id, words, finding.verdict, finding.withdrawn_on is not None)


def _changes(row: FindingObjection) -> str:
    if not row.changed_from:
        return ""
    return f"{row.changed_from}→{row.changed_to}" if row.changed_to else f"{row.changed_from}，不再计入"


def _withdrawn(row: CaseGrade) -> str:
    if row.withdrawn_on is None:
        return ""
    by: Sequence[str] = [each for each in (row.withdrawn_by, row.withdrawn_as) if each]
    who = "、".join(dict.fromkeys(by))
    number = f"，{row.withdrawn_number}" if row.withdrawn_number else ""
    return f"{row.withdrawn_on} {who}{number}：{row.withdrawn_note or ''}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _FACT else f"{line[:_FACT]}……"

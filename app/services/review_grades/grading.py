"""A grade on its way: proposed, its handler heard, decided, taken back; what refuses each step."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.models.dates import PartialDate
from app.models.original_case import OriginalCase
from app.models.reverse_review import ReverseReview
from app.models.review_finding import CaseGrade
from app.services.approvals.posts import registered
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.office.offices import people_in
from app.services.review_grades.counting import standing_grades
from app.services.review_grades.deciding import Decided, Question, grade_decided
from app.services.review_grades.grade_sets import GradeSet, GradeSets
from app.services.review_grades.pending import open_proposals, refuse_pending_findings, refuse_pending_of_grade
from app.services.review_grades.people import cases_of, handlers_of, needed_handlers, refuse_handler
from app.services.review_grades.rows import GradeDecision, GradeProposal, GradeWithdrawal, Hearing, Signature

HANDLED = "是原案的承办人"


@dataclass(frozen=True)
class Steps:
    """The steps of one review inside its transaction, by the sets that count and the day it is."""

    session: Session
    review: ReverseReview
    sets: GradeSets
    today: date

    def proposed(self, draft: GradeProposal) -> CaseGrade:
        """A new proposal; raises FieldProblem, DomainError."""
        case = self._case(draft.case_id)
        reason = needed("reason", "拟定等次的理由", draft.reason)
        proposer = registered("proposed_by", draft.proposed_by, people_in(self.session)).name
        refuse_handler("proposed_by", proposer, [case], "提出自己办理案件的等次")
        on = exact("proposed_on", "提出日期", draft.proposed_on)
        day_that_can_be("proposed_on", "提出日期", draft.proposed_on, self.today, self.review.started_on)
        chosen = self.sets.on(on)
        grade = _grade_of(chosen, draft.grade)
        self._refuse_second(case, draft.corrects)
        return CaseGrade(
            review_id=self.review.id,
            case_id=case.id,
            grade_set=chosen.code,
            proposed_set=chosen.code,
            replaces_id=draft.corrects,
            proposed=grade,
            proposed_by=proposer,
            proposed_on=draft.proposed_on,
            reason=reason,
        )

    def heard(self, grade: CaseGrade, hearing: Hearing) -> None:
        """What the original handler said; raises FieldProblem, DomainError."""
        refuse_ended(grade, "登记听取意见")
        if grade.heard_on is not None:
            raise DomainError(f"已登记 {grade.heard_on} 听取意见。登记有误的请先撤销那一步。")
        who = needed_handlers("heard_who", hearing.heard_who, [self._case(grade.case_id)])
        said = needed("statement", "当事检察官的意见（没有意见的写“无意见”）", hearing.statement)
        exact("heard_on", "听取意见日期", hearing.heard_on)
        day_that_can_be("heard_on", "听取意见日期", hearing.heard_on, self.today, grade.proposed_on)
        grade.heard_on, grade.heard_who, grade.statement = hearing.heard_on, who, said

    def decided(self, grade: CaseGrade, decision: GradeDecision) -> None:
        """The grade that was decided; raises FieldProblem, DomainError."""
        refuse_ended(grade, "登记等次决定")
        if grade.heard_on is None:
            raise DomainError("还没有登记听取当事检察官的意见，不能决定等次。请先登记听取意见（没有意见的也要登记）。")
        if self.review.concluded_on is None:
            raise DomainError("这件审视还没有审结，审视发现还没有确定，不能决定等次。请先审结。")
        refuse_pending_findings(self.session, self.review.id, "决定等次")
        after = max(grade.heard_on, self.review.concluded_on, key=lambda day: day.first)
        by = self.decision_about(grade, decision.signature, after)
        chosen = self._set_for(grade, decision, by)
        word = _grade_of(chosen, decision.grade)
        note = decision.note.strip()
        if word != grade.proposed and not note:
            raise FieldProblem("note", "决定的等次与拟定的不同，请写明理由。")
        if grade.replaces_id is not None:
            self._end_replaced(grade, by)
        grade.grade_set, grade.decided, grade.decision_note = chosen.code, word, note or None
        write_decision(grade, by)

    def withdrawn(self, grade: CaseGrade, withdrawal: GradeWithdrawal) -> None:
        """A decided grade is taken back by a later decision; raises FieldProblem, DomainError."""
        if grade.decided_on is None:
            raise DomainError("这个等次还没有决定，请用“撤回拟定”。")
        refuse_ended(grade, "撤销等次", is_decided=True)
        refuse_pending_of_grade(self.session, grade, "撤销")
        reason = needed("reason", "撤销的理由", withdrawal.reason)
        by = self.decision_about(grade, withdrawal.signature, grade.decided_on)
        end(grade, by, reason)
        grade.withdrawn_approval_id = by.approval_id

    def dropped(self, grade: CaseGrade, by: str, reason: str) -> None:
        """A proposal is taken back before it is decided; raises FieldProblem, DomainError."""
        refuse_ended(grade, "撤回拟定")
        grade.withdrawn_note = needed("reason", "撤回的理由", reason)
        grade.withdrawn_on, grade.withdrawn_by = PartialDate.of(self.today), by

    def decision_about(self, grade: CaseGrade, signature: Signature, after: PartialDate | None) -> Decided:
        """Who decided about a grade; raises FieldProblem."""
        case = self._case(grade.case_id)
        barred = {grade.proposed_by: "是等次的提出人", **dict.fromkeys(handlers_of([case]), HANDLED)}
        return grade_decided(self.session, signature, Question(self.review, self.today, after, barred))

    def _case(self, case_id: int) -> OriginalCase:
        found = next((case for case in cases_of(self.session, self.review) if case.id == case_id), None)
        if found is None:
            raise FieldProblem("case_id", "这件原案不在本件审视之列。请从所审案件里选择。")
        return found

    def _refuse_second(self, case: OriginalCase, corrects: int | None) -> None:
        running = [each for each in open_proposals(self.session, self.review.id) if each.case_id == case.id]
        if running:
            raise DomainError(
                f"这件原案已由{running[0].proposed_by}于 {running[0].proposed_on} 提出等次，还没有决定。"
                "请先办完，或者先撤回拟定。"
            )
        standing = standing_grade(self.session, self.review.id, case.id)
        if standing is None:
            if corrects is not None:
                raise DomainError("要更正的等次已经不在了，可能已被撤销。请刷新后再看。")
            return
        if corrects != standing.id:
            raise DomainError("这件原案已经决定了等次。要改的请在那个等次上用“更正等次”，由新的决定代替。")
        refuse_pending_of_grade(self.session, standing, "更正")

    def _set_for(self, grade: CaseGrade, decision: GradeDecision, by: Decided) -> GradeSet:
        """The set in force on the day of the decision; a proposal by another set must say so on purpose."""
        in_force, named = self.sets.on(by.on.first), decision.grade_set.strip()
        if named and named != in_force.code:
            raise FieldProblem("grade_set", f"决定日（{by.on}）施行的是“{in_force.name}”，只能按它确定等次。")
        if in_force.code == grade.proposed_set:
            return in_force
        before = self.sets.find(grade.proposed_set).name
        if not named:
            raise FieldProblem(
                "grade_set",
                f"拟定时施行的是“{before}”，决定日（{by.on}）施行的是“{in_force.name}”。请撤回拟定、按“{in_force.name}”"
                f"重新提出；或者写明按“{in_force.name}”确定，并说明理由。程序不把两套等次互相换算。",
            )
        needed("note", f"由“{before}”改按“{in_force.name}”确定的理由", decision.note)
        return in_force

    def _end_replaced(self, grade: CaseGrade, by: Decided) -> None:
        replaced = self.session.get(CaseGrade, grade.replaces_id)
        if replaced is None or replaced.withdrawn_on is not None:
            raise DomainError("要更正的等次已经不在了，可能已被撤销。请撤回拟定后重新提出。")
        refuse_pending_of_grade(self.session, replaced, "更正")
        end(replaced, by, "由新的决定更正")


def standing_grade(session: Session, review_id: int, case_id: int) -> CaseGrade | None:
    """The grade of a case that was decided and not ended since."""
    wanted = standing_grades().where(CaseGrade.review_id == review_id, CaseGrade.case_id == case_id)
    return session.scalars(wanted).first()


def refuse_ended(grade: CaseGrade, doing: str, *, is_decided: bool = False) -> None:
    """Nothing is done to a grade that was decided or taken back; raises DomainError."""
    if grade.withdrawn_on is not None:
        raise DomainError(f"这个等次已于 {grade.withdrawn_on} 撤回或撤销，不能{doing}。请另行提出。")
    if grade.decided_on is not None and not is_decided:
        raise DomainError(f"等次已于 {grade.decided_on} 由{grade.decided_by}决定，不能{doing}。要改的请用“更正等次”。")


def write_decision(grade: CaseGrade, by: Decided) -> None:
    """Who decided, on the grade."""
    grade.decided_by, grade.decided_as, grade.decided_on = by.person, by.post, by.on
    grade.decision_number, grade.approval_id = by.number or None, by.approval_id


def end(grade: CaseGrade, by: Decided, reason: str) -> None:
    """A later decision ends a grade; it stays to be seen."""
    grade.withdrawn_on, grade.withdrawn_by, grade.withdrawn_as = by.on, by.person, by.post
    grade.withdrawn_number, grade.withdrawn_note = by.number or None, reason


def exact(field: str, title: str, day: PartialDate) -> date:
    """A day known to the day; raises FieldProblem."""
    if day.exact is None:
        raise FieldProblem(field, f"请填写{title}的具体日期（年月日）。")
    return day.exact


def _grade_of(chosen: GradeSet, grade: str) -> str:
    word = needed("grade", "等次", grade)
    if word not in chosen.grades:
        raise FieldProblem("grade", f"“{chosen.name}”的等次是{'、'.join(chosen.grades)}。请从中选择。")
    return word

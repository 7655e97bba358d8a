"""What an original handler says about a finding or a grade, and what a decision makes of it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.original_case import OriginalCase
from app.models.reverse_review import ReverseReview
from app.models.review_finding import CaseGrade, FindingObjection, ReviewFinding
from app.models.review_terms import Correction, FindingObjectionForm, FindingObjectionOutcome, FindingVerdict
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.review_grades.deciding import Decided, Question, finding_decided
from app.services.review_grades.grade_pen import part
from app.services.review_grades.grade_sets import GradeSets
from app.services.review_grades.grading import HANDLED, Steps, end, exact, write_decision
from app.services.review_grades.people import about, cases_of, handlers_of, needed_handlers
from app.services.review_grades.rows import CHIEF, ObjectionDraft, Settlement

KEPT, CHANGED, WITHDRAWN = (
    FindingObjectionOutcome.KEPT,
    FindingObjectionOutcome.CHANGED,
    FindingObjectionOutcome.WITHDRAWN,
)
_DECIDED = (KEPT, CHANGED, WITHDRAWN)


@dataclass(frozen=True)
class Objecting:
    """Objections of one review inside its transaction."""

    session: Session
    review: ReverseReview
    sets: GradeSets
    today: date

    def registered(self, draft: ObjectionDraft) -> FindingObjection:
        """A new objection; raises FieldProblem, DomainError."""
        content = needed("content", "意见内容", draft.content)
        finding, grade = self._target(draft)
        cases = about(self.session, self.review, finding) if finding else self._cases_of(grade)
        raised_by = needed_handlers("raised_by", draft.raised_by, cases)
        exact("raised_on", "提出日期", draft.raised_on)
        after = finding.found_on if finding else grade.decided_on if grade else None
        day_that_can_be("raised_on", "提出日期", draft.raised_on, self.today, after)
        is_statement = draft.form is FindingObjectionForm.STATEMENT
        if draft.scan is None and not is_statement:
            raise FieldProblem("scan", f"请附上{draft.form.label}书的扫描件；口头说的，登记为陈述意见。")
        answers = None if is_statement else self._answered(draft, finding, grade)
        return FindingObjection(
            review_id=self.review.id,
            finding_id=finding.id if finding else None,
            grade_id=grade.id if grade else None,
            answers_id=answers.id if answers else None,
            form=draft.form,
            raised_by=raised_by,
            raised_on=draft.raised_on,
            content=content,
            outcome=FindingObjectionOutcome.NOTED if is_statement else FindingObjectionOutcome.PENDING,
        )

    def settled(self, objection: FindingObjection, draft: Settlement) -> CaseGrade | None:
        """Decide about an objection, and do what was decided; gives the new grade of one that was changed."""
        if objection.outcome is not FindingObjectionOutcome.PENDING:
            raise DomainError(
                f"这份{objection.form.label}{objection.outcome.label}，不用再处理。有误的请先撤销那一步。"
            )
        if draft.outcome not in _DECIDED:
            raise FieldProblem("outcome", "请选择处理结果：维持、变更或者撤销。")
        decision = needed("decision", "处理意见和理由", draft.decision)
        made: CaseGrade | None = None
        if objection.finding_id is not None:
            finding = part(self.session, ReviewFinding, objection.finding_id)
            by = self._finding_decided(objection, finding, draft)
            _change_finding(objection, finding, draft, by)
        elif objection.grade_id is not None:
            grade = part(self.session, CaseGrade, objection.grade_id)
            by = self._grade_decided(objection, grade, draft)
            made = self._change_grade(objection, grade, draft, by)
        else:
            raise DomainError("这份意见没有写明针对哪一项，不能处理。请撤销后重新登记。")
        objection.outcome, objection.decision = draft.outcome, decision
        objection.decided_by, objection.decided_as, objection.decided_on = by.person, by.post, by.on
        objection.decision_number = by.number or None
        return made

    def _target(self, draft: ObjectionDraft) -> tuple[ReviewFinding | None, CaseGrade | None]:
        if (draft.finding_id is None) == (draft.grade_id is None):
            raise FieldProblem("about", "请选择是对哪一项审视发现或者哪一个等次的意见。")
        if draft.finding_id is not None:
            finding = part(self.session, ReviewFinding, draft.finding_id)
            _refuse_stranger(finding.review_id, self.review)
            if finding.withdrawn_on is not None:
                raise FieldProblem("about", f"这项审视发现已于 {finding.withdrawn_on} 撤销，不用再提意见。")
            return finding, None
        grade = part(self.session, CaseGrade, draft.grade_id or 0)
        _refuse_stranger(grade.review_id, self.review)
        if grade.withdrawn_on is not None:
            raise FieldProblem("about", f"这个等次已于 {grade.withdrawn_on} 撤回或撤销，不用再提意见。")
        if grade.decided_on is None:
            raise FieldProblem("about", "这个等次还没有决定。当事检察官对拟定等次的意见，请用“登记听取意见”。")
        return None, grade

    def _cases_of(self, grade: CaseGrade | None) -> list[OriginalCase]:
        return [case for case in cases_of(self.session, self.review) if grade and case.id == grade.case_id]

    def _answered(
        self, draft: ObjectionDraft, finding: ReviewFinding | None, grade: CaseGrade | None
    ) -> FindingObjection | None:
        """The decided objection that a 复议 is about; None for a first 异议. Raises FieldProblem, DomainError."""
        before = self._earlier(finding, grade)
        if any(each.outcome is FindingObjectionOutcome.PENDING for each in before):
            raise DomainError("对这一项已有一份意见等待处理，处理以后再登记（补充的材料请放进附件）。")
        decided = [each for each in before if each.outcome in _DECIDED]
        if draft.form is FindingObjectionForm.OBJECTION:
            if decided:
                raise FieldProblem("form", "对这一项的异议已经处理过。不服处理结果的，请登记为复议。")
            return None
        if not decided:
            raise FieldProblem("form", "复议是对异议处理结果提出的。还没有处理过异议的，请登记为异议。")
        if decided[-1].form is FindingObjectionForm.RECONSIDERATION:
            raise FieldProblem("form", f"复议已于 {decided[-1].decided_on} 处理，不再受理第二次复议。")
        answered = decided[-1]
        day_that_can_be("raised_on", "提出日期", draft.raised_on, self.today, answered.decided_on)
        return answered

    def _earlier(self, finding: ReviewFinding | None, grade: CaseGrade | None) -> list[FindingObjection]:
        """What was said about the same thing before; a grade that an objection changed goes on in the new one."""
        wanted = select(FindingObjection).where(FindingObjection.review_id == self.review.id)
        if finding is not None:
            wanted = wanted.where(FindingObjection.finding_id == finding.id)
        elif grade is not None:
            changed = select(FindingObjection.grade_id).where(
                FindingObjection.grade_id == grade.replaces_id, FindingObjection.outcome == CHANGED
            )
            wanted = wanted.where(FindingObjection.grade_id.in_([grade.id, *self.session.scalars(changed)]))
        return list(self.session.scalars(wanted.order_by(FindingObjection.id)))

    def _finding_decided(self, objection: FindingObjection, finding: ReviewFinding, draft: Settlement) -> Decided:
        handlers = handlers_of(about(self.session, self.review, finding))
        barred = {
            **dict.fromkeys(handlers, HANDLED),
            finding.reviewed_by: "认定了这项问题",
            **({self.review.handler: "是本件的审视人"} if self.review.handler else {}),
            **self._decided_before(objection),
        }
        question = Question(self.review, self.today, objection.raised_on, barred)
        return finding_decided(self.session, draft.signature, self.sets.decides_findings, question)

    def _grade_decided(self, objection: FindingObjection, grade: CaseGrade, draft: Settlement) -> Decided:
        by = Steps(self.session, self.review, self.sets, self.today).decision_about(
            grade, draft.signature, objection.raised_on
        )
        if by.person == self.review.handler:
            raise FieldProblem("decided_by", f"{by.person}是本件的审视人，不能处理对等次的意见。请提请检察委员会决定。")
        return by

    def _decided_before(self, objection: FindingObjection) -> dict[str, str]:
        """Who decided the objection is not asked again about its 复议, but for 检察长, above whom there is nobody."""
        answered = self.session.get(FindingObjection, objection.answers_id) if objection.answers_id else None
        if answered is None or answered.decided_by is None or answered.decided_as == CHIEF:
            return {}
        return {answered.decided_by: "处理了原来的异议"} if answered.decided_by != answered.decided_as else {}

    def _change_grade(
        self, objection: FindingObjection, grade: CaseGrade, draft: Settlement, by: Decided
    ) -> CaseGrade | None:
        if draft.outcome is KEPT:
            return None
        reason = f"处理当事检察官{objection.form.label}"
        before = self.sets.called(grade.grade_set, grade.decided or "")
        if draft.outcome is WITHDRAWN:
            end(grade, by, reason)
            grade.withdrawn_approval_id = by.approval_id
            objection.changed_from = before
            return None
        chosen = self.sets.on(by.on.first)
        word = needed("grade", "变更后的等次", draft.grade)
        if word not in chosen.grades:
            raise FieldProblem("grade", f"“{chosen.name}”的等次是{'、'.join(chosen.grades)}。请从中选择。")
        if (chosen.code, word) == (grade.grade_set, grade.decided):
            raise FieldProblem("grade", f"现在的等次就是{before}。不改变的，处理结果选维持。")
        end(grade, by, reason)
        objection.changed_from, objection.changed_to = before, chosen.called(word)
        made = CaseGrade(
            review_id=grade.review_id,
            case_id=grade.case_id,
            grade_set=chosen.code,
            proposed_set=chosen.code,
            replaces_id=grade.id,
            proposed=word,
            proposed_by=by.person,
            proposed_on=by.on,
            reason=reason,
            heard_on=objection.raised_on,  # the objection is what the handler said to it
            heard_who=objection.raised_by,
            statement=objection.content,
            heard_attachment_id=objection.attachment_id,
            decided=word,
        )
        write_decision(made, by)
        return made


def _change_finding(objection: FindingObjection, finding: ReviewFinding, draft: Settlement, by: Decided) -> None:
    if draft.outcome is CHANGED:
        if draft.verdict is None:
            raise FieldProblem("verdict", "请选择变更后的定性。")
        if draft.verdict is finding.verdict:
            raise FieldProblem("verdict", f"现在的定性就是{finding.verdict.label}。不改变的，处理结果选维持。")
        objection.changed_from, objection.changed_to = finding.verdict.label, draft.verdict.label
        finding.verdict = draft.verdict
        if draft.verdict is FindingVerdict.NONE:  # nothing is left to correct
            finding.correction, finding.corrected_on, finding.correction_note = Correction.OPEN, None, None
    elif draft.outcome is WITHDRAWN:
        objection.changed_from, finding.withdrawn_on = finding.verdict.label, by.on


def _refuse_stranger(review_id: int, review: ReverseReview) -> None:
    if review_id != review.id:
        raise FieldProblem("about", "所选的一项不在本件审视里。请刷新后重新选择。")

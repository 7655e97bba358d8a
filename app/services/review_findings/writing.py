"""Writes a draft into a finding, and refuses what a finding cannot be."""

from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.original_case import OriginalCase
from app.models.reverse_review import ReverseReview, ReviewedCase
from app.models.review_finding import FindingObjection, ReviewFinding
from app.models.review_result import ResultFinding
from app.models.review_terms import Correction, FindingVerdict, ReviewBody, ReviewKind
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.reverse_reviews.refusals import refuse_original_handler
from app.services.review_findings.rows import CorrectionDraft, FindingDraft

_PROBLEM_NEEDS = (("fact", "事实，写明在哪里发现了什么"),)
IN_ORDER = "经审视未发现问题"


class FindingNotFound(DomainError):
    """No finding with that id."""

    def __init__(self, _wanted: object) -> None:
        """Its id says nothing to the user."""
        super().__init__("没有找到这条审视发现，它可能已被删除或撤销。请刷新后再看。")


def checked(draft: FindingDraft, today: date) -> FindingDraft:
    """The draft without spaces around its texts; raises FieldProblem."""
    texts = ("dimension", "stage", "fact", "provision", "problem", "cause", "cause_note", "unit", "reviewed_by")
    tidy = replace(draft, **{name: getattr(draft, name).strip() for name in texts})
    needed("dimension", "方面", tidy.dimension)
    needed("stage", "环节", tidy.stage)
    day_that_can_be("found_on", "发现日期", tidy.found_on, today, None)
    if tidy.verdict is FindingVerdict.NONE:
        return replace(tidy, fact=tidy.fact or IN_ORDER)
    for name, title in _PROBLEM_NEEDS:
        needed(name, title, getattr(tidy, name))
    return tidy


def the_case(session: Session, review: ReverseReview, draft: FindingDraft) -> OriginalCase | None:
    """The case a finding is about; raises FieldProblem where it is none of the review's, or must be said."""
    if draft.case_id is None:
        if review.kind is ReviewKind.CASE:
            return session.get(OriginalCase, review.case_id)
        return None
    its = select(ReviewedCase.id).where(ReviewedCase.review_id == review.id, ReviewedCase.case_id == draft.case_id)
    if session.scalar(its) is None:
        raise FieldProblem("case_id", f"所选的原案不在 {review.entry_number} 的所审案件里。请先把它加入，或另选一件。")
    return session.get_one(OriginalCase, draft.case_id)


def fill(session: Session, finding: ReviewFinding, draft: FindingDraft, review: ReverseReview, office: str) -> None:
    """Write it; whose work it is about follows from body and unit."""
    case = the_case(session, review, draft)
    reviewer = draft.reviewed_by or review.handler or ""
    needed("reviewed_by", "审视人", reviewer)
    refuse_original_handler(reviewer, [case] if case else [], "reviewed_by")
    for name in ("dimension", "stage", "body", "verdict", "fact", "found_on"):
        setattr(finding, name, getattr(draft, name))
    for name in ("problem", "provision", "cause", "cause_note"):
        setattr(finding, name, getattr(draft, name) or None)
    finding.case_id, finding.reviewed_by = case.id if case else None, reviewer
    is_procuratorate = draft.body is ReviewBody.PROCURATORATE
    finding.unit = draft.unit or (office if is_procuratorate else None)
    finding.is_own = is_procuratorate and "".join((finding.unit or "").split()) == "".join(office.split())
    if draft.verdict is FindingVerdict.NONE:
        finding.correction, finding.corrected_on, finding.correction_note = Correction.OPEN, None, None


def next_place(session: Session, review_id: int) -> int:
    """Behind the last finding of the review."""
    wanted = select(func.max(ReviewFinding.place)).where(ReviewFinding.review_id == review_id)
    return int(session.scalar(wanted) or 0) + 1


def refuse_removing(session: Session, finding: ReviewFinding) -> None:
    """A finding stays while a result or a statement of the handler speaks of it."""
    for table, words in ((ResultFinding, "结果运用"), (FindingObjection, "当事检察官意见")):
        if session.scalar(select(table.id).where(table.finding_id == finding.id).limit(1)) is not None:
            raise DomainError(f"第 {finding.place} 条发现已写进{words}，不能删除。请改为修改它，或先撤销那条{words}。")


def refuse_correction(finding: ReviewFinding, draft: CorrectionDraft, today: date) -> None:
    """A problem was corrected on a day, or cannot be and somebody says why; raises FieldProblem."""
    if finding.withdrawn_on is not None:
        raise DomainError(f"第 {finding.place} 条已于 {finding.withdrawn_on} 按当事检察官意见撤销，不用登记纠正情况。")
    if finding.verdict is FindingVerdict.NONE:
        raise DomainError(f"第 {finding.place} 条是“无问题”，没有需要纠正的。请选一条错误或瑕疵。")
    if draft.correction in {Correction.CORRECTED, Correction.SUPPLEMENTED} and draft.on is None:
        raise FieldProblem("on", f"请填写{draft.correction.label[1:]}日期。")
    if draft.correction is Correction.NOT_CORRECTED:
        needed("note", "不能纠正的理由", draft.note)
    if draft.on is not None:
        day_that_can_be("on", "纠正日期", draft.on, today, finding.found_on)

"""Who decided, checked before it is written: a grade by 检察长 or 检察委员会 only, a finding never by its reviewer."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models.approval import Approval
from app.models.case_terms import ApprovalState
from app.models.dates import PartialDate
from app.models.reverse_review import ReverseReview
from app.models.review_finding import CaseGrade
from app.models.terms import RecordType
from app.services.approvals.posts import is_committee, needed_post, registered
from app.services.foundation.errors import FieldProblem
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.office.offices import people_in
from app.services.review_grades.rows import CASE_GRADE, CHIEF, COMMITTEE, Signature

ONLY_THEY = "等次由检察长或者检察委员会决定，不能由其他人决定。"


class Decided(NamedTuple):
    """Who decided, as what, on which day, by which number and approval."""

    person: str
    post: str
    on: PartialDate
    number: str
    approval_id: int | None


@dataclass(frozen=True)
class Question:
    """What is decided about: its review, the day that must come before, and who may not decide it."""

    review: ReverseReview
    today: date
    after: PartialDate | None
    barred: dict[str, str]  # name -> why not


def grade_decided(session: Session, signature: Signature, question: Question) -> Decided:
    """Who decided a grade; raises FieldProblem where nobody did who may."""
    if signature.approval_id is not None:
        decided = _approved(session, signature, question.review)
        field = "approval"
    else:
        decided = _typed(session, signature, (CHIEF, COMMITTEE), ONLY_THEY)
        field = "decided_by"
        if not decided.number:
            raise FieldProblem(
                "number",
                "请填写决定文号，或者选择已登记签批的审批：没有检察长或者检察委员会的决定，不能登记等次。",
            )
    _refuse_barred(field, decided, question)
    day = "approval" if signature.approval_id is not None else "decided_on"
    day_that_can_be(day, "决定日期", decided.on, question.today, question.after)
    return decided


def finding_decided(session: Session, signature: Signature, allowed: tuple[str, ...], question: Question) -> Decided:
    """Who decided what a handler said about a finding; raises FieldProblem."""
    why = f"当事检察官对审视发现的意见由{'、'.join(allowed)}处理。"
    decided = _typed(session, signature, allowed, why)
    if decided.post == COMMITTEE and not decided.number:
        raise FieldProblem("number", "检察委员会决定的，请填写会议决定文号。")
    _refuse_barred("decided_by", decided, question)
    day_that_can_be("decided_on", "决定日期", decided.on, question.today, question.after)
    return decided


def _typed(session: Session, signature: Signature, allowed: tuple[str, ...], why: str) -> Decided:
    post = needed("decided_as", "由谁决定", signature.decided_as)
    if post not in allowed:
        raise FieldProblem("decided_as", f"{why}请从{'、'.join(allowed)}中选择。")
    on = signature.decided_on
    if on is None or on.exact is None:
        raise FieldProblem("decided_on", "请填写决定的具体日期（年月日）。")
    number = signature.number.strip()
    if is_committee(signature.decided_by, post):
        return Decided(COMMITTEE, COMMITTEE, on, number, None)
    person = registered("decided_by", signature.decided_by, people_in(session))
    needed_post("decided_by", person, post, "决定")
    return Decided(person.name, post, on, number, None)


def _approved(session: Session, signature: Signature, review: ReverseReview) -> Decided:
    found = session.get(Approval, signature.approval_id)
    is_its = (
        found is not None
        and (found.record_type, found.record_id) == (RecordType.REVERSE_REVIEW, review.id)
        and found.act == CASE_GRADE
    )
    if found is None or not is_its:
        raise FieldProblem("approval", "这份审批不是本件的等次审批，可能已被撤销。请重新选择。")
    if found.state is not ApprovalState.APPROVED or found.decided_on is None:
        raise FieldProblem("approval", f"“{found.name}”的审批{found.state.label}，不是批准。请先登记签批结果。")
    if found.decided_as not in {CHIEF, COMMITTEE}:
        raise FieldProblem("approval", f"这份审批由{found.decided_as}批准。{ONLY_THEY}请另行报批。")
    used = select(CaseGrade.id).where(
        or_(CaseGrade.approval_id == found.id, CaseGrade.withdrawn_approval_id == found.id)
    )
    if session.scalars(used).first() is not None:
        raise FieldProblem("approval", "这份审批已用于另一次等次决定，不能再用。请另行提请审批。")
    number = signature.number.strip() or (found.authority or "")
    return Decided(found.decided_by or "", found.decided_as or "", found.decided_on, number, found.id)


def _refuse_barred(field: str, decided: Decided, question: Question) -> None:
    why = question.barred.get(decided.person)
    if why is not None:
        raise FieldProblem(field, f"{decided.person}{why}，不能由其决定。请换一位，或者提请检察委员会决定。")

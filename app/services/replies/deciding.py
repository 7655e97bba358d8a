"""Who decided what became of an objection, checked before it is written (检察建议工作规定, 2019, art. 22, 23)."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.approval import Approval
from app.models.case_terms import ApprovalState
from app.models.dates import PartialDate
from app.models.letter_terms import ObjectionOutcome
from app.models.objection import Objection
from app.models.suggestion import Suggestion as Letter
from app.models.terms import RecordType
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.replies.rows import CHIEF, COMMITTEE, RE_EXAMINE, Reconsideration, SuperiorOrder

_DECIDED = {ObjectionOutcome.KEPT, ObjectionOutcome.CHANGED, ObjectionOutcome.WITHDRAWN}


class Decision(NamedTuple):
    """Who decided, as what, on which day, by which approval."""

    person: str
    post: str
    on: PartialDate
    approval_id: int | None


def check_reconsideration(draft: Reconsideration) -> None:
    """Refuse a draft that says too little, before its scan is copied; raises FieldProblem."""
    if draft.outcome not in _DECIDED:
        raise FieldProblem("outcome", "请选择复核结果：维持、变更或撤回。")
    needed("finding", "复核情况", draft.finding)
    needed("opinion", "答复对方的理由", draft.opinion)
    _check_changes(draft)
    if draft.approval_id is None:
        _check_typed(draft)


def check_order(order: SuperiorOrder) -> None:
    """The same for an order of the superior office, which changes or withdraws (art. 22)."""
    if order.outcome not in {ObjectionOutcome.CHANGED, ObjectionOutcome.WITHDRAWN}:
        raise FieldProblem("outcome", "上级院指令的，请选择变更或撤回（检察建议工作规定第二十二条）。")
    needed("ordered_by", "上级院名称", order.ordered_by)
    needed("order_number", "指令文号", order.order_number)
    needed("opinion", "变更或撤回的理由", order.opinion)
    if order.received_on.exact is None:
        raise FieldProblem("received_on", "请填写收到指令的具体日期（年月日）。")
    if order.scan is None:
        raise FieldProblem("scan", "请附上上级院指令的扫描件，没有扫描件不能登记。")
    _check_changes(order)


def decision_of(
    session: Session, letter: Letter, objection: Objection, draft: Reconsideration, today: date
) -> Decision:
    """Who decided; raises FieldProblem where nobody did who may."""
    decision = _approved(session, letter, draft.approval_id) if draft.approval_id is not None else _typed(draft)
    field = "approval" if decision.approval_id is not None else "decided_on"
    day_that_can_be(field, "决定日期", decision.on, today, objection.raised_on)
    if draft.outcome is ObjectionOutcome.KEPT and decision.post == COMMITTEE:
        raise FieldProblem(
            "approval" if decision.approval_id is not None else "decided_as",
            "异议不成立的，报检察长同意后说明理由（检察建议工作规定第二十三条）。请附检察长的签批。",
        )
    return decision


def _check_changes(draft: Reconsideration | SuperiorOrder) -> None:
    if draft.outcome is ObjectionOutcome.CHANGED:
        needed("changes", "变更的内容（一行一项）", draft.changes)
    elif draft.restarts_period:
        raise FieldProblem("restarts_period", "只有变更的才能写明重新计算回复期限。请去掉勾选。")


def _check_typed(draft: Reconsideration) -> None:
    if draft.decided_as.strip() not in {CHIEF, COMMITTEE}:
        raise FieldProblem("decided_as", "请选择由谁决定：检察长，或者检察委员会。")
    if draft.decided_as.strip() == CHIEF:
        needed("decided_by", "决定人姓名", draft.decided_by)
    if draft.decided_on is None or draft.decided_on.exact is None:
        raise FieldProblem("decided_on", "请填写决定的具体日期（年月日）。")
    if draft.scan is None:
        raise FieldProblem(
            "scan", "请附上签批件的扫描件，或者选择已登记签批的审批：没有检察长或检察委员会的决定，不能登记复核结果。"
        )


def _typed(draft: Reconsideration) -> Decision:
    post = draft.decided_as.strip()
    on = draft.decided_on
    if on is None:
        raise FieldProblem("decided_on", "请填写决定的具体日期（年月日）。")
    return Decision(draft.decided_by.strip() or post, post, on, None)


def _approved(session: Session, letter: Letter, approval_id: int | None) -> Decision:
    found = session.get(Approval, approval_id)
    is_its = (
        found is not None
        and (found.record_type, found.record_id) == (RecordType.SUGGESTION, letter.id)
        and found.act == RE_EXAMINE
    )
    if found is None or not is_its:
        raise FieldProblem("approval", "这份审批不是本件的复查审批，可能已被撤销。请重新选择。")
    if found.state is not ApprovalState.APPROVED or found.decided_on is None:
        raise FieldProblem("approval", f"“{found.name}”的审批{found.state.label}，不是批准。请先登记签批结果。")
    used = session.scalars(select(Objection).where(Objection.approval_id == found.id)).first()
    if used is not None:
        raise DomainError(f"这份审批已用于 {used.raised_on} 收文的异议，不能再用。请另行提请审批。")
    return Decision(found.decided_by or "", found.decided_as or "", found.decided_on, found.id)

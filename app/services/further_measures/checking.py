"""Refuses what cannot be decided or carried out, before a row is written; each refusal quotes the article."""

from datetime import date

from sqlalchemy.orm import Session

from app.models.approval import Approval
from app.models.case_terms import ApprovalState
from app.models.dates import PartialDate
from app.models.follow_up import FurtherMeasure
from app.models.suggestion import Suggestion as Letter
from app.models.terms import RecordType
from app.services.approvals.posts import fitting, parted
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.further_measures.conditions import why_not, why_not_backed
from app.services.further_measures.measures import Measure
from app.services.further_measures.rows import CarryingOut, ChosenMeasure, DecisionDraft, Standing
from app.services.office.offices import PersonRow

_APPROVAL, _BY, _ON, _SCAN = "approval", "decided_by", "decided_on", "scan"


class Decision:
    """Who decided, and when; of one approval, or as it was typed."""

    def __init__(self, decided_by: str, decided_on: PartialDate, decided_as: str, approval_id: int | None) -> None:
        """``decided_as`` is the post; empty where nobody had to decide."""
        self.decided_by, self.decided_on = decided_by, decided_on
        self.decided_as, self.approval_id = decided_as, approval_id


def decision_of(
    session: Session, letter: Letter, draft: DecisionDraft, chosen: tuple[Measure, ...], people: tuple[PersonRow, ...]
) -> Decision | None:
    """What stands behind the chosen measures; None where none of them needs a decision and none was given.

    Raises FieldProblem, DomainError with the article.
    """
    deciding = tuple(each for each in chosen if each.decides)
    if draft.approval_id is not None:
        return _approved(session, letter, draft.approval_id, deciding)
    if not deciding and not draft.decided_by.strip() and draft.decided_on is None:
        return None
    return _typed(draft, deciding, people)


def refuse_decision(letter: Standing, chosen: tuple[Measure, ...], decision: Decision, today: date) -> None:
    """Refuse measures that may not be decided on that day, or by that post."""
    day_that_can_be(_ON, "决定日期", decision.decided_on, today, None)
    for measure in chosen:
        refused = why_not(measure, letter, decision.decided_on.last) or why_not_backed(measure, decision.decided_as)
        if refused:
            raise DomainError(refused)


def refuse_incomplete(chosen: tuple[ChosenMeasure, ...], rules: dict[str, Measure]) -> None:
    """Refuse a choice of nothing, of what is not known, or without recipient or reason."""
    if not chosen:
        raise DomainError("还没有选择措施。请勾选一项或者几项。")
    for each in chosen:
        rule = rules.get(each.code)
        if rule is None:
            raise DomainError(f"这类检察建议没有“{each.code}”这项措施。请重新打开后再选。")
        if rule.has_recipient:
            needed(f"recipient_{each.code}", f"“{rule.name}”的对象", each.recipient)
        if rule.reason:
            needed(f"reason_{each.code}", rule.reason, each.reason)


def refuse_carrying_out(
    row: FurtherMeasure, rule: Measure | None, draft: CarryingOut, letter: Standing, today: date
) -> None:
    """Refuse what cannot have been carried out so."""
    day_that_can_be("carried_out_on", "实施日期", draft.carried_out_on, today, row.decided_on)
    if draft.filed_on is not None:
        day_that_can_be("filed_on", "报备日期", draft.filed_on, today, row.decided_on)
    if rule is None:
        return
    if rule.is_number_needed and not draft.number.strip() and not letter.is_imported:
        raise FieldProblem("number", f"请填写{rule.number}：起诉以后作为案件在业务系统办理，以系统给的号为准。")
    concluded = letter.concluded_on
    if rule.conclusion and concluded is not None and row.carried_out_on is None:
        raise DomainError(
            f"{letter.name} 已于 {concluded} 登记结论“{letter.conclusion}”，不能再登记另一个。"
            "登记有误的请先撤销那一步。"
        )


def _approved(session: Session, letter: Letter, approval_id: int, deciding: tuple[Measure, ...]) -> Decision:
    approval = session.get(Approval, approval_id)
    is_its = (
        approval is not None
        and approval.record_type is RecordType.SUGGESTION
        and approval.record_id == letter.id
        and approval.state is ApprovalState.APPROVED
    )
    if approval is None or not is_its or approval.decided_on is None:
        raise FieldProblem(_APPROVAL, "这份审批还没有批准，或者不是这件建议的。请先登记签批，或另选一份。")
    for each in deciding:
        if approval.act not in each.acts:
            raise FieldProblem(
                _APPROVAL,
                f"“{approval.name}”的审批不能作“{each.name}”的依据（{each.basis}）。请另行提请后续处理的审批。",
            )
    return Decision(approval.decided_by or "", approval.decided_on, approval.decided_as or "", approval.id)


def _typed(draft: DecisionDraft, deciding: tuple[Measure, ...], people: tuple[PersonRow, ...]) -> Decision:
    why = f"“{deciding[0].name}”由{'、'.join(deciding[0].decides)}决定（{deciding[0].basis}）。" if deciding else ""
    if not draft.decided_by.strip():
        raise FieldProblem(_BY, f"{why}请选择已批准的审批，或者照业务系统的审批结果填写决定人。")
    if draft.decided_on is None:
        raise FieldProblem(_ON, "请填写决定日期。")
    if deciding and draft.scan is None:
        raise FieldProblem(_SCAN, f"{why}请附上业务系统审批结果或者签批件的扫描件。")
    return Decision(draft.decided_by.strip(), draft.decided_on, _post(draft.decided_by, deciding, people), None)


def _post(name: str, deciding: tuple[Measure, ...], people: tuple[PersonRow, ...]) -> str:
    """In which post somebody decided. Whoever is not in the register, as former chiefs are not, is believed."""
    if not deciding:
        return ""
    allowed = "、".join(deciding[0].decides)
    known = [each for each in people if each.name == name.strip()]
    if not known:
        return deciding[0].decides[0]
    posts = [post for post in (fitting(each, allowed) for each in known) if post]
    return posts[0] if posts else "、".join(parted(known[0].post)) or "没有登记职务的人员"

"""The closing checklist of a matter: what its stages still lack, its letters, approvals, hand-overs and tasks."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.approval import Approval
from app.models.case_terms import ApprovalState, HandOverState
from app.models.hand_over import HandOver, Referral
from app.models.matter import Matter
from app.models.suggestion import Suggestion
from app.models.terms import RecordType, Stage, SuggestionStep
from app.services.closing.rows import ChecklistLine, LineState, OpenLetter, Place
from app.services.matter_types.model import MatterType
from app.services.matters.gates import Gates
from app.services.matters.holdings import Holdings
from app.services.matters.rows import Missing, MissingKind

_PLACES = {
    MissingKind.FIELD: Place.FIELDS,
    MissingKind.PAPER: Place.PAPERS,
    MissingKind.APPROVAL: Place.APPROVALS,
}


def open_letters(session: Session, matter_id: int) -> tuple[OpenLetter, ...]:
    """Letters of the matter that were neither closed, withdrawn nor declined."""
    wanted = select(Suggestion).where(
        Suggestion.matter_id == matter_id,
        Suggestion.closed_on.is_(None),
        Suggestion.withdrawn_on.is_(None),
        Suggestion.step != SuggestionStep.DECLINED,
    )
    return tuple(
        OpenLetter(each.id, f"{each.number or each.entry_number} {each.addressee}", _stands(each))
        for each in session.scalars(wanted.order_by(Suggestion.id))
    )


def checklist(session: Session, gates: Gates, matter: Matter, kind: MatterType | None) -> Iterator[ChecklistLine]:
    """Every line, what is asked for last."""
    if kind is not None:
        yield _stage_line(matter, kind)
        yield from _gate_lines(gates.before(Holdings(session, matter), kind, Stage.CLOSING))
    else:
        yield _line(
            "结果", bool((matter.outcome or "").strip()), "请在案卡里填写结果，或在下面填写。", Place.HERE, ask=True
        )
    yield _approval_line(session, matter)
    yield _hand_over_line(session, matter)
    yield _referral_line(session, matter)
    if matter.task_number or matter.wanted_by:
        told = f"上级交办（{matter.task_number or '未填转办单号'}）还没有报结。请先登记报结。"
        yield _line("上级交办报结", matter.reported_on is not None, told, Place.FIELDS)
    letters = open_letters(session, matter.id)
    named = "、".join(each.name for each in letters)
    yield _line("检察建议", not letters, f"还有没有办结的：{named}。请说明为什么现在结案。", Place.LETTERS, ask=True)
    yield ChecklistLine("过问干预情形", LineState.ASKED, "请确认是否有过问干预情形，有的写明。", Place.HERE)


def _stage_line(matter: Matter, kind: MatterType) -> ChecklistLine:
    """Whether 结案归档 may come next."""
    following = [each.stage for each in kind.after(matter.stage)]
    is_next = matter.stage is Stage.CLOSING or Stage.CLOSING in following
    ahead = following[-1].label if following else ""
    return _line("阶段", is_next, f"现在在“{matter.stage.label}”，要先转入“{ahead}”。", Place.STAGE)


def _gate_lines(missing: tuple[Missing, ...]) -> Iterator[ChecklistLine]:
    if not missing:
        yield ChecklistLine("案卡、文书和审批", LineState.MET, "各阶段必需的都已齐备。", Place.FIELDS)
    for each in missing:
        yield ChecklistLine(each.title, LineState.MISSING, each.sentence, _PLACES[each.kind], each)


def _approval_line(session: Session, matter: Matter) -> ChecklistLine:
    wanted = select(Approval.name).where(
        Approval.record_type == RecordType.MATTER,
        Approval.record_id == matter.id,
        Approval.state == ApprovalState.OPEN,
    )
    names = "、".join(session.scalars(wanted))
    return _line("审批", not names, f"“{names}”还没有审批完。请登记签批结果，或撤销这次提请。", Place.APPROVALS)


def _hand_over_line(session: Session, matter: Matter) -> ChecklistLine:
    wanted = select(func.count()).where(
        HandOver.record_type == RecordType.MATTER,
        HandOver.record_id == matter.id,
        HandOver.state == HandOverState.OFFERED,
    )
    return _line("移交转办", not session.scalar(wanted), "有一次移交还没有接收。请先接收或退回。", Place.HAND_OVERS)


def _referral_line(session: Session, matter: Matter) -> ChecklistLine:
    wanted = select(Referral.recipient).where(
        Referral.record_type == RecordType.MATTER, Referral.record_id == matter.id, Referral.answered_on.is_(None)
    )
    names = "、".join(session.scalars(wanted))
    state = LineState.ASKED if names else LineState.MET
    told = f"移送给{names}的线索还没有反馈，结案后仍可登记反馈。" if names else "没有等待反馈的移送。"
    return ChecklistLine("移送反馈", state, told, Place.HAND_OVERS)


def _line(title: str, is_met: bool, problem: str, place: Place, *, ask: bool = False) -> ChecklistLine:
    if is_met:
        return ChecklistLine(title, LineState.MET, "齐备。", place)
    return ChecklistLine(title, LineState.ASKED if ask else LineState.MISSING, problem, place)


def _stands(letter: Suggestion) -> str:
    if letter.replied_on is not None:
        return "已回复，未办结"
    return "已制发，未回复" if letter.step is SuggestionStep.ISSUED else "草稿"

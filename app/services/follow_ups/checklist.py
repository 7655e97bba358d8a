"""The closing checklist of a letter: reply, items, rectification, objection, receipt, filing, what still runs."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.models.approval import Approval
from app.models.attachment import Attachment
from app.models.case_terms import ApprovalState, HandOverState
from app.models.deadline import Deadline
from app.models.follow_up import FurtherMeasure
from app.models.hand_over import HandOver
from app.models.letter_terms import CopyUse, ObjectionOutcome
from app.models.objection import Objection
from app.models.serving import LetterCopy
from app.models.suggestion import ServiceRecord
from app.models.suggestion import Suggestion as Letter
from app.models.terms import Adoption, DeadlineState, RecordType, Rectification
from app.services.closing.rows import ChecklistLine, LineState, Place
from app.services.docket.revisits import is_planned
from app.services.follow_ups.demands import Demands
from app.services.foundation.errors import DomainError
from app.services.suggestion_items.reading import kept_items
from app.services.suggestions.refusals import name_of

_RECEIPT = "送达回证"
_FILING = ("备案", "报备")  # as the rules, and those of the office's own, call it


class Standing(NamedTuple):
    """How one line stands: a sentence, where a click leads, and whether nothing is wrong.

    ``mildest`` says that it only has to be explained, however strictly the line asks. None stands for no line at all.
    """

    is_met: bool
    sentence: str
    place: Place
    mildest: LineState = LineState.MISSING


def checklist(session: Session, letter: Letter, demands: Demands) -> Iterator[ChecklistLine]:
    """Every line that is asked of this letter, in the order of the table."""
    for demand in demands.all:
        asked = demand.of(letter)
        standing = _LINES[demand.code](session, letter) if asked is not None else None
        if asked is None or standing is None:
            continue
        state = LineState.ASKED if LineState.ASKED in {asked, standing.mildest} else asked
        yield ChecklistLine(
            demand.title, LineState.MET if standing.is_met else state, standing.sentence, standing.place
        )


def refuse_unfinished(session: Session, letter: Letter, demands: Demands) -> None:
    """Refuse to close a letter while a line of its checklist is red, naming each."""
    red = [line for line in checklist(session, letter, demands) if line.state is LineState.MISSING]
    if red:
        told = "\n".join(f"{line.title}：{line.sentence}" for line in red)
        raise DomainError(f"{name_of(letter)} 还不能办结：\n{told}")


def _reply(_session: Session, letter: Letter) -> Standing:
    is_met = letter.replied_on is not None or letter.is_reply_undated
    return Standing(is_met, "已回复。" if is_met else "没有登记回复。请说明为什么没有回复就办结。", Place.REPLY)


def _items(session: Session, letter: Letter) -> Standing | None:
    """Asked only where there is a reply that could say it; without one the reply's own line asks."""
    items = kept_items(session, letter.id)
    if not items or not (letter.replied_on or letter.is_reply_undated):
        return None
    left = _places(each.place for each in items if each.adoption is Adoption.UNRECORDED)
    told = f"第 {left} 项还没有登记是否采纳。" if left else "各项都已登记是否采纳。"
    return Standing(not left, told, Place.REPLY)


def _rectification(session: Session, letter: Letter) -> Standing:
    if letter.rectification is Rectification.COMPLETE:
        return Standing(True, "已到位。", Place.RECTIFICATION)
    decided = _decided(session, letter)
    if decided:
        return Standing(True, f"没有到位，已决定后续处理：{decided}。", Place.RECTIFICATION)
    items = kept_items(session, letter.id)
    left = [each for each in items if each.rectification is not Rectification.COMPLETE]
    if _is_not_adopted([each.adoption for each in left] or [letter.adoption]):
        told = "没有采纳的建议没有整改，也没有决定后续处理。请说明对方的理由是否正当、为什么不再处理。"
        return Standing(False, told, Place.RECTIFICATION, LineState.ASKED)
    which = f"第 {_places(each.place for each in left)} 项" if left else f"目前“{letter.rectification.label}”，"
    told = f"{which}没有整改到位，也没有决定后续处理。请先登记核查，或者由检察长决定后续处理。"
    return Standing(False, told, Place.RECTIFICATION)


def _measures(session: Session, letter: Letter) -> Standing | None:
    wanted = select(FurtherMeasure).where(FurtherMeasure.suggestion_id == letter.id)
    decided = session.scalars(wanted.order_by(FurtherMeasure.id)).all()
    if not decided:
        return None
    left = "、".join(each.name for each in decided if each.carried_out_on is None)
    told = f"“{left}”已经决定，还没有登记实施。请先登记，或者说明。" if left else "已决定的都已登记实施。"
    return Standing(not left, told, Place.HERE)


def _objection(session: Session, letter: Letter) -> Standing:
    wanted = select(func.count()).where(
        Objection.suggestion_id == letter.id, Objection.outcome == ObjectionOutcome.PENDING
    )
    is_met = not session.scalar(wanted)
    told = "没有等待复核的异议。" if is_met else "对方的异议还没有复核完。请先登记复核结果。"
    return Standing(is_met, told, Place.REPLY)


def _receipt(session: Session, letter: Letter) -> Standing:
    served = select(func.count()).where(
        ServiceRecord.suggestion_id == letter.id, ServiceRecord.attachment_id.is_not(None)
    )
    scans = select(func.count()).where(
        Attachment.record_type == RecordType.SUGGESTION,
        Attachment.record_id == letter.id,
        Attachment.purpose.startswith(_RECEIPT),
    )
    is_met = bool(session.scalar(served) or session.scalar(scans))
    told = "已附扫描件。" if is_met else "没有送达回证的扫描件。请在“附件”里以“送达回证”为用途添加，或者登记送达。"
    return Standing(is_met, told, Place.RECEIPT)


def _filing(session: Session, letter: Letter) -> Standing:
    copies = select(LetterCopy).where(LetterCopy.suggestion_id == letter.id, LetterCopy.use == CopyUse.FILING)
    recipients = session.scalars(copies.order_by(LetterCopy.id)).all()
    left = "、".join(each.recipient for each in recipients if each.sent_on is None)
    waived = select(func.count()).where(
        _of(Deadline, letter),
        or_(*(Deadline.name.contains(word) for word in _FILING)),
        Deadline.state == DeadlineState.WAIVED,
    )
    if left:
        return Standing(False, f"还没有向{left}备案。", Place.RECEIPT)
    is_met = letter.filed_on is not None or bool(session.scalar(waived))
    told = "已备案。" if is_met else "没有登记备案日期。请登记备案，或者在“期限”里完成备案期限。"
    return Standing(is_met, told, Place.DEADLINES)


def _evaluation(_session: Session, letter: Letter) -> Standing:
    is_met = letter.evaluated_on is not None
    told = "已评估。" if is_met else "没有登记评估。请登记，或者说明为什么不评估。"
    return Standing(is_met, told, Place.RECTIFICATION)


def _revisits(session: Session, letter: Letter) -> Standing | None:
    if letter.rectification is not Rectification.COMPLETE:
        return None
    deadlines = [each for each in session.scalars(select(Deadline).where(_of(Deadline, letter))) if is_planned(each)]
    planned = "、".join(
        f"{each.due_on}"
        for each in sorted(deadlines, key=lambda each: str(each.due_on))
        if each.state is DeadlineState.OPEN
    )
    if planned:
        return Standing(True, f"已安排在 {planned}，办结以后继续提醒。", Place.RECTIFICATION)
    is_met = letter.revisited_on is not None or any(each.state is DeadlineState.WAIVED for each in deadlines)
    told = "已回头看。" if is_met else "没有安排回头看（整改到位的日期不到日，或者已不再适用）。请说明。"
    return Standing(is_met, told, Place.RECTIFICATION)


def _approvals(session: Session, letter: Letter) -> Standing:
    wanted = select(Approval.name).where(_of(Approval, letter), Approval.state == ApprovalState.OPEN)
    names = "、".join(session.scalars(wanted))
    told = f"“{names}”还没有审批完。请登记签批结果，或撤销这次提请。" if names else "没有进行中的审批。"
    return Standing(not names, told, Place.APPROVALS)


def _hand_overs(session: Session, letter: Letter) -> Standing:
    wanted = select(func.count()).where(_of(HandOver, letter), HandOver.state == HandOverState.OFFERED)
    is_met = not session.scalar(wanted)
    told = "没有等待接收的移交。" if is_met else "有一次移交还没有接收。请先接收或退回。"
    return Standing(is_met, told, Place.HAND_OVERS)


_LINES: dict[str, Callable[[Session, Letter], Standing | None]] = {
    "reply": _reply,
    "items": _items,
    "rectification": _rectification,
    "measures": _measures,
    "objection": _objection,
    "receipt": _receipt,
    "filing": _filing,
    "evaluation": _evaluation,
    "revisits": _revisits,
    "approvals": _approvals,
    "hand_overs": _hand_overs,
}


def _decided(session: Session, letter: Letter) -> str:
    """What was decided instead of waiting on: measures, the conclusion of a case, or what the ledger says of them."""
    wanted = select(FurtherMeasure.name).where(FurtherMeasure.suggestion_id == letter.id)
    names = list(session.scalars(wanted.order_by(FurtherMeasure.id)))
    told = [*names, letter.conclusion or "", (letter.follow_up or "") if letter.batch_id is not None else ""]
    return "、".join(dict.fromkeys(each for each in told if each))


def _is_not_adopted(answers: list[Adoption]) -> bool:
    return set(answers) == {Adoption.NOT_ADOPTED}


def _of(table: Any, letter: Letter) -> Any:
    return (table.record_type == RecordType.SUGGESTION) & (table.record_id == letter.id)


def _places(places: Iterator[int]) -> str:
    return "、".join(str(place) for place in places)

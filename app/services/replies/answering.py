"""Keeps one reply: what it says of each item, and what the letter's answer comes to by all its replies."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.dates import PartialDate
from app.models.deadline import Deadline
from app.models.suggestion import Reply
from app.models.suggestion import Suggestion as Letter
from app.models.suggestion_item import ReplyItem, SuggestionItem
from app.models.terms import Adoption, DeadlineState, RecordType, StartEvent
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.replies.entry_numbers import free_number
from app.services.suggestion_items.deriving import adoption_of, lines_of
from app.services.suggestion_items.laying import lay
from app.services.suggestion_items.reading import follow_items, kept_items
from app.services.suggestion_items.rows import ItemDraft
from app.services.suggestions.arriving import Arrived
from app.services.suggestions.rows import ReplyDraft, ReplyItemDraft


def check_reply(draft: ReplyDraft) -> None:
    """Refuse a draft that can be no reply, before its scan is copied; raises FieldProblem."""
    if draft.scan is None:
        raise FieldProblem("scan", "请附上回复函的扫描件，没有扫描件不能登记回复。")
    if draft.registered_on.exact is None:
        raise FieldProblem("registered_on", "请填写收文登记的具体日期（年月日）。")
    if not draft.items:
        if draft.adoption in {Adoption.PARTLY, Adoption.NOT_ADOPTED} and not draft.summary.strip():
            raise FieldProblem(
                "summary", f"{draft.adoption.label}的，请在回复要点里写明对方的理由；没有说明的，写“未说明理由”。"
            )
        return
    places = [each.place for each in draft.items]
    if len(set(places)) < len(places):
        raise DomainError("同一项建议登记了两次采纳情况。请每项只登记一次。")
    for each in draft.items:
        if each.adoption is Adoption.UNRECORDED:
            raise FieldProblem("items", f"请选择第 {each.place} 项的采纳情况；回复没有提到的一项不用登记。")
        if each.adoption is not Adoption.ADOPTED and not each.reason.strip():
            raise FieldProblem(
                "items", f"第 {each.place} 项{each.adoption.label}，请写明对方的理由；没有说明的，写“未说明理由”。"
            )


def keep_reply(arrived: Arrived, draft: ReplyDraft) -> None:
    """Register the reply, its answers by item, and on the letter what it all comes to; raises FieldProblem."""
    session, letter = arrived.opened.unit.session, arrived.opened.record
    is_newest = not _came_after(session, letter, draft.registered_on)
    answers = _answers(session, letter, draft)
    adoption = adoption_of([each.adoption for each in draft.items]) if draft.items else draft.adoption
    if adoption is Adoption.UNRECORDED and letter.adoption is Adoption.UNRECORDED:
        raise FieldProblem("adoption", "请选择采纳情况。")
    number = draft.number.strip() or None
    reply = arrived.add(
        Reply,
        "回复函",
        {
            "registered_on": draft.registered_on,
            "entry_number": free_number(session, draft.entry_number, draft.registered_on),
            "written_on": draft.written_on,
            "number": number,
            "adoption": adoption,
            "summary": draft.summary.strip() or None,
            "is_vague": draft.is_vague,
        },
    )
    for answer in answers:
        answer.keep(session, reply)
    if answers:
        session.flush()
        follow_items(session, letter)
    elif is_newest and adoption is not Adoption.UNRECORDED:
        letter.adoption = adoption
    _date(session, letter, draft.registered_on)
    letter.reply_number = number if number and is_newest else letter.reply_number or number
    letter.version += 1  # also where a later reply changes no field: whoever looked before it is told


@dataclass(frozen=True)
class _Answer:
    """What the reply says about one kept item."""

    item: SuggestionItem
    adoption: Adoption
    reason: str | None

    def keep(self, session: Session, reply: Reply) -> None:
        """Keep what was said; the item follows the reply that came last."""
        said = {"adoption": self.adoption, "reason": self.reason}
        session.add(ReplyItem(suggestion_id=reply.suggestion_id, reply_id=reply.id, item_id=self.item.id, **said))
        item = self.item
        if item.adopted_on is None or item.adopted_on.first <= reply.registered_on.first:
            item.adoption, item.adoption_reason, item.adopted_on = self.adoption, self.reason, reply.registered_on


def _answers(session: Session, letter: Letter, draft: ReplyDraft) -> list[_Answer]:
    kept = kept_items(session, letter.id)
    if draft.items:
        items = kept or _split(session, letter)
        return [_answered(items, said) for said in draft.items]
    if draft.adoption is Adoption.PARTLY and len(kept) > 1:
        raise FieldProblem("adoption", f"这份建议书有 {len(kept)} 项建议，部分采纳的请逐项登记采纳情况。")
    if draft.adoption is Adoption.UNRECORDED:
        return []
    reason = None if draft.adoption is Adoption.ADOPTED else draft.summary.strip()
    return [_Answer(item, draft.adoption, reason) for item in kept]


def _answered(items: list[SuggestionItem], said: ReplyItemDraft) -> _Answer:
    item = next((each for each in items if each.place == said.place), None)
    if item is None or (said.measure.strip() and said.measure.strip() != item.measure.strip()):
        raise DomainError("建议事项在您打开之后已被修改，本次没有保存。请重新打开“登记回复”，核对各项后再登记。")
    return _Answer(item, said.adoption, said.reason.strip() or None)


def _split(session: Session, letter: Letter) -> list[SuggestionItem]:
    """Keep the lines of a letter as its items; what was known of the whole is known of each."""
    lay(session, letter, [ItemDraft(line) for line in lines_of(letter.proposal or "")])
    return kept_items(session, letter.id)


def _came_after(session: Session, letter: Letter, on: PartialDate) -> bool:
    days = session.scalars(select(Reply.registered_on).where(Reply.suggestion_id == letter.id))
    return any(day.first > on.first for day in days)


def _date(session: Session, letter: Letter, registered: PartialDate) -> None:
    """The first reply meets the deadline, also where it is registered after a later one."""
    letter.is_reply_undated = False
    before = letter.replied_on
    if before is not None and before.first <= registered.first:
        return
    letter.replied_on = registered
    wanted = select(Deadline).where(
        Deadline.record_type == RecordType.SUGGESTION,
        Deadline.record_id == letter.id,
        Deadline.started_by == StartEvent.REPLY_PERIOD,
        Deadline.state == DeadlineState.MET,
    )
    for deadline in session.scalars(wanted) if before is not None else ():
        deadline.ended_on = registered

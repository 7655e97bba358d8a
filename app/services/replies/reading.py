"""Reads what a letter's addressee answered."""

import json
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.attachment import Attachment
from app.models.objection import Objection
from app.models.suggestion import Reply
from app.models.suggestion import Suggestion as Letter
from app.models.suggestion_item import ReplyItem, SuggestionItem
from app.services.deadlines.service import Deadlines
from app.services.docket.objection_periods import objection_row
from app.services.replies.rows import ObjectionPeriod, ObjectionRow, ReplyRow, SaidOfItem


def replies_of(session: Session, letter: Letter) -> tuple[ReplyRow, ...]:
    """The replies of a letter by the day they were registered."""
    wanted = (
        select(Reply, Attachment.file_name)
        .outerjoin(Attachment, Attachment.id == Reply.attachment_id)
        .where(Reply.suggestion_id == letter.id)
    )
    found = sorted(session.execute(wanted), key=lambda row: (row[0].registered_on.first, row[0].id))
    said = _said(session, letter.id)
    return tuple(
        ReplyRow(
            id=reply.id,
            registered_on=reply.registered_on,
            entry_number=reply.entry_number or "",
            written_on=reply.written_on,
            number=reply.number or "",
            adoption=reply.adoption,
            summary=reply.summary or "",
            is_vague=reply.is_vague,
            is_first=place == 0,
            items=tuple(said.get(reply.id, ())),
            attachment_id=reply.attachment_id,
            file_name=file_name or "",
        )
        for place, (reply, file_name) in enumerate(found)
    )


def objections_of(session: Session, letter_id: int) -> tuple[ObjectionRow, ...]:
    """The objections and superior orders of a letter, in the order they were registered."""
    wanted = (
        select(Objection, Attachment.file_name)
        .outerjoin(Attachment, Attachment.id == Objection.attachment_id)
        .where(Objection.suggestion_id == letter_id)
        .order_by(Objection.id)
    )
    return tuple(_objection(each, file_name or "") for each, file_name in session.execute(wanted))


def period_of(letter: Letter, deadlines: Deadlines, today: date) -> ObjectionPeriod:
    """The objection period as the letter sets it, computed from its receipt."""
    written = letter.objection_period or ""
    values = {"received_on": letter.received_on, "objection_period": written}
    row = objection_row(values, deadlines)
    if row is not None:
        steps = tuple(json.loads(row["derivation"]))
        return ObjectionPeriod(written, row["overdue_after"], row["overdue_after"] < today, steps, "")
    if not written:
        note = "建议书没有写明异议期限（检察建议工作规定第十六条要求写明）。"
    elif letter.received_on is None or letter.received_on.exact is None:
        note = "收到日期还没有登记到日，没有推算异议期限。"
    else:
        note = f"异议期限“{written}”读不出天数，没有推算；是否超过期限请自行核对。"
    return ObjectionPeriod(written, None, False, (), note)


def _said(session: Session, letter_id: int) -> dict[int, list[SaidOfItem]]:
    wanted = (
        select(ReplyItem.reply_id, SuggestionItem.place, SuggestionItem.measure, ReplyItem.adoption, ReplyItem.reason)
        .join(SuggestionItem, SuggestionItem.id == ReplyItem.item_id)
        .where(ReplyItem.suggestion_id == letter_id)
        .order_by(SuggestionItem.place, ReplyItem.id)
    )
    said: dict[int, list[SaidOfItem]] = {}
    for reply_id, place, measure, adoption, reason in session.execute(wanted):
        said.setdefault(reply_id, []).append(SaidOfItem(place, measure, adoption, reason or ""))
    return said


def _objection(row: Objection, file_name: str) -> ObjectionRow:
    return ObjectionRow(
        id=row.id,
        version=row.version,
        origin=row.origin,
        order_number=row.order_number or "",
        raised_on=row.raised_on,
        entry_number=row.entry_number or "",
        content=row.content,
        is_late=row.is_late,
        outcome=row.outcome,
        finding=row.finding or "",
        opinion=row.opinion or "",
        changes=row.changes or "",
        restarts_period=row.restarts_period,
        reconsidered_on=row.reconsidered_on,
        decided_by=row.decided_by or "",
        decided_as=row.decided_as or "",
        notified_on=row.notified_on,
        notice_number=row.notice_number or "",
        attachment_id=row.attachment_id,
        file_name=file_name,
    )

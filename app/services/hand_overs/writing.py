"""How a hand-over is read from its row, and how it is carried to the record."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.hand_over import HandOver
from app.services.foundation.errors import DomainError
from app.services.hand_overs.rows import HandOverRow, Target
from app.services.hand_overs.subjects import TABLES, Standing, chunks
from app.services.papers.rows import RecordKey


class AlreadyOffered(DomainError):
    """A record waits for somebody's answer already."""


class AlreadyAnswered(DomainError):
    """Somebody else was quicker to answer."""

    def __init__(self, number: str, made: HandOver) -> None:
        """``made`` is the hand-over as it stands."""
        super().__init__(
            f"{number} 的这次移交已由{made.answered_by}于 {made.answered_on} 答复（{made.state.label}），不能再次答复。"
            "请刷新后再看。"
        )


def row_of(made: HandOver, standing: Standing) -> HandOverRow:
    """A hand-over as windows see it."""
    return HandOverRow(
        id=made.id,
        record=standing.record,
        number=standing.number,
        title=standing.title,
        giver=Target(made.from_department or "", made.from_handler or ""),
        receiver=receiver_of(made),
        handed_on=made.handed_on,
        handed_by=made.handed_by,
        reason=made.reason,
        state=made.state,
        answered_on=made.answered_on,
        answered_by=made.answered_by or "",
        answer=made.answer or "",
    )


def receiver_of(made: HandOver) -> Target:
    """To whom it was handed."""
    return Target(made.to_department or "", made.to_handler or "")


def key_of(made: HandOver) -> RecordKey:
    """The record it is about."""
    return RecordKey(made.record_type, made.record_id)


def give(session: Session, record: RecordKey, receiver: Target) -> None:
    """Write on the record who has it from now on; a department alone leaves the handler to be chosen."""
    put(session.get(TABLES[record.record_type], record.record_id), receiver)


def put(holder: Any, receiver: Target) -> None:
    """The same on a loaded record; an unknown department of the receiver leaves the record's standing."""
    holder.department = receiver.department or holder.department
    holder.handler = receiver.handler or None


def offered_of(session: Session, records: tuple[RecordKey, ...]) -> dict[RecordKey, HandOver]:
    """The unanswered hand-over of each record that has one."""
    found: dict[RecordKey, HandOver] = {}
    for kind in {key.record_type for key in records}:
        for ids in chunks(key.record_id for key in records if key.record_type is kind):
            wanted = select(HandOver).where(
                HandOver.state == "offered", HandOver.record_type == kind, HandOver.record_id.in_(ids)
            )
            found |= {key_of(made): made for made in session.scalars(wanted)}
    return found

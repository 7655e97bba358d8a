"""Reads everything about one letter into a card."""

import json
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models.attachment import Attachment
from app.models.database import Database
from app.models.deadline import Deadline
from app.models.letter_terms import RectificationLight
from app.models.suggestion import Suggestion as Letter
from app.models.terms import DeadlineState, Lamp, RecordType, StartEvent, SuggestionState, Timeliness
from app.services.foundation.errors import DomainError
from app.services.lists.lamp_words import Watched, lamp_words
from app.services.suggestions.due import ReplyDues, running_of
from app.services.suggestions.refusals import LetterNotFound
from app.services.suggestions.rewording import is_open
from app.services.suggestions.rows import AttachmentRow, DueExplanation, LetterCard, LetterDraft
from app.services.suggestions.standing import Standing

# Further columns of real ledgers, shown on the card where they have a value.
_LEDGER = {
    "filed_on": "备案日期",
    "reply_number": "回复文号",
    "objection": "异议",
    "urgings": "督促次数",
    "follow_up": "后续处理",
    "revisited_on": "回头看日期",
    "archive_number": "归档号",
}
_KEPT_AS_THEY_ARE = ("kind", "matter_id", "addressee_relation", "is_government")
_DRAFT_TEXTS = tuple(name for name in LetterDraft.__dataclass_fields__ if name not in _KEPT_AS_THEY_ARE)


class Cards:
    """Cards of letters, as a given day knew them."""

    def __init__(self, database: Database, dues: ReplyDues) -> None:
        """``dues`` explains why a letter has no due date."""
        self._database = database
        self._dues = dues

    def card(self, letter_id: int, as_of: date) -> LetterCard:
        """One letter's card; raises LetterNotFound."""
        standing = Standing(as_of)
        computed = (standing.state, standing.lamp, standing.timeliness, standing.days_late, standing.rectification)
        with self._database.read() as session:
            row = session.execute(select(Letter, *computed).where(Letter.id == letter_id)).one_or_none()
            if row is None:
                raise LetterNotFound(letter_id)
            letter: Letter = row[0]
            return LetterCard(
                state=SuggestionState(row[1]),
                timeliness=Timeliness(row[3]),
                days_late=row[4],
                rectification_light=RectificationLight(row[5]),
                **_lamp(Lamp(row[2]), letter, as_of),
                **_facts(letter),
                explanations=self._explanations(session, letter),
                attachments=attachments_of(session, RecordType.SUGGESTION, letter_id),
            )

    def may_be_reworded(self, letter_id: int) -> bool:
        """Whether what the letter says may still be changed (``rewording``); raises LetterNotFound."""
        with self._database.read() as session:
            letter = session.get(Letter, letter_id)
            if letter is None:
                raise LetterNotFound(letter_id)
            return is_open(session, letter)

    def find(self, name: str) -> int:
        """The id behind an entry number or a 文号; raises DomainError when none or several fit."""
        wanted = select(Letter).where(or_(Letter.entry_number == name, Letter.number == name)).order_by(Letter.id)
        with self._database.read() as session:
            found = session.scalars(wanted).all()
        if not found:
            raise LetterNotFound(name)
        if len(found) > 1:
            listed = "、".join(f"{letter.entry_number}（{letter.office_name}致{letter.addressee}）" for letter in found)
            raise DomainError(f"文号“{name}”对应多份检察建议：{listed}。请改用登记号。")
        return found[0].id

    def is_text_elsewhere(self, letter_id: int) -> bool:
        """Whether the letter was taken over from a ledger, or its facts or proposals were never typed here."""
        with self._database.read() as session:
            letter = session.get(Letter, letter_id)
            if letter is None:
                raise LetterNotFound(letter_id)
            return letter.batch_id is not None or not (letter.facts and letter.proposal)

    def withdrawn_on(self, letter_id: int) -> str:
        """The day a letter was withdrawn, as text; empty where it was not, or is gone."""
        with self._database.read() as session:
            letter = session.get(Letter, letter_id)
            return str(letter.withdrawn_on) if letter and letter.withdrawn_on else ""

    def _explanations(self, session: Session, letter: Letter) -> tuple[DueExplanation, ...]:
        wanted = select(Deadline).where(
            Deadline.record_type == RecordType.SUGGESTION,
            Deadline.record_id == letter.id,
            or_(Deadline.state != DeadlineState.MOOT, Deadline.due_on == letter.due_on),
        )
        found = list(session.scalars(wanted.order_by(Deadline.id)))
        replies = tuple(_explanation(each) for each in found if each.started_by is StartEvent.REPLY_PERIOD)
        others = tuple(_explanation(each) for each in found if each.started_by is not StartEvent.REPLY_PERIOD)
        return (replies or self._why_none(letter)) + others

    def _why_none(self, letter: Letter) -> tuple[DueExplanation, ...]:
        due = self._dues.due(running_of(letter))
        return (DueExplanation("书面回复", None, "", False, (due.note,)),) if due.note else ()


def attachments_of(session: Session, record_type: RecordType, record_id: int) -> tuple[AttachmentRow, ...]:
    """The files of a record, in the order they came in."""
    wanted = select(Attachment).where(Attachment.record_type == record_type, Attachment.record_id == record_id)
    return tuple(
        AttachmentRow(file.id, file.purpose, file.file_name, file.sha256, file.size, file.added_at)
        for file in session.scalars(wanted.order_by(Attachment.id))
    )


def _lamp(lamp: Lamp, letter: Letter, as_of: date) -> dict[str, Any]:
    return {"lamp": lamp, "lamp_words": lamp_words(lamp, Watched(letter.due_on, letter.overdue_after), as_of)}


def _facts(letter: Letter) -> dict[str, Any]:
    taken = set(LetterCard.__dataclass_fields__) & {column.key for column in Letter.__table__.columns}
    facts: dict[str, Any] = {name: getattr(letter, name) for name in taken}
    ledger = ((title, getattr(letter, name)) for name, title in _LEDGER.items())
    return {
        **facts,
        "office": letter.office_name,
        "draft": draft_of(letter),
        "ledger": tuple((title, str(value)) for title, value in ledger if value not in {None, ""}),
    }


def draft_of(letter: Letter) -> LetterDraft:
    """What the letter says, as it would be typed."""
    said: dict[str, Any] = {name: getattr(letter, name) or "" for name in _DRAFT_TEXTS}
    said |= {name: getattr(letter, name) for name in _KEPT_AS_THEY_ARE}
    return LetterDraft(**said)


def _explanation(deadline: Deadline) -> DueExplanation:
    steps = tuple(json.loads(deadline.derivation))
    return DueExplanation(deadline.name, deadline.due_on, deadline.basis or "", deadline.is_provisional, steps)

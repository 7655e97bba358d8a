"""Reads everything about one clue into a card."""

import json
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.clue import Clue
from app.models.database import Database
from app.models.hand_over import Referral
from app.models.matter import Matter
from app.models.suggestion import Suggestion
from app.models.terms import Lamp, RecordType, Side
from app.services.clues.links import title_of
from app.services.clues.refusals import ClueNotFound
from app.services.clues.rows import ClueCard, ClueDraft, MadeRecord, Origin, RecordKey, ReferralRow
from app.services.clues.standing import lamp
from app.services.lists.lamp_words import Watched, lamp_words
from app.services.secrecy.marked import work_secrets
from app.services.secrecy.masking import Masking, Masks
from app.services.suggestions.cards import attachments_of

TEXTS = (
    "source", "source_person", "subject", "unit", "parties", "kind", "found", "department", "handler", "task_number",
    "remarks",
)  # fmt: skip


class ClueCards:
    """Cards of clues, as a given day knew them."""

    def __init__(self, database: Database) -> None:
        """Nothing is read yet."""
        self._database = database

    def card(self, clue_id: int, as_of: date) -> ClueCard:
        """One clue; raises ClueNotFound."""
        with self._database.read() as session:
            row = session.execute(select(Clue, lamp(as_of)).where(Clue.id == clue_id)).one_or_none()
            if row is None:
                raise ClueNotFound(clue_id)
            clue: Clue = row[0]
            shown = Lamp(row[1])
            watched = Watched(clue.due_on, clue.overdue_after, clue.due_side or Side.OWN)
            return ClueCard(
                id=clue.id,
                version=clue.version,
                entry_number=clue.entry_number,
                draft=draft_of(clue),
                triage=clue.triage,
                triage_target=clue.triage_target,
                triaged_on=clue.triaged_on,
                triage_reason=clue.triage_reason or "",
                referred_to=clue.referred_to or "",
                opened_as=_opened_as(session, clue),
                reported_on=clue.reported_on,
                lamp=shown,
                lamp_words=lamp_words(shown, watched, as_of),
                further=tuple(json.loads(clue.further).items()) if clue.further else (),
                referrals=_referrals(session, clue.id),
                attachments=attachments_of(session, RecordType.CLUE, clue.id),
            )

    def find(self, number: str) -> int:
        """The id of the clue with this entry number; raises ClueNotFound."""
        with self._database.read() as session:
            found = session.scalars(select(Clue.id).where(Clue.entry_number == number.strip().upper())).one_or_none()
        if found is None:
            raise ClueNotFound(number)
        return found

    def origins_of(self, record: RecordKey) -> tuple[Origin, ...]:
        """The clues that a matter or letter was opened from; nothing else is opened from clues."""
        column = {RecordType.MATTER: Clue.matter_id, RecordType.SUGGESTION: Clue.suggestion_id}.get(record[0])
        if column is None:
            return ()
        with self._database.read() as session:
            found = session.scalars(select(Clue).where(column == record[1]).order_by(Clue.id))
            clues = found.all()
            masks = Masking.shipped().of_rows(session, {each.id: (RecordType.CLUE, each.id) for each in clues})
            secret = work_secrets(session) if clues else frozenset()
            return tuple(_origin(each, masks.get(each.id, ()), secret) for each in clues)


def _origin(clue: Clue, masks: Masks, secret: frozenset[RecordKey]) -> Origin:
    is_secret = (RecordType.CLUE, clue.id) in secret
    return Origin(clue.id, clue.entry_number, title_of(RecordType.CLUE, clue, masks, is_secret=is_secret))


def draft_of(clue: Clue) -> ClueDraft:
    """What was typed into a clue."""
    texts = {name: getattr(clue, name) or "" for name in TEXTS}
    return ClueDraft(**texts, found_on=clue.found_on, wanted_by=clue.wanted_by)


def _opened_as(session: Session, clue: Clue) -> MadeRecord | None:
    if clue.matter_id is not None:
        return MadeRecord(RecordType.MATTER, clue.matter_id, session.get_one(Matter, clue.matter_id).entry_number)
    if clue.suggestion_id is not None:
        letter = session.get_one(Suggestion, clue.suggestion_id)
        return MadeRecord(RecordType.SUGGESTION, letter.id, letter.entry_number)
    return None


def _referrals(session: Session, clue_id: int) -> tuple[ReferralRow, ...]:
    wanted = select(Referral).where(Referral.record_type == RecordType.CLUE, Referral.record_id == clue_id)
    return tuple(
        ReferralRow(
            id=each.id,
            recipient=each.recipient,
            is_inside=each.is_inside,
            letter_number=each.letter_number or "",
            referred_on=each.referred_on,
            content=each.content,
            answered_on=each.answered_on,
            answer=each.answer or "",
        )
        for each in session.scalars(wanted.order_by(Referral.id))
    )

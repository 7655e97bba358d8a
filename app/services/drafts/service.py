"""Keeps, finds and drops drafts; one of each person for each form and record, and each window it is open in."""

import json
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Database
from app.models.open_draft import OpenDraft
from app.services.drafts.intentions import DROP, KEEP
from app.services.drafts.rows import Claimed, DraftNote, DraftPlace, KeptDraft
from app.services.foundation.clock import Clock
from app.services.foundation.intentions import performs
from app.services.secrecy.masking import Masking, Masks, without_names

_NOBODY = ""  # typed before anybody said who works here
_LONGEST = 60  # of the column
_WINDOWS = 5  # forms of one record open at once that have a draft each


class Drafts:
    """The drafts of one store. They lie in it, so they are encrypted with it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """``clock`` says when a draft was kept."""
        self._database, self._clock = database, clock
        self._claimed = dict[DraftPlace, list[object]]()  # for forms that are open now, with the windows they are in

    @performs(KEEP)
    def keep(self, actor: Actor, place: DraftPlace, note: DraftNote, fields: Mapping[str, str]) -> None:
        """Keep what a form says now, in place of what it said before; not audited.

        Text that bears a mark of state secrets is refused here as it is on saving: it must not lie in the store.
        """
        if self._database.screen is not None:
            self._database.screen.look(OpenDraft.__tablename__, fields)
        now = self._clock.now()
        with self._database.write(actor, KEEP, now) as unit:
            row = _found(unit.session, actor.name, place)
            if row is None:
                row = OpenDraft(actor=actor.name, form=place.form, record=place.record)
                unit.session.add(row)
            row.title, row.subject, row.page, row.based_on = note.title, note.subject, note.page, note.based_on
            row.fields = json.dumps(dict(fields), ensure_ascii=False)
            row.saved_at = now.isoformat(timespec="seconds")

    @performs(DROP)
    def drop(self, actor: Actor, place: DraftPlace) -> None:
        """Forget the draft of a form that was saved or given up; where there is none, nothing is written."""
        if self.find(actor.name, place) is None:
            return
        with self._database.write(actor, DROP, self._clock.now()) as unit:
            for name in (actor.name, _NOBODY):
                row = _found(unit.session, name, place)
                if row is not None:
                    unit.session.delete(row)

    def claim(self, person: str, place: DraftPlace, window: object, *, is_begun: bool = False) -> Claimed:
        """A place for the draft of a form that opens now; ``release`` it when the form is gone.

        The same form may be open on the same record in two windows: each keeps what is typed there at a place of its
        own, so that neither overwrites the other, and both are offered after a crash, one after the other. What gives
        the same ``window`` shares the place with whatever claimed it there. ``is_begun`` asks for an empty one,
        for typing that goes on.
        """
        for each in _places(place):
            if window in self._claimed.get(each, ()):
                self._claimed[each].append(window)
                return Claimed(each, self.find(person, each), 0)
        free = [each for each in _places(place) if each not in self._claimed]
        left = [draft for each in free if (draft := self.find(person, each)) is not None]
        empty = [each for each in free if each not in {draft.place for draft in left}]
        wanted = [*empty, *free] if is_begun or not left else [left[0].place]
        mine = next(iter(wanted), place)
        self._claimed.setdefault(mine, []).append(window)
        taken = next((draft for draft in left if draft.place == mine), None)
        return Claimed(mine, taken, len(left) - (taken is not None))

    def release(self, place: DraftPlace, window: object) -> None:
        """The form that claimed it is gone."""
        holders = self._claimed.get(place, [])
        if window in holders:
            holders.remove(window)
        if not holders:
            self._claimed.pop(place, None)

    def is_typed_elsewhere(self, place: DraftPlace, window: object) -> bool:
        """Whether another window than this has claimed a place for the same form on the same record."""
        held = (self._claimed.get(each, []) for each in _places(place))
        return any(holder is not window for holders in held for holder in holders)

    def find(self, person: str, place: DraftPlace) -> KeptDraft | None:
        """A person's draft of a form about a record, or one kept before anybody said who works here."""
        with self._database.read() as session:
            row = _found(session, person, place) or _found(session, _NOBODY, place)
            return None if row is None else _kept(row)

    def of(self, person: str) -> tuple[KeptDraft, ...]:
        """All drafts of a person, the newest first."""
        wanted = select(OpenDraft).where(OpenDraft.actor.in_({person, _NOBODY}))
        with self._database.read() as session:
            masks = Masking.shipped().everywhere(session)
            return tuple(_kept(row, masks) for row in session.scalars(wanted.order_by(OpenDraft.saved_at.desc())))


def _places(place: DraftPlace) -> list[DraftPlace]:
    """The place itself, and those of further windows on the same form."""
    further = (f"{place.record[: _LONGEST - 2]}#{window}" for window in range(2, _WINDOWS + 1))
    return [place, *(DraftPlace(place.form, record) for record in further)]


def _found(session: Session, person: str, place: DraftPlace) -> OpenDraft | None:
    wanted = select(OpenDraft).where(
        OpenDraft.actor == person, OpenDraft.form == place.form, OpenDraft.record == place.record
    )
    return session.scalars(wanted).first()


def _kept(row: OpenDraft, masks: Masks = ()) -> KeptDraft:
    note = DraftNote(row.title, without_names(row.subject, masks), row.page, row.based_on)
    return KeptDraft(row.id, DraftPlace(row.form, row.record), note, json.loads(row.fields), row.saved_at)

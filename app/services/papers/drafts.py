"""What was typed on papers that are not frozen yet, kept in the store."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.database import Database
from app.models.document import PaperDraft
from app.services.documents.facts import DocumentFacts
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.intentions import Actor, performs
from app.services.papers.as_json import typed_json, typed_of
from app.services.papers.intentions import SAVE_DRAFT
from app.services.papers.rows import RecordKey, TypedPaper
from app.services.secrecy.service import Secrecy


class PaperDrafts:
    """One draft for each paper of a record."""

    def __init__(self, database: Database, clock: Clock, changes: Changes, secrecy: Secrecy) -> None:
        """``changes`` is told whose paper was typed on; ``secrecy`` refuses what may not stand as its 密级."""
        self._secrecy = secrecy
        self._database = database
        self._clock = clock
        self._changes = changes

    def read(self, key: RecordKey, code: str) -> TypedPaper:
        """What was last saved; an empty paper where nothing was."""
        with self._database.read() as session:
            kept = _kept(session, key, code)
            return TypedPaper() if kept is None else typed_of(kept.body)

    def has(self, key: RecordKey, code: str) -> bool:
        """Whether anything was typed on this paper here."""
        return self.read(key, code) != TypedPaper()

    def of(self, key: RecordKey) -> tuple[str, ...]:
        """The codes of the papers of a record on which something was typed, in the order they were begun."""
        wanted = select(PaperDraft).where(
            PaperDraft.record_type == key.record_type, PaperDraft.record_id == key.record_id
        )
        with self._database.read() as session:
            found = session.scalars(wanted.order_by(PaperDraft.id))
            return tuple(draft.kind for draft in found if typed_of(draft.body) != TypedPaper())

    def over(self, typed: TypedPaper, known: DocumentFacts) -> DocumentFacts:
        """What the record knows, with what was typed in its place; raises BearsStateSecretMark."""
        self._secrecy.refuse_level(typed.secrecy)
        return typed.over(known)

    def as_kept(self, typed: TypedPaper) -> str:
        """What was typed, as a store may keep it; raises BearsStateSecretMark."""
        self._secrecy.refuse_level(typed.secrecy)
        return typed_json(typed)

    @performs(SAVE_DRAFT)
    def save(self, actor: Actor, key: RecordKey, code: str, typed: TypedPaper) -> Written:
        """Keep what was typed; saying the same again leaves no trace, and gives act 0.

        Raises BearsStateSecretMark.
        """
        body = self.as_kept(typed)
        with self._database.write(actor, SAVE_DRAFT, self._clock.now()) as unit:
            kept = _kept(unit.session, key, code)
            if kept is None and typed == TypedPaper():
                return Written(key.record_id, 0)
            if kept is None:
                kept = PaperDraft(record_type=key.record_type, record_id=key.record_id, kind=code, body="")
                unit.session.add(kept)
            is_new = kept.body != body
            kept.body = body
            unit.session.flush()
            written = Written(key.record_id, unit.act if is_new else 0)
        if is_new:
            self._changes.publish(key.record_type, (key.record_id,))
        return written


def _kept(session: Session, key: RecordKey, code: str) -> PaperDraft | None:
    wanted = select(PaperDraft).where(
        PaperDraft.record_type == key.record_type, PaperDraft.record_id == key.record_id, PaperDraft.kind == code
    )
    return session.scalars(wanted).one_or_none()

"""Links between records: kept once, seen from both."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.case_terms import LinkKind
from app.models.clue import Clue
from app.models.database import Database, Unit
from app.models.matter import Matter
from app.models.original_case import OriginalCase
from app.models.record_link import RecordLink
from app.models.reverse_review import ReverseReview
from app.models.suggestion import Suggestion
from app.models.terms import RecordType
from app.services.clues import intentions as wish
from app.services.clues.rows import LinkRow, NewLink, RecordKey
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.refusals import needed
from app.services.secrecy.marked import work_secrets
from app.services.secrecy.masking import Masking, Masks, without_names
from app.services.secrecy.rows import UNOPENED

TABLES: dict[RecordType, Any] = {
    RecordType.CLUE: Clue,
    RecordType.MATTER: Matter,
    RecordType.SUGGESTION: Suggestion,
    RecordType.REVERSE_REVIEW: ReverseReview,
    RecordType.ORIGINAL_CASE: OriginalCase,
}
_TITLES: dict[RecordType, Callable[[Any], tuple[str | None, str | None]]] = {
    RecordType.CLUE: lambda clue: (clue.unit, clue.subject or clue.found),
    RecordType.MATTER: lambda matter: (matter.unit, matter.subject or matter.kind),
    RecordType.SUGGESTION: lambda letter: (letter.addressee, letter.case_name or letter.problem),
    RecordType.REVERSE_REVIEW: lambda review: (review.kind.label, review.title),
    RecordType.ORIGINAL_CASE: lambda case: (case.number, case.name),
}
_LONGEST_TITLE = 80


class Links:
    """Links of one store; records are named by type and id."""

    def __init__(self, database: Database, clock: Clock, changes: Changes) -> None:
        """``changes`` is told of both records."""
        self._database, self._clock, self._changes = database, clock, changes

    def of(self, record: RecordKey) -> tuple[LinkRow, ...]:
        """All links of a record, in the order they were made."""
        with self._database.read() as session:
            found = session.scalars(select(RecordLink).where(_touches(record)).order_by(RecordLink.id)).all()
            secret = work_secrets(session) if found else frozenset()
            return tuple(_row(session, link, record, secret) for link in found)

    def link(self, actor: Actor, record: RecordKey, other: RecordKey, kind: LinkKind, reason: str) -> Written:
        """Link two records; raises DomainError where they are one, or are linked already."""
        why = needed("reason", "关联的理由", reason)
        with self._database.write(actor, wish.LINK, self._clock.now(), why) as unit:
            written = Written(self.add(unit, record, NewLink(other, kind, why)), unit.act)
        self.tell(record, other)
        return written

    def add(self, unit: Unit, record: RecordKey, new: NewLink) -> int:
        """Link two records inside an open unit; returns the link's id, raises DomainError as ``link`` does."""
        ours, theirs = (_named(unit.session, key) for key in (record, new.other))
        if record == new.other:
            raise DomainError(f"{ours} 不能与自己关联。请另选一件。")
        if unit.session.scalars(select(RecordLink).where(_between(record, new.other))).first() is not None:
            raise DomainError(f"{ours} 与 {theirs} 已经关联。要改关系的，请先取消关联。")
        made = RecordLink(
            record_type=record[0],
            record_id=record[1],
            other_type=new.other[0],
            other_id=new.other[1],
            kind=new.kind,
            reason=needed("reason", "关联的理由", new.reason),
        )
        unit.session.add(made)
        unit.session.flush()
        return made.id

    def unlink(self, actor: Actor, link_id: int, reason: str) -> Written:
        """Take a link away; raises DomainError where it is gone."""
        with self._database.write(actor, wish.UNLINK, self._clock.now(), reason.strip() or None) as unit:
            link = unit.session.get(RecordLink, link_id)
            if link is None:
                raise DomainError("这条关联已经不在了，可能已被取消。请刷新后再看。")
            ends = (link.record_type, link.record_id), (link.other_type, link.other_id)
            unit.session.delete(link)
            written = Written(link_id, unit.act)
        self.tell(*ends)
        return written

    def tell(self, *ends: RecordKey) -> None:
        """Say that the links of these records changed."""
        for record_type, key in ends:
            self._changes.publish(record_type, [key])


def title_of(record_type: RecordType, record: Any, masks: Masks = (), *, is_secret: bool = False) -> str:
    """What a record is called beside its number: its unit and its name, cut short, without the names it masks.

    Of a work secret the unit is told, and in place of the name that it is one.
    """
    where, name = _TITLES[record_type](record)
    told = (where, UNOPENED if is_secret else name)
    title = without_names(" ".join(part.split("\n")[0] for part in told if part), masks)
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"


def _named(session: Session, key: RecordKey) -> str:
    record = session.get(TABLES[key[0]], key[1]) if key[0] in TABLES else None
    if record is None:
        raise DomainError(f"没有找到第 {key[1]} 号{key[0].label}，不能关联。请刷新后再看。")
    return str(record.entry_number)


def _row(session: Session, link: RecordLink, seen_from: RecordKey, secret: frozenset[RecordKey]) -> LinkRow:
    ends = (link.record_type, link.record_id), (link.other_type, link.other_id)
    record_type, key = ends[1] if ends[0] == seen_from else ends[0]
    record = session.get(TABLES[record_type], key) if record_type in TABLES else None
    is_secret = (record_type, key) in secret
    masks = Masking.shipped().of_rows(session, {key: (record_type, key)}).get(key, ())
    return LinkRow(
        id=link.id,
        record_type=record_type,
        record_id=key,
        entry_number=record.entry_number if record else "",
        title=title_of(record_type, record, masks, is_secret=is_secret) if record else "",
        kind=link.kind,
        reason=link.reason,
    )


def _touches(record: RecordKey) -> Any:
    here = and_(RecordLink.record_type == record[0], RecordLink.record_id == record[1])
    there = and_(RecordLink.other_type == record[0], RecordLink.other_id == record[1])
    return or_(here, there)


def _between(one: RecordKey, other: RecordKey) -> Any:
    return and_(_touches(one), _touches(other))

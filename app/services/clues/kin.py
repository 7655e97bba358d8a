"""Duplicates and siblings of a clue: same unit, shared parties, similar wording; each with its reason in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.case_terms import Triage
from app.models.clue import Clue
from app.models.database import Database
from app.models.matter import Matter
from app.models.suggestion import Suggestion
from app.models.terms import RecordType
from app.services.clues.links import Links, title_of
from app.services.clues.parties import names_in
from app.services.clues.rows import ClueDraft, Kin, RecordKey
from app.services.search.likeness import likeness, shared_words
from app.services.search.service import Search
from app.services.search.words import pairs_of
from app.services.secrecy.marked import work_secrets
from app.services.secrecy.masking import Masking, Masks, without_names
from app.services.suggestion_library.recurrence import Recurrences
from app.services.suggestion_library.rows import Recurrence

ALIKE = 40  # percent of shared character pairs from which wording counts as similar
_SAME_UNIT = 50  # records of one unit that are looked at, the newest first
_SAME_PARTY = 50


@dataclass(frozen=True)
class _Table:
    """Where a type of record says its unit, its parties and its wording."""

    record_type: RecordType
    table: Any
    unit: str
    parties: tuple[str, ...]
    wording: tuple[str, ...]


_TABLES = (
    _Table(RecordType.CLUE, Clue, "unit", ("parties",), ("subject", "found")),
    _Table(RecordType.MATTER, Matter, "unit", ("parties",), ("subject", "found")),
    _Table(RecordType.SUGGESTION, Suggestion, "addressee", ("case_name", "facts"), ("case_name", "problem")),
)


@dataclass
class _Likeness:
    """What speaks for one record so far."""

    record: Any
    table: _Table
    is_secret: bool = False
    reasons: list[str] = field(default_factory=list)
    wording: int = 0
    weight: int = 0
    recurs: Recurrence | None = None


class KinFinder:
    """Looks for a clue's like among clues, matters and letters."""

    def __init__(self, database: Database, search: Search, links: Links, recurrences: Recurrences) -> None:
        """``search`` finds candidates by wording and names; ``links`` knows which are linked already."""
        self._database, self._search, self._links, self._recurrences = database, search, links, recurrences

    def of(self, draft: ClueDraft, clue_id: int | None, limit: int, *, is_new: bool = False) -> tuple[Kin, ...]:
        """The likeliest first; ``clue_id`` is left out, and what it was opened as. Raises KnownError.

        With ``is_new``, or for a clue, letters closed before whose problem is there again stand first and say so.
        """
        wording = f"{draft.subject}\n{draft.found}"
        names = names_in(draft.parties)
        recurring = self._recurring(draft, clue_id, wording) if is_new or clue_id is not None else {}
        keys = [*self._by_words(wording, names), *recurring]
        with self._database.read() as session:
            found, secret = dict(self._candidates(session, draft, keys)), work_secrets(session)
            for key in _own(session, clue_id):
                found.pop(key, None)
        for key, each in found.items():
            each.recurs, each.is_secret = recurring.get(key), key in secret
            _weigh(each, draft, names, pairs_of(wording))
        best = sorted(
            (each for each in found.values() if each.reasons), key=lambda each: (-each.weight, -each.record.id)
        )
        linked = self._linked(clue_id)
        shown = {place: (each.table.record_type, each.record.id) for place, each in enumerate(best[:limit])}
        with self._database.read() as session:
            masks = Masking.shipped().of_rows(session, shown)
        return tuple(_kin(each, linked, masks.get(place, ())) for place, each in enumerate(best[:limit]))

    def _recurring(self, draft: ClueDraft, clue_id: int | None, wording: str) -> dict[RecordKey, Recurrence]:
        ours = self._recurrences
        found = ours.of_wording(draft.unit, wording) if clue_id is None else ours.before_clue(clue_id)
        return {(each.record_type, each.id): each for each in found}

    def _by_words(self, wording: str, names: Sequence[str]) -> list[RecordKey]:
        keys = self._search.alike(wording)
        for name in names:
            keys += [(hit.type, hit.record_id) for hit in self._search.find(name, _SAME_PARTY)]
        return keys

    @staticmethod
    def _candidates(
        session: Session, draft: ClueDraft, keys: Iterable[RecordKey]
    ) -> Iterator[tuple[RecordKey, _Likeness]]:
        wanted = set(keys)
        for table in _TABLES:
            ids = {key for record_type, key in wanted if record_type is table.record_type}
            if draft.unit.strip():
                same = select(table.table.id).where(getattr(table.table, table.unit) == draft.unit.strip())
                ids |= set(session.scalars(same.order_by(table.table.id.desc()).limit(_SAME_UNIT)))
            for record in session.scalars(select(table.table).where(table.table.id.in_(ids))):
                if getattr(record, "triage", None) is not Triage.FORWARDED:
                    yield (table.record_type, record.id), _Likeness(record, table)

    def _linked(self, clue_id: int | None) -> frozenset[RecordKey]:
        if clue_id is None:
            return frozenset()
        return frozenset((link.record_type, link.record_id) for link in self._links.of((RecordType.CLUE, clue_id)))


def _weigh(each: _Likeness, draft: ClueDraft, names: Sequence[str], pairs: frozenset[str]) -> None:
    record, table = each.record, each.table
    if each.recurs is not None:
        each.reasons.append(f"同类问题再次发生：该单位的建议已于 {each.recurs.on} 办结，{each.recurs.figure}")
        each.weight += 200
    if draft.unit.strip() and getattr(record, table.unit) == draft.unit.strip():
        each.reasons.append(f"同一单位：{draft.unit.strip()}")
        each.weight += 40
    same = _same_parties(record, table, names)
    if same:
        each.reasons.append("同一当事人" if each.is_secret else f"同一当事人：{'、'.join(same)}")
        each.weight += 50
    wording = "\n".join(getattr(record, name) or "" for name in table.wording)
    each.wording = likeness(pairs, pairs_of(wording))
    if each.wording >= ALIKE:
        shared = "" if each.is_secret else "、".join(shared_words(f"{draft.subject}\n{draft.found}", wording))
        each.reasons.append(f"措辞相近 {each.wording}%" + (f"：共同词 {shared}" if shared else ""))
        each.weight += each.wording


def _same_parties(record: Any, table: _Table, names: Sequence[str]) -> list[str]:
    """Names of both. A letter names its parties in its text, where 张某 would be anybody."""
    if table.parties == ("parties",):
        theirs = set(names_in(record.parties or ""))
        return [name for name in names if name in theirs]
    text = "\n".join(getattr(record, name) or "" for name in table.parties)
    return [name for name in names if "某" not in name and name in text]


def _own(session: Session, clue_id: int | None) -> Iterator[RecordKey]:
    if clue_id is None:
        return
    yield RecordType.CLUE, clue_id
    clue = session.get(Clue, clue_id)
    if clue is not None and clue.matter_id is not None:
        yield RecordType.MATTER, clue.matter_id
    if clue is not None and clue.suggestion_id is not None:
        yield RecordType.SUGGESTION, clue.suggestion_id


def _kin(each: _Likeness, linked: frozenset[RecordKey], masks: Masks) -> Kin:
    key = each.table.record_type, each.record.id
    return Kin(
        record_type=key[0],
        id=key[1],
        entry_number=each.record.entry_number,
        title=title_of(key[0], each.record, masks, is_secret=each.is_secret),
        reasons=tuple(without_names(reason, masks) for reason in each.reasons),
        likeness=each.wording,
        is_linked=key in linked,
        is_recurrence=each.recurs is not None,
    )

"""Full-text search over the records of one store."""

import logging
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from app.models.cipher import code_of, sqlite_errors
from app.models.database import Database
from app.models.sqlite import sentence_for
from app.models.terms import RecordType
from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import KnownError
from app.services.foundation.progress import Progress, Unwatched
from app.services.search.rows import Freshness, Hit
from app.services.search.side_file import NotOurs, SideFile
from app.services.search.sources import PLACES, SOURCES, Source
from app.services.search.words import pairs_of, question, snippet
from app.services.secrecy.marked import work_secrets
from app.services.secrecy.masking import Masking, Masks, without_names
from app.services.secrecy.rows import UNOPENED
from app.services.store.places import index_of
from app.services.trail.family import OWN

log = logging.getLogger(__name__)
_AT_FAULT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
_BEYOND = 4  # times as many are looked at where only a part may be seen: offices have a handful of departments
Answer = TypeVar("Answer")
Hide = Callable[[RecordType, Sequence[int]], Mapping[int, Masks]]
Match = tuple[int, int]  # the row of the index, and the version it was made from


class _How(NamedTuple):
    """One search: what is asked, in which words, for how many, what is masked, and who is let through."""

    asked: str
    words: Sequence[str]
    limit: int
    hide: Hide
    sift: Callable[[Sequence[Match]], list[Match]] | None


class Search:
    """Finds records by words; keeps its index file up to date by itself. May be used from several threads."""

    def __init__(self, database: Database, path: Path | None = None) -> None:
        """``path`` is the index file; beside the store where not given. Nothing is opened yet."""
        self._database, self._store, self._key = database, database.path, database.key
        self._path = path or index_of(database.path)
        self._file: SideFile | None = None
        self._lock = Lock()

    def find(self, words: str, limit: int = 50) -> list[Hit]:
        """The newest records that hold all of the words; none where nothing can be searched for. Raises KnownError."""
        asked = question(words)
        if not asked:
            return []
        sift = None if self._database.shows_everything else self._seen
        how = _How(asked, words.split(), limit, self._masks, sift)
        return self._unopened(self._with(partial(_find, how=how)))

    def _unopened(self, hits: Sequence[Hit]) -> list[Hit]:
        """Of a work secret nothing is told but the mark: who reads it opens the record, and leaves a trace."""
        with self._database.read() as session:
            secret = work_secrets(session) if hits else frozenset()
        return [hit._replace(snippet=UNOPENED) if (hit.type, hit.record_id) in secret else hit for hit in hits]

    def _seen(self, found: Sequence[Match]) -> list[Match]:
        """Those that whoever has signed in may see, before anything of the others is read."""
        seen: set[int] = set()
        asked: dict[int, list[str]] = {source.place: [] for source in SOURCES}
        for row, _version in found:
            asked[row % PLACES].append(str(row // PLACES))
        with self._database.read() as session:
            connection = session.connection()
            for source in SOURCES:
                ids = ", ".join(asked[source.place])
                table = OWN[source.record_type].__tablename__
                known = connection.exec_driver_sql(f"select id from {table} where id in ({ids})") if ids else ()  # noqa: S608 - our own names, and numbers
                seen.update(key * PLACES + source.place for (key,) in known)
        return [match for match in found if match[0] in seen]

    def _masks(self, record_type: RecordType, ids: Sequence[int]) -> Mapping[int, Masks]:
        with self._database.read() as session:
            return Masking.shipped().of_rows(session, {key: (record_type, key) for key in ids})

    def alike(self, text: str, limit: int = 200, only: RecordType | None = None) -> list[tuple[RecordType, int]]:
        """Records whose wording shares the rarest pairs of the text; whoever asks compares them. Raises KnownError.

        With ``only`` records of that type alone count towards ``limit``.
        """
        tokens = pairs_of(text)
        return self._with(lambda file: _alike(file, tokens, limit, only)) if tokens else []

    def freshness(self) -> Freshness:
        """How the index stands to the store, without bringing it up to date; raises KnownError."""
        return self._with(SideFile.freshness)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Index everything anew; raises KnownError, Cancelled."""
        self._with(lambda file: file.rebuild(progress or Unwatched()))

    def close(self) -> None:
        """Let go of the index file."""
        with self._lock:
            self._close()

    def _with(self, use: Callable[[SideFile], Answer]) -> Answer:
        with self._lock:
            try:
                return use(self._open())
            except sqlite_errors(NotOurs) as error:
                if not _is_the_file(error):
                    self._close()
                    raise _unusable(error) from error
                log.info("search index %s is made anew: %s", self._path, error)
            try:
                return use(self._made_anew())
            except sqlite_errors(NotOurs, OSError) as error:
                self._close()
                raise _unusable(error) from error

    def _open(self) -> SideFile:
        if self._file is None:
            self._file = SideFile(self._path, self._store, key=self._key)
        return self._file

    def _made_anew(self) -> SideFile:
        self._close()
        for end in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + end).unlink(missing_ok=True)
        self._file = SideFile(self._path, self._store, is_new=True, key=self._key)
        return self._file

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _is_the_file(error: Exception) -> bool:
    """Whether the file itself is at fault; a busy file or a full disk is no reason to throw an index away."""
    code = code_of(error)
    return code is None or code in _AT_FAULT


def _unusable(error: Exception) -> KnownError:
    told = reason_of(error) if isinstance(error, OSError) else sentence_for(error)
    return KnownError(f"检索索引用不了：{told or error}（台账本身没有受影响，可删除扩展名为 .idx 的索引文件后再试。）")


def _find(file: SideFile, how: _How) -> list[Hit]:
    file.follow()
    hits, stale = _read(file, _matches(file, how), how.words, how.hide)
    if stale:  # written past the audit trail; the version tells
        for source, record_id in stale:
            file.renew(source, [record_id])
        hits, _stale = _read(file, _matches(file, how), how.words, how.hide)
    return hits


def _matches(file: SideFile, how: _How) -> list[Match]:
    """The newest that match; where some may not be seen, more are looked at until there are enough of the others."""
    if how.sift is None:
        return file.match(how.asked, how.limit)
    looked_at = how.limit * _BEYOND
    while True:
        found = file.match(how.asked, looked_at)
        seen = how.sift(found)
        if len(seen) >= how.limit or len(found) < looked_at:
            return seen[: how.limit]
        looked_at *= _BEYOND


def _alike(file: SideFile, tokens: frozenset[str], limit: int, only: RecordType | None) -> list[tuple[RecordType, int]]:
    file.follow()
    types = {source.place: source.record_type for source in SOURCES}
    place = next((place for place, kind in types.items() if kind is only), None)
    return [(types[row % PLACES], row // PLACES) for row in file.alike(tokens, limit, place)]


def _read(
    file: SideFile, found: list[tuple[int, int]], words: Sequence[str], hide: Hide
) -> tuple[list[Hit], list[tuple[Source, int]]]:
    """The hits as the store has them, and the records whose entry was made from another version."""
    versions, hits = dict(found), {}
    stale: list[tuple[Source, int]] = []
    for source in SOURCES:
        ids = [row // PLACES for row in versions if row % PLACES == source.place]
        masks = hide(source.record_type, ids) if ids else {}
        for record in file.records(source, ids) if ids else ():
            row = record[0] * PLACES + source.place
            hits[row] = _hit(source, _masked(record, masks.get(record[0], ())), words)
            if record[1] != versions[row]:
                stale.append((source, record[0]))
    return [hits[row] for row in versions if row in hits], stale


def _masked(record: Any, masks: Masks) -> Any:
    """Before anything is cut out of a text, or half a name could be left at its edge."""
    if not masks:
        return record
    return [without_names(value, masks) if isinstance(value, str) else value for value in record]


def _hit(source: Source, record: Any, words: Sequence[str]) -> Hit:
    record_id, _version, entry_number = record[:3]
    said = 4 + len(source.title)  # what comes before is id, version, 登记号, initials and the title
    title = " ".join(filter(None, record[4:said])) or entry_number
    return Hit(entry_number, record_id, source.record_type, title, snippet(filter(None, record[said:]), words) or title)

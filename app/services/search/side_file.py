"""The index file: FTS5 over character pairs, following the store's audit trail. All SQL of the search stands here.

The file holds no text to be read, only tokens; what is shown comes from the store. It may be deleted at any time.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from app.models.cipher import Connection, Cursor, connect, raw, sqlite_errors
from app.models.data_key import DataKey
from app.services.foundation.progress import Progress, Unwatched
from app.services.search.rows import Freshness
from app.services.search.sources import OWNERS, PLACES, SOURCES, Source
from app.services.search.words import endings, indexed

_FORMAT = 3
_PURPOSE = "search index"
_CHUNK = 500  # records or audit entries in one step
_BY_TABLE = {source.table: source for source in SOURCES}
# The ascii tokenizer takes every character beyond ASCII for part of a word; unicode61 of SQLite 3.40 does not know the
# youngest Chinese characters and would drop them.
_SCHEMA = """
drop table if exists words;
drop table if exists entry;
drop table if exists meta;
create table meta (format integer, followed integer, hash text);
create table entry (id integer primary key, version integer, tokens blob);
create virtual table words using fts5(text, content='', tokenize='ascii');
"""
_COUNTED = "create virtual table if not exists temp.counted using fts5vocab('main', 'words', 'row')"
_RAREST = 8  # tokens of a text by which its like are looked for
_RANKED = 5000  # more rows than these are not put in the order of likeness, which reads each of them


class NotOurs(Exception):
    """The file is no index of this store."""


class SideFile:
    """One open index with its store attached for reading."""

    def __init__(self, path: Path, store: Path, is_new: bool = False, key: DataKey | None = None) -> None:
        """Open the file, or make it where it ``is_new``; of an encrypted store it is encrypted too.

        Raises NotOurs and one of ``sqlite_errors()``.
        """
        self._connection = connect(path, key, purpose=_PURPOSE)
        try:
            self._run("PRAGMA journal_mode = WAL")
            self._run("PRAGMA synchronous = NORMAL")  # a lost commit is followed again
            place = f"{store.absolute().as_uri()}?mode=ro"
            if key is None:
                self._run("ATTACH ? AS store", (place,))
            else:
                self._run("ATTACH ? AS store KEY ?", (place, raw(key)))
            if is_new:
                self.rebuild(Unwatched())
            self._refuse_foreign()
        except sqlite_errors(NotOurs):
            self._connection.close()
            raise

    def close(self) -> None:
        """Let go of both files."""
        self._connection.close()

    def is_behind(self) -> bool:
        """Whether the store was written since."""
        ((last, followed),) = self._run("select max(seq), (select followed from meta) from store.audit_entry")
        return bool((last or 0) > (followed or 0))

    def freshness(self) -> Freshness:
        """How far the index is."""
        ((last, followed),) = self._run("select max(seq), (select followed from meta) from store.audit_entry")
        ((entries,),) = self._run("select count(*) from entry")
        records = sum(len(self._ids(source)) for source in SOURCES)
        return Freshness(entries, records, (last or 0) - (followed or 0))

    def match(self, question: str, limit: int) -> list[tuple[int, int]]:
        """The newest rows that answer, as (row, version the entry was made from)."""
        found = self._run(
            "select words.rowid, entry.version from words join entry on entry.id = words.rowid "
            "where words match ? order by words.rowid desc limit ?",
            (question, limit),
        )
        return found.fetchall()

    def alike(self, tokens: Iterable[str], limit: int, place: int | None = None) -> list[int]:
        """Rows that share the rarest of the tokens; the likeliest first where they are few, else the newest.

        ``place`` leaves only the rows of one source.
        """
        self._run(_COUNTED)
        counts = {token: self._count(token) for token in set(tokens)}
        rarest = sorted((count, token) for token, count in counts.items() if count)[:_RAREST]
        if not rarest:
            return []
        question = " OR ".join(f'"{token}"' for _count, token in rarest)
        order = "rank" if sum(count for count, _token in rarest) <= _RANKED else "rowid desc"
        places = [source.place for source in SOURCES if source.is_compared] if place is None else [place]
        own = f"and rowid % {PLACES} in ({','.join(map(str, places))})"
        found = self._run(
            f"select rowid from words where words match ? {own} order by {order} limit ?",  # noqa: S608 - our own words
            (question, limit),
        )
        return [row for (row,) in found]

    def _count(self, token: str) -> int:
        found = self._run("select doc from temp.counted where term = ?", (token,)).fetchone()
        return int(found[0]) if found else 0

    def records(self, source: Source, ids: Sequence[int]) -> list[Any]:
        """Records as the store has them now, in the columns of ``Source.query``."""
        return self._run(f"{source.query}({','.join('?' * len(ids))})", ids).fetchall()

    def follow(self) -> None:
        """Take over what the audit trail tells since, in small transactions."""
        while self.is_behind():
            with self._writing():
                ((followed,),) = self._run("select followed from meta")
                entries = self._run(
                    "select seq, hash, table_name, row_id, coalesce(after, before) from store.audit_entry "
                    "where seq > ? order by seq limit ?",
                    (followed, _CHUNK),
                ).fetchall()
                if not entries:
                    return
                for source, ids in self._changed(entries):
                    self._renew(source, ids)
                self._run("update meta set followed = ?, hash = ?", entries[-1][:2])

    def rebuild(self, progress: Progress) -> None:
        """Index everything anew, in one transaction."""
        with self._writing():
            for statement in filter(str.strip, _SCHEMA.split(";")):
                self._run(statement)
            last = self._run("select seq, hash from store.audit_entry order by seq desc limit 1").fetchone()
            self._run("insert into meta values (?, ?, ?)", (_FORMAT, *(last or (0, ""))))
            ids = [(source, self._ids(source)) for source in SOURCES]
            total, done = sum(len(some) for _source, some in ids), 0
            for source, some in ids:
                for start in range(0, len(some), _CHUNK):
                    self._add(source, some[start : start + _CHUNK])
                    done += len(some[start : start + _CHUNK])
                    progress.report(done, total)

    def renew(self, source: Source, ids: Iterable[int]) -> None:
        """Index some records as they stand now; one that is gone leaves the index."""
        with self._writing():
            self._renew(source, ids)

    def _renew(self, source: Source, ids: Iterable[int]) -> None:
        wanted = sorted(set(ids))
        for record_id in wanted:
            row = record_id * PLACES + source.place
            old = self._run("select tokens from entry where id = ?", (row,)).fetchone()
            if old:
                text = zlib.decompress(old[0]).decode()
                self._run("insert into words (words, rowid, text) values ('delete', ?, ?)", (row, text))
                self._run("delete from entry where id = ?", (row,))
        for start in range(0, len(wanted), _CHUNK):
            self._add(source, wanted[start : start + _CHUNK])

    def _ids(self, source: Source) -> list[int]:
        found = self._run(f"select id from store.{source.table} order by id")  # noqa: S608 - our own names
        return [number for (number,) in found]

    def _add(self, source: Source, ids: Sequence[int]) -> None:
        made = [
            (record_id * PLACES + source.place, version, self._tokens(source, record_id, entry_number, initials, texts))
            for record_id, version, entry_number, initials, *texts in self.records(source, ids)
        ]
        packed = [(row, version, zlib.compress(tokens.encode(), 1)) for row, version, tokens in made]
        self._connection.executemany("insert into entry values (?, ?, ?)", packed)
        self._connection.executemany(
            "insert into words (rowid, text) values (?, ?)", [(row, tokens) for row, _version, tokens in made]
        )

    def _tokens(self, source: Source, record_id: int, entry_number: str, initials: str | None, texts: list[Any]) -> str:
        children = [text for query in source.children for (text,) in self._run(query, (record_id,))]
        whole = "。".join(text for text in (entry_number, *texts, *children) if text)
        return f"{indexed(whole)} {endings(initials or '')}".strip()

    def _changed(self, entries: Iterable[Any]) -> Iterator[tuple[Source, set[int]]]:
        changed: dict[str, set[int]] = {}
        for _seq, _hash, table, row, image in entries:
            if table in OWNERS:
                owner, record_id = self._run(OWNERS[table], {"row": row, "image": image}).fetchone()
                if record_id is not None and owner in _BY_TABLE:
                    changed.setdefault(owner, set()).add(record_id)
        return ((_BY_TABLE[table], ids) for table, ids in changed.items())

    def _refuse_foreign(self) -> None:
        if not self._run("select 1 from sqlite_schema where name = 'meta'").fetchone():
            raise NotOurs("no index yet")
        ((form, followed, told),) = self._run("select format, followed, hash from meta").fetchall() or ((0, 0, ""),)
        stands = self._run("select hash from store.audit_entry where seq = ?", (followed,)).fetchone()
        if form != _FORMAT or (followed and (stands is None or stands[0] != told)):
            raise NotOurs("the index was made from another store or by another program")

    def _writing(self) -> "_Writing":
        return _Writing(self._connection)

    def _run(self, statement: str, values: Any = ()) -> Cursor:
        return self._connection.execute(statement, values)


class _Writing:
    """One transaction of the index."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_more: object) -> None:
        self._connection.execute("COMMIT" if kind is None else "ROLLBACK")

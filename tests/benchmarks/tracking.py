"""Tracking sheet, history of a unit and likeness search at 100,000 letters against raw sqlite3.

The raw side asks one open connection in hand-written SQL: the same rows of the sheet with state, lamp and timeliness;
the same counts and newest records of the unit; and for likeness the rarest pairs, the candidates they give and
their texts, of which it compares none.
"""

import sqlite3
from pathlib import Path
from typing import Any

from app.bootstrap import OpenDesk
from app.models.database import Database
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.search.words import pairs_of
from app.services.store.places import index_of
from app.services.suggestion_library.rows import LibraryQuery
from app.services.unit_history.reading import SHOWN
from tests.tools.benchmark_stores import DAY, MOMENT, store_of
from tests.tools.measuring import in_turn, note, report, seconds_of

LETTERS = 100_000
_ISSUED = "(step = 'issued' and (issued_on is null or issued_on <= :day))"
_REPLIED = f"({_ISSUED} and (is_reply_undated or replied_on <= :day))"
_ENDED = "(withdrawn_on <= :day or closed_on <= :day)"
_AFTER = "coalesce(overdue_after, due_on)"
_OPEN = f"({_ISSUED} and not coalesce({_REPLIED}, 0) and not coalesce({_ENDED}, 0))"
_TIMELINESS = f"""case when is_reply_undated or due_on is null or not {_ISSUED} then 'unknown'
    when {_REPLIED} and length(replied_on) = 10 and replied_on <= {_AFTER} then 'on_time'
    when {_REPLIED} and replied_on > substr({_AFTER}, 1, length(replied_on)) then 'late'
    when {_REPLIED} then 'unknown' when {_OPEN} and due_on < :day and :day > {_AFTER} then 'late'
    when {_ENDED} then 'unknown' else 'not_yet_due' end"""
_STATE = f"""case when withdrawn_on <= :day then 'withdrawn' when closed_on <= :day then 'closed'
    when {_REPLIED} and rectification in ('in_progress', 'incomplete') then 'rectifying'
    when {_REPLIED} then 'replied' when receipt = 'awaited' then 'awaiting_service' else 'awaiting_reply' end"""
_LAMP = f"""case when {_ENDED} or {_REPLIED} then 'done' when due_on is null then 'unknown'
    when serious_on < :day then 'seriously_overdue' when :day > {_AFTER} then 'overdue' when due_on <= :day then 'due'
    when remind_on <= :day then 'near' else 'normal' end"""
_LATE_DAYS = f"""case when {_REPLIED} and length(replied_on) = 10 and replied_on > {_AFTER}
    then julianday(replied_on) - julianday({_AFTER})
    when {_OPEN} and :day > {_AFTER} then julianday(:day) - julianday({_AFTER}) end"""
_SHEET = f"""select id, {_LAMP}, number, addressee, kind, issued_on, received_on, due_on, replied_on, {_STATE},
    {_TIMELINESS}, adoption, rectification, handler, department, office_name, problem, {_LATE_DAYS}, due_source,
    start_is_receipt, entry_number, overdue_after, {_REPLIED} from suggestion
where kind = :kind and issued_on >= :first and issued_on <= :last and {_ISSUED} order by issued_on, id"""  # noqa: S608 - our own words
_COUNTS = f"""select count(*), sum(issued), sum(replied), sum(t in ('late', 'on_time')), sum(t = 'late'),
    sum(t = 'late' and not replied), sum(closed) from (select {_ISSUED} issued, {_REPLIED} replied, {_TIMELINESS} t,
    closed_on <= :day closed from suggestion where organisation_id = :unit)"""  # noqa: S608 - our own words
_NEWEST = (
    f"""select id, coalesce(number, entry_number), issued_on, kind,
    substr(coalesce(problem, facts, case_name, ''), 1, 120), {_STATE}, {_LAMP}, {_LATE_DAYS}
    from suggestion where organisation_id = :unit
    order by issued_on desc, id desc limit :most""",  # noqa: S608 - our own words
    """select id, coalesce(number, entry_number), accepted_on, kind, substr(coalesce(subject, found, ''), 1, 120),
    stage, due_on from matter where organisation_id = :unit order by accepted_on desc, id desc limit :most""",
    """select id, entry_number, found_on, substr(coalesce(subject, found, ''), 1, 120), triage, due_on from clue
    where organisation_id = :unit order by found_on desc, id desc limit :most""",
    """select addressee, min(issued_on), max(issued_on), count(*) from suggestion where organisation_id = :unit
    group by addressee""",
)
_ALIKE = """select rowid from words where words match ? and rowid % 8 = 0 order by rowid desc limit 200"""
_TEXTS = """select id, entry_number, number, addressee, kind, field, issued_on, problem, facts, case_name
from store.suggestion where id in ({})"""


def main() -> None:
    """One kind of one year; the unit with most letters; the problem of one letter."""
    store = store_of(LETTERS)
    desk = OpenDesk(Database(store), FixedClock(MOMENT), Resources.shipped())
    raw = sqlite3.connect(store)
    _sheet(desk, raw)
    _unit(desk, raw)
    if not index_of(store).exists():
        note(f"index of {LETTERS:,} letters and their matters: {seconds_of(desk.search.rebuild):.1f} s")
    _likeness(desk, store)
    raw.close()
    desk.close()


def _sheet(desk: OpenDesk, raw: sqlite3.Connection) -> None:
    query = ListQuery(DAY, where=(("kind", "公益诉讼"),), issued_from="2026-01-01", issued_to="2026-12-31")
    told = {"day": DAY.isoformat(), "kind": "public_interest", "first": "2026-01-01", "last": "2026-12-31"}
    theirs = raw.execute(_SHEET, told).fetchall()
    ours = desk.sheets.tracking(query).letters
    assert [row[20] for row in theirs] == [each.cells["id"] for each in ours]
    taken = in_turn(lambda: desk.sheets.tracking(query), lambda: raw.execute(_SHEET, told).fetchall())
    report(f"tracking sheet: {len(ours):,} of {LETTERS:,} letters", *taken, aim=2)


def _unit(desk: OpenDesk, raw: sqlite3.Connection) -> None:
    most = "select organisation_id, count(*) from suggestion group by 1 order by 2 desc limit 1"
    unit, count = raw.execute(most).fetchone()
    told = {"day": DAY.isoformat(), "unit": unit, "most": SHOWN + 1}

    def ask() -> list[Any]:
        return [raw.execute(statement, told).fetchall() for statement in (_COUNTS, *_NEWEST)]

    counts = desk.unit_histories.of(unit).counts
    assert ask()[0][0][:3] == (counts.letters, counts.issued, counts.replied)
    report(f"history of a unit with {count:,} letters", *in_turn(lambda: desk.unit_histories.of(unit), ask), aim=2)
    letter = raw.execute("select max(id) from suggestion where organisation_id = ?", (unit,)).fetchone()[0]
    note(
        f"what one letter of the unit brings again: {seconds_of(lambda: desk.recurrences.before_letter(letter)):.2f} s"
    )
    note(f"what recurred among its newest letters: {seconds_of(lambda: desk.unit_histories.recurring(unit)):.2f} s")


def _likeness(desk: OpenDesk, store: Path) -> None:
    index = sqlite3.connect(index_of(store))
    index.execute("attach ? as store", (str(store),))
    (words,) = index.execute("select problem from store.suggestion where problem is not null limit 1").fetchone()
    query = LibraryQuery(words)
    answer = desk.suggestion_library.find(query)
    assert answer.letters[0].likeness == 100
    index.execute("create virtual table temp.counted using fts5vocab('main', 'words', 'row')")

    def ask() -> list[Any]:
        ids = [row // 8 for (row,) in index.execute(_ALIKE, (_rarest(index, words),))]
        return index.execute(_TEXTS.format(",".join("?" * len(ids))), ids).fetchall()

    taken = in_turn(lambda: desk.suggestion_library.find(query), ask)
    report(f"likeness: {answer.compared} of {LETTERS:,} letters compared exactly", *taken, aim=None)
    index.close()


def _rarest(index: sqlite3.Connection, words: str) -> str:
    counted = [
        (found[0], token)
        for token in pairs_of(words)
        if (found := index.execute("select doc from temp.counted where term = ?", (token,)).fetchone())
    ]
    return " OR ".join(f'"{token}"' for _count, token in sorted(counted)[:8])


if __name__ == "__main__":
    main()

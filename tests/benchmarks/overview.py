"""期限总览 at 100,000 open deadlines against raw sqlite3: opening the list, a month's days, the records without any.

The raw side asks one open connection in hand-written SQL for the same rows in the same order, joined to their records
where the list asks each record for itself: no labels, no row objects. Who handles open records has a limit of its own:
the filter is filled on the window's thread.
"""

import json
import sqlite3
from array import array
from datetime import date

from app.models.database import Database
from app.services.docket.handlers import handlers
from app.services.docket.listing import DocketListing
from app.services.docket.unwatched import unwatched
from app.services.lists.listing import ListQuery
from tests.tools.benchmark_docket import OPEN, docket_store
from tests.tools.benchmark_stores import DAY
from tests.tools.measuring import in_turn, report

WINDOW = 100
_IDS = """select id from deadline d where (d.state = 'open' or d.ended_on > :day)
order by due_on is null, due_on, id desc"""
_ROWS = """select d.id, case
    when d.paused_on <= :day then 'paused' when d.due_on is null then 'unknown' when d.remind_on > :day then 'normal'
    when d.certainty = 'unverified' and d.side = 'own' then case when d.due_on > :day then 'near' else 'due' end
    when d.certainty <> 'verified' then 'unknown' when d.due_on > :day then 'near'
    when d.overdue_after >= :day then 'due'
    when d.serious_on >= :day then 'overdue' else 'seriously_overdue' end, d.due_on,
    julianday(d.due_on) - julianday(:day), d.name,
    coalesce(s.number, s.entry_number, m.entry_number), coalesce(s.addressee, m.unit), coalesce(s.handler, m.handler),
    coalesce(s.department, m.department), d.side, d.rule_code, d.started_on,
    (select count(*) from deadline_event e where e.deadline_id = d.id and e.kind in ('extended', 'restarted')),
    d.record_type, d.certainty, d.state, d.overdue_after, d.is_provisional, d.basis, d.record_id
from deadline d
left join suggestion s on d.record_type = 'suggestion' and s.id = d.record_id
left join matter m on d.record_type = 'matter' and m.id = d.record_id
where d.id in (select value from json_each(:ids))"""
_DAYS = """select due_on, case
    when d.paused_on <= :day then 'paused' when d.due_on is null then 'unknown' when d.remind_on > :day then 'normal'
    when d.certainty = 'unverified' and d.side = 'own' then case when d.due_on > :day then 'near' else 'due' end
    when d.certainty <> 'verified' then 'unknown' when d.due_on > :day then 'near'
    when d.overdue_after >= :day then 'due'
    when d.serious_on >= :day then 'overdue' else 'seriously_overdue' end, count(*) from deadline d
where (d.state = 'open' or d.ended_on > :day) and due_on between '2026-11-01' and '2026-11-30' group by 1, 2"""
_LETTERS = """select id, coalesce(number, entry_number), addressee, handler, department, issued_on from suggestion
where step = 'issued' and coalesce(issued_on, '') <= :day and not is_reply_undated
and coalesce(replied_on, '9') > :day and coalesce(closed_on, '9') > :day and coalesce(withdrawn_on, '9') > :day
and id not in (select record_id from deadline d
    where record_type = 'suggestion' and (d.state = 'open' or d.ended_on > :day))"""
_MATTERS = """select id, entry_number, unit, handler, department, accepted_on, stage from matter
where coalesce(closed_on, '9') > :day and not is_closing_undated and stage <> 'closing'
and coalesce(accepted_on, '') <= :day and id not in (select record_id from deadline d
    where record_type = 'matter' and (d.state = 'open' or d.ended_on > :day))
and id not in (select matter_id from suggestion where matter_id is not null
               and id in (select record_id from deadline d
    where record_type = 'suggestion' and (d.state = 'open' or d.ended_on > :day)))"""
_HANDLERS = "select distinct handler from suggestion union select distinct handler from matter"


class Raw:
    """The bare asking."""

    def __init__(self, connection: sqlite3.Connection, day: date) -> None:
        """``connection`` stays open."""
        self._connection, self._day = connection, {"day": day.isoformat()}

    def ids(self) -> "array[int]":
        """All ids, what ends first coming first."""
        return array("q", [key for (key,) in self._connection.execute(_IDS, self._day)])

    def opened(self) -> list[tuple[object, ...]]:
        """The list as it is opened."""
        return self.all(_ROWS, ids=json.dumps(list(self.ids()[:WINDOW])))

    def all(self, statement: str, **more: str) -> list[tuple[object, ...]]:
        """All rows of one statement."""
        return self._connection.execute(statement, {**self._day, **more}).fetchall()


def main() -> None:
    """List, month, records without a deadline, and the names of the filter."""
    path = docket_store()
    database = Database(path)
    listing, query = DocketListing.over(database), ListQuery(DAY)
    month = ListQuery(DAY, issued_from="2026-11-01", issued_to="2026-11-30")
    raw = Raw(sqlite3.connect(path), DAY)
    ids = listing.ids(query)
    assert (len(ids), ids) == (OPEN, raw.ids())
    assert sum(sum(day.values()) for day in listing.days(month).values()) == sum(row[2] for row in raw.all(_DAYS))  # type: ignore[misc]  # counts
    with database.read() as session:
        assert len(unwatched(session, DAY)) == len(raw.all(_LETTERS)) + len(raw.all(_MATTERS))
        opening = in_turn(lambda: listing.rows(listing.ids(query)[:WINDOW], query), raw.opened)
        report(f"overview: open, {OPEN:,} open deadlines", *opening, aim=3)
        report(f"overview: a month, {OPEN:,}", *in_turn(lambda: listing.days(month), lambda: raw.all(_DAYS)), aim=3)
        without = in_turn(lambda: unwatched(session, DAY), lambda: (raw.all(_LETTERS), raw.all(_MATTERS)))
        report(f"overview: records without a deadline, {OPEN:,}", *without, aim=3)
        names = in_turn(lambda: handlers(session, DAY), lambda: raw.all(_HANDLERS))
        report(f"overview: names of the filter, {OPEN:,}", *names, aim=3)
    database.close()


if __name__ == "__main__":
    main()

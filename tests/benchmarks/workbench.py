"""The workbench at 100,000 open deadlines against raw sqlite3: the office's, one person's, and the board's counts.

The raw side asks one open connection in hand-written SQL for the same counts and the same first rows.
"""

import sqlite3
from datetime import date, timedelta

from app.models.database import Database
from app.services.foundation.clock import FixedClock
from app.services.workbench.rows import Pile, Scope, Whose
from app.services.workbench.service import SHOWN, Workbench
from tests.tools.benchmark_docket import OPEN, docket_store
from tests.tools.benchmark_stores import DAY, MOMENT
from tests.tools.measuring import in_turn, report

_OPEN = "(d.state = 'open' or d.ended_on > :day)"
_RUNS = f"{_OPEN} and (d.paused_on is null or d.paused_on > :day)"
_LATE = f"{_RUNS} and d.overdue_after < :day and d.certainty = 'verified'"
_REMINDS = "d.certainty = 'unverified' and d.side = 'own'"
_TODAY = f"{_RUNS} and (d.due_on = :day or d.due_on < :day and {_REMINDS})"
_WEEK = f"{_RUNS} and d.due_on > :day and d.due_on <= :week"
_MINE = """and (d.record_type = 'suggestion' and d.record_id in (select id from suggestion where handler = :name)
    or d.record_type = 'matter' and d.record_id in (select id from matter where handler = :name))"""
_LINES = """select d.record_type, d.record_id, d.name, d.due_on, d.overdue_after, d.side, d.certainty,
    coalesce(s.number, s.entry_number, m.entry_number), coalesce(s.addressee, m.unit), coalesce(s.handler, m.handler)
from deadline d
left join suggestion s on d.record_type = 'suggestion' and s.id = d.record_id
left join matter m on d.record_type = 'matter' and m.id = d.record_id
where {} order by d.due_on, d.id limit :limit"""
_STAGES = """select stage, count(*), sum(due_on < :day and coalesce(overdue_after, due_on) < :day) from matter
where coalesce(closed_on, '9') > :day and not is_closing_undated and stage <> 'closing' group by stage"""
_PERSON = "张某"


class Raw:
    """The bare asking."""

    def __init__(self, connection: sqlite3.Connection, day: date) -> None:
        """``connection`` stays open."""
        week = (day + timedelta(days=7)).isoformat()
        self._connection = connection
        self._told = {"day": day.isoformat(), "week": week, "name": _PERSON, "limit": SHOWN}

    def piles(self, whose: str = "") -> list[int]:
        """Three counts, and two of what waits."""
        counted = [f"select count(*) from deadline d where {pile} {whose}" for pile in (_LATE, _TODAY, _WEEK)]  # noqa: S608 - our own words
        counted += [
            "select count(*) from approval where state = 'open'",
            "select count(*) from hand_over where state = 'offered'",
        ]
        return [self._connection.execute(each, self._told).fetchone()[0] for each in counted]

    def lines(self, whose: str = "") -> list[tuple[object, ...]]:
        """The first lines."""
        return self._connection.execute(_LINES.format(f"{_LATE} {whose}"), self._told).fetchall()

    def stages(self) -> list[tuple[object, ...]]:
        """Open matters by stage."""
        return self._connection.execute(_STAGES, self._told).fetchall()


def main() -> None:
    """Piles and lines of the office and of one person, and the board's counts."""
    path = docket_store()
    database, raw = Database(path), Raw(sqlite3.connect(path), DAY)
    bench = Workbench(database, FixedClock(MOMENT))
    office, mine = Whose(Scope.OFFICE), Whose(Scope.MINE, _PERSON)
    assert [bench.look(office).piles[pile] for pile in (Pile.LATE, Pile.TODAY, Pile.WEEK)] == raw.piles()[:3]
    assert [bench.look(mine).piles[pile] for pile in (Pile.LATE, Pile.TODAY, Pile.WEEK)] == raw.piles(_MINE)[:3]
    for title, whose, narrowed in (("office", office, ""), ("one person", mine, _MINE)):
        ours = in_turn(
            lambda whose=whose: bench.look(whose),  # type: ignore[misc]  # bound at once
            lambda narrowed=narrowed: (raw.piles(narrowed), raw.lines(narrowed)),  # type: ignore[misc]  # as above
        )
        report(f"workbench: {title}, {OPEN:,} open deadlines", *ours, aim=2)
    report(f"workbench: the board's counts, {OPEN:,}", *in_turn(lambda: bench.stages(office), raw.stages), aim=2)
    database.close()


if __name__ == "__main__":
    main()

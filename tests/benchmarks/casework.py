"""A matter of 300 acts and 100 files opened, a stage moved, much taken back: against the bare statements of the same.

The store holds the demonstration's matters besides. The raw sides use one open connection: to open, the same rows are
read by hand-written SQL; to move, the same rows are written with their audit entries and committed as durably.
"""

import json
import sqlite3
from pathlib import Path

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType, Stage
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.hand_overs.rows import Departure, Target
from app.services.matters.rows import CaseCard, StageStep
from app.services.office.offices import PersonRow
from app.services.trail.family import OF_ANY
from tests.services.casework import HANDLER, Casework
from tests.tools.benchmark_stores import MOMENT, copy_of, store_of
from tests.tools.measuring import in_turn, note, report, seconds_of

LETTERS, ACTS, FILES = 10_000, 300, 100
KINDS = tuple(kind for kind in RecordType if kind.value in {"matter", "clue", "suggestion"})
_CHILDREN = tuple(table.__tablename__ for table in OF_ANY)
_ENTRIES = "select * from audit_entry where table_name = ? and row_id = ?"
_MOVE = "update matter set stage = ?, stage_since = ?, version = version + 1 where id = ? and version = ?"
_STEP = """insert into stage_move (record_type, record_id, "left", entered, moved_on, reason, version)
values ('matter', ?, ?, ?, ?, ?, 1)"""
_TRAIL = """insert into audit_entry (seq, act, at, actor, intention, reason, table_name, row_id, before, after,
previous, hash) values (?, ?, ?, '张某', 'matter.move', ?, ?, ?, ?, ?, ?, ?)"""


def main() -> None:
    """Open, move, take back."""
    path = copy_of(store_of(LETTERS), "casework.jdt")
    desk = OpenDesk(Database(path), FixedClock(MOMENT), Resources.shipped())
    matter = _laid(desk, path.parent)
    raw = _connected(path)
    ours, limit = in_turn(lambda: _opened(desk, matter), lambda: _read(raw, matter))
    report(f"casework: a matter of {ACTS} acts and {FILES} files opened (raw sqlite3)", ours, limit, 10)
    for title, mine in (
        ("card", lambda: desk.matters.card(matter)),
        ("case", lambda: desk.matters.case(matter)),
        ("timeline", lambda: desk.history.lines(RecordType.MATTER, matter)),
    ):
        note(f"casework: of it the {title}: {seconds_of(mine) * 1000:.1f} ms")
    there, here = _Moving(desk, matter), _Stepping(raw, matter)
    ours, limit = in_turn(there.step, here.step, before=there.look)
    report("casework: a stage moved (the raw writes, committed with synchronous=FULL)", ours, limit, 10)
    raw.close()
    _take_back(desk)
    desk.close()


def _laid(desk: OpenDesk, folder: Path) -> int:
    """The matter: fields, files and steps to and fro."""
    work = Casework(desk, folder)
    for name in ("张某", "王某", "钱某"):
        desk.offices.add_person(HANDLER, name, {"张某": "检察官", "王某": "部门负责人", "钱某": "检察长"}[name])
    matter = work.matter(Stage.FOLLOW_UP)
    scan = folder / "scan.pdf"
    for number in range(FILES):
        scan.write_bytes(b"%PDF-1.7 " + str(number).encode())
        desk.attachments.add(HANDLER, RecordType.MATTER, matter, "调查材料", scan)
    for number in range(ACTS - FILES - 1):
        work.fill(matter, found=f"应当立案而未立案，第 {number} 次联系")
    return matter


def _connected(path: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("pragma journal_mode = wal")
    raw.execute("pragma synchronous = full")
    raw.execute("pragma foreign_keys = on")
    return raw


def _opened(desk: OpenDesk, matter: int) -> None:
    """What the record page reads for these parts of itself."""
    desk.matters.card(matter)
    desk.matters.case(matter)
    desk.history.lines(RecordType.MATTER, matter)


def _read(raw: sqlite3.Connection, matter: int) -> None:
    raw.execute("select * from matter where id = ?", (matter,)).fetchone()
    raw.execute("select * from suggestion where matter_id = ?", (matter,)).fetchall()
    entries = raw.execute(_ENTRIES, ("matter", matter)).fetchall()
    for table in _CHILDREN:
        wanted = f"select * from {table} where record_type = 'matter' and record_id = ?"  # noqa: S608 - our own names
        rows = raw.execute(wanted, (matter,)).fetchall()
        for row in rows:
            entries += raw.execute(_ENTRIES, (table, row[0])).fetchall()
    for entry in entries:
        json.loads(entry[9] or "null")
        json.loads(entry[8] or "null")


class _Moving:
    """To and fro by the service."""

    def __init__(self, desk: OpenDesk, matter: int) -> None:
        self._desk, self._matter = desk, matter
        self._case = self._read()

    def look(self) -> None:
        """See where the matter is, as whoever moves it has: the other side moves it too."""
        self._case = self._read()

    def step(self) -> None:
        """One step."""
        case = self._case
        target = Stage.SUPERVISION if case.stage is Stage.FOLLOW_UP else Stage.FOLLOW_UP
        self._desk.matters.move(HANDLER, self._matter, StageStep(target, "复核", version=case.version))

    def _read(self) -> CaseCard:
        case = self._desk.matters.case(self._matter)
        assert case is not None
        return case


class _Stepping:
    """To and fro by hand-written SQL: the row, the step, an audit entry of each."""

    def __init__(self, raw: sqlite3.Connection, matter: int) -> None:
        self._raw, self._matter = raw, matter

    def step(self) -> None:
        """One step."""
        raw, day, at = self._raw, MOMENT.date().isoformat(), MOMENT.isoformat()
        raw.execute("begin immediate")
        stage, version = raw.execute("select stage, version from matter where id = ?", (self._matter,)).fetchone()
        there = "supervision" if stage == "follow_up" else "follow_up"
        raw.execute(_MOVE, (there, day, self._matter, version))
        made = raw.execute(_STEP, (self._matter, stage, there, day, "复核")).lastrowid
        seq, last = raw.execute("select seq, hash from audit_entry order by seq desc limit 1").fetchone()
        moved = json.dumps({"stage": there, "version": version + 1})
        raw.execute(_TRAIL, (seq + 1, seq + 1, at, "复核", "stage_move", made, None, moved, last, "0" * 64))
        raw.execute(_TRAIL, (seq + 2, seq + 1, at, "复核", "matter", self._matter, moved, moved, "0" * 64, "1" * 64))
        raw.execute("commit")


def _take_back(desk: OpenDesk) -> None:
    """The departure of whoever has most, and taking it back."""
    people = desk.offices.people()
    most = max(people, key=lambda each: sum(count for _kind, count in desk.hand_overs.open_counts(each.id)))
    count = sum(count for _kind, count in desk.hand_overs.open_counts(most.id))
    act, boss = 0, _boss(people)

    def leave() -> None:
        nonlocal act
        act = desk.hand_overs.hand_over_everything(boss, desk.hand_overs.plan_everything(_departure(most, people))).act

    went = seconds_of(leave)
    back = seconds_of(lambda: desk.history.take_back(boss, act))
    report(f"casework: a departure of {count:,} records taken back (the departure itself)", back, went, 3)


def _departure(most: PersonRow, people: tuple[PersonRow, ...]) -> Departure:
    heir = next(each for each in people if each.name not in {most.name, HANDLER.name})
    targets = tuple((kind, Target(heir.department, heir.name)) for kind in KINDS)
    return Departure(person_id=most.id, targets=targets, reason="调离本院", on=PartialDate.of(MOMENT.date()))


def _boss(people: tuple[PersonRow, ...]) -> Actor:
    return Actor(next(each.name for each in people if each.post == "检察长"))


if __name__ == "__main__":
    main()

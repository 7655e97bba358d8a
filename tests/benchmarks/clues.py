"""100,000 clues: a result table taken in, against the raw insert of the same rows and against reading the file alone.

Apart from the import: the likely kin of one clue, against one scan of the same table by SQL, and a window of the list.
"""

import sqlite3
from pathlib import Path

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.services.clues.rows import ClueDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.store.opening import NewStore, create_store
from tests.tools.benchmark_stores import FOLDER, MOMENT
from tests.tools.measuring import in_turn, note, report, seconds_of

ROWS = 100_000
_ACTOR = Actor("张某")
_HEAD = ("序号", "单位名称", "姓名", "身份证号", "异常说明", "领取金额", "推送时间")
_COUNTED = "select count(*) from clue where instr(found, ?) or instr(parties, ?) or unit = ?"


def main() -> None:
    """Import, kin and list."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    table = _table(FOLDER / f"result-{ROWS}.xlsx")
    desk = _desk(FOLDER / "clues.jdt")
    took = seconds_of(lambda: _take_in(desk, table))
    report(
        f"clues: import of {ROWS:,} rows (calamine reading alone)", took, seconds_of(lambda: _only_read(table)), None
    )
    report(
        f"clues: import of {ROWS:,} rows (openpyxl reading alone)", took, seconds_of(lambda: _read_openly(table)), None
    )
    store = FOLDER / "clues.jdt"
    report(f"clues: import of {ROWS:,} rows (raw sqlite3 insert)", took, seconds_of(lambda: _only_insert(store)), None)
    note(f"clues: index of {ROWS:,}, apart: {seconds_of(desk.search.rebuild):.1f} s")
    draft = ClueDraft("12345", unit="青山县第7镇人民政府", parties="王某77", found="死亡后仍领取养老金3个月")
    raw = sqlite3.connect(store)
    values = (draft.found, draft.parties, draft.unit)
    ours, limit = in_turn(lambda: desk.clues.likely_kin(draft), lambda: raw.execute(_COUNTED, values).fetchall())
    report(f"clues: likely kin among {ROWS:,} (one raw scan)", ours, limit, None)
    query = ListQuery(as_of=desk.clock.today())
    listing = desk.clues.listing
    ours, limit = in_turn(
        lambda: listing.rows(listing.ids(query)[:50], query),
        lambda: raw.execute(
            "select id from clue order by case when triage = 'pending' then 0 else 1 end, found_on desc, id desc"
        ).fetchall(),
    )
    report(f"clues: list of {ROWS:,} opened (raw ids)", ours, limit, 3)
    raw.close()
    desk.close()


def _table(path: Path) -> Path:
    from openpyxl import Workbook

    if not path.exists():
        workbook = Workbook(write_only=True)
        sheet = workbook.create_sheet("结果")
        sheet.append(list(_HEAD))
        for row in range(ROWS):
            unit, found = f"青山县第{row % 400}镇人民政府", f"死亡后仍领取养老金{row % 12 + 1}个月"
            day = f"2026-10-{row % 28 + 1:02d}"
            sheet.append([row + 1, unit, f"王某{row}", f"330100{row:012d}", found, row % 9000 + 0.5, day])
        workbook.save(path)
    return path


def _desk(path: Path) -> OpenDesk:
    for old in path.parent.glob(f"{path.stem}.*"):
        if old.is_file():
            old.unlink()
    create_store(path, NewStore("青山县人民检察院", "青检"), _ACTOR, FixedClock(MOMENT)).close()
    return OpenDesk(Database(path), FixedClock(MOMENT), Resources.shipped())


def _take_in(desk: OpenDesk, table: Path) -> None:
    result = desk.importing.commit(_ACTOR, desk.importing.plan("clues", table))
    assert len(result.entry_numbers) == ROWS, result.plan.errors[:3]


def _only_read(table: Path) -> int:
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_path(table).get_sheet_by_index(0).to_python())


def _read_openly(table: Path) -> int:
    from openpyxl import load_workbook

    workbook = load_workbook(table, read_only=True, data_only=True)
    read = sum(1 for row in workbook.worksheets[0].iter_rows(values_only=True) for _ in row)
    workbook.close()
    return read


def _only_insert(store: Path) -> None:
    """The same rows into a table of the same shape and indexes, nothing checked and nothing audited."""
    copy = store.with_name("raw-clues.sqlite")
    copy.unlink(missing_ok=True)
    raw = sqlite3.connect(copy)
    raw.execute("attach ? as store", (str(store),))
    wanted = "select sql from store.sqlite_schema where tbl_name = 'clue' and sql is not null order by type desc"
    for (statement,) in raw.execute(wanted).fetchall():
        raw.execute(statement)
    rows = raw.execute("select * from store.clue").fetchall()
    raw.executemany(f"insert into clue values ({','.join('?' * len(rows[0]))})", rows)  # noqa: S608 - our own marks
    raw.commit()
    raw.close()


if __name__ == "__main__":
    main()

"""50,000 original cases taken in and held against the triggers in one pass, against the raw statements for the same.

The bare thing: one ``executemany`` of the same rows into a table of the same shape and indexes, and one
``INSERT … SELECT`` that finds the hits by SQL. Apart: reading the file alone, the triggers alone, the list opened.
"""

import sqlite3
import sys
from pathlib import Path

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.importing.rows import ImportPlan
from app.services.lists.listing import ListQuery
from app.services.review_triggers.matching import hits_of
from app.services.store.opening import NewStore, create_store
from tests.tools.benchmark_stores import FOLDER, MOMENT
from tests.tools.measuring import in_turn, note, report, seconds_of

ROWS = 50_000
_ACTOR = Actor("张某")
_HEAD = (
    *("统一受案号", "案件名称", "案由", "犯罪嫌疑人", "办案单位", "承办部门", "承办人", "审查逮捕结果", "批捕日期"),
    *("审查起诉结果", "起诉日期", "判决结果", "判决日期", "复议复核结果", "起诉罪名", "判决罪名", "信访类型"),
    *("信访次数", "办结日期"),
)
_ARRESTS = ("批捕", "批准逮捕", "存疑不捕", "")
_INDICTMENTS = ("起诉", "起诉", "起诉", "相对不起诉", "存疑不诉", "起诉", "起诉", "撤回起诉")
_JUDGMENTS = ("实刑", "有罪判决", "缓刑", "实刑", "拘役", "免予刑事处罚", "实刑", "无罪", "实刑", "有罪")
# The standard triggers in force, by hand: code and condition over original_case.
_CONDITIONS = {
    "FX01": "petition_kind = '刑事申诉'",
    "FX02": "petition_kind = '国家赔偿'",
    "FX03": "petition_kind = '信访申诉' or petition_kind like '%涉检%'",
    "FX04": "petition_kind = '重复信访' or petition_times >= 2",
    "FX05": "petition_kind like '%阻碍律师%'",
    "FX11": "appeal_result = '改判'",
    "FX12": "appeal_result = '发回重审' or judgment_result = '发回重审'",
    "ZA01": "(arrest_result like '批准逮捕%' or arrest_result like '决定逮捕%') and indictment_result like '%不起诉%' "
    "and indictment_result not like '%附条件不起诉%'",
    "ZA02": "(arrest_result like '批准逮捕%' or arrest_result like '决定逮捕%') "
    "and judgment_result in ('缓刑', '管制拘役或单处附加刑', '免予刑事处罚')",
    "ZA03": "indictment_result = '撤回起诉' or judgment_result = '准许撤回起诉'",
    "ZA04": "judgment_result = '无罪'",
    "ZA05": "judgment_result = '免予刑事处罚'",
    "ZA06": "difference like '%事实%'",
    "ZA07": "difference like '%罪名%' or charged_with <> convicted_of",
    "ZA08": "difference like '%量刑%'",
    "ZA09": "reconsideration_result like '改变%'",
    "ZA10": "reconsideration_result <> '' and reconsideration_result not like '改变%'",
    "ZA11": "protest_result like '维持%'",
    "ZA12": "assigned_by <> ''",
    "ZA32": "petition_result like '赔偿%' or petition_result like '决定赔偿%'",
}
_LISTED = (
    "select id from original_case order by id in "
    "(select case_id from trigger_hit where state = 'open' and not is_void) desc, id desc"
)


def main(rows: int = ROWS) -> None:
    """Import, triggers and list."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    table, store = _table(FOLDER / f"cases-{rows}.xlsx", rows), FOLDER / "cases.jdt"
    desk = _desk(store)
    plans: list[ImportPlan] = []
    took = seconds_of(lambda: plans.append(_take_in(desk, table, rows)))
    report(
        f"cases: import of {rows:,} rows (calamine reading alone)", took, seconds_of(lambda: _only_read(table)), None
    )
    raw = seconds_of(lambda: _only_insert(store))
    report(f"cases: import of {rows:,} rows with triggers (raw insert, one INSERT … SELECT)", took, raw, None)
    triggers, today = desk.review_triggers.in_force(), desk.clock.today()
    values = [row.values for row in plans[0].rows]
    ours, limit = in_turn(
        lambda: [hits_of(each, triggers, today) for each in values], lambda: _only_hits(store), rounds=3
    )
    report(f"cases: triggers of {rows:,} in one pass (one INSERT … SELECT)", ours, limit, None)
    query, listing = ListQuery(as_of=today), desk.original_cases.listing
    connection = sqlite3.connect(store)
    ours, limit = in_turn(
        lambda: listing.rows(listing.ids(query)[:50], query), lambda: connection.execute(_LISTED).fetchall()
    )
    report(f"cases: list of {rows:,} opened (raw ids)", ours, limit, 3)
    connection.close()
    desk.close()


def _table(path: Path, rows: int) -> Path:
    from openpyxl import Workbook

    if not path.exists():
        workbook = Workbook(write_only=True)
        sheet = workbook.create_sheet("案件")
        sheet.append(list(_HEAD))
        for row in range(rows):
            sheet.append(_row(row))
        workbook.save(path)
    return path


def _row(row: int) -> list[object]:
    """One case in four has something of a trigger."""
    arrest, indictment = _ARRESTS[row % 4], _INDICTMENTS[row % 8]
    is_tried = indictment == "起诉"
    cause = ("盗窃罪", "诈骗罪", "故意伤害罪", "危险驾驶罪")[row % 4]
    return [
        f"青检受〔2025〕{row + 1:06d}号",
        f"甲某{row}{cause}案",
        cause,
        f"甲某{row}",
        f"青山县第{row % 40}检察院",
        f"第{row % 4 + 1}检察部",
        f"张某{row % 60}",
        arrest,
        f"2025-0{row % 3 + 1}-{row % 28 + 1:02d}" if arrest else "",
        indictment,
        f"2025-0{row % 3 + 4}-{row % 28 + 1:02d}",
        _JUDGMENTS[row % 10] if is_tried else "",
        f"2025-0{row % 3 + 7}-{row % 28 + 1:02d}" if is_tried else "",
        "维持" if row % 50 == 0 else "",
        cause,
        "寻衅滋事罪" if is_tried and row % 25 == 0 else cause if is_tried else "",
        "刑事申诉" if row % 20 == 0 else "",
        row % 3 + 1 if row % 20 == 0 else "",
        f"2025-{row % 3 + 10}-{row % 28 + 1:02d}",
    ]


def _desk(path: Path) -> OpenDesk:
    for old in path.parent.glob(f"{path.stem}.*"):
        if old.is_file():
            old.unlink()
    create_store(path, NewStore("青山县人民检察院", "青检"), _ACTOR, FixedClock(MOMENT)).close()
    return OpenDesk(Database(path), FixedClock(MOMENT), Resources.shipped())


def _take_in(desk: OpenDesk, table: Path, rows: int) -> ImportPlan:
    plan = desk.importing.plan("cases", table)
    result = desk.importing.commit(_ACTOR, plan)
    assert len(result.entry_numbers) == rows, plan.errors[:3]
    return plan


def _only_read(table: Path) -> int:
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_path(table).get_sheet_by_index(0).to_python())


def _only_insert(store: Path) -> None:
    """The same rows into tables of the same shape and indexes, nothing checked and nothing audited; the same hits."""
    raw, path = _copy(store)
    rows = raw.execute("select * from store.original_case").fetchall()
    raw.executemany(f"insert into original_case values ({','.join('?' * len(rows[0]))})", rows)  # noqa: S608 - our marks
    _insert_hits(raw, "original_case")
    ((ours, theirs),) = raw.execute(
        "select (select count(*) from store.trigger_hit), (select count(*) from trigger_hit)"
    ).fetchall()
    assert ours == theirs, (ours, theirs)
    raw.commit()
    raw.close()
    note(f"cases: {ours:,} hits, the same by both")
    path.unlink()


def _only_hits(store: Path) -> None:
    raw, path = _copy(store)
    _insert_hits(raw, "store.original_case")
    raw.commit()
    raw.close()
    path.unlink()


def _copy(store: Path) -> tuple[sqlite3.Connection, Path]:
    path = store.with_name("raw-cases.sqlite")
    path.unlink(missing_ok=True)
    raw = sqlite3.connect(path)
    raw.execute("attach ? as store", (str(store),))
    wanted = (
        "select sql from store.sqlite_schema where tbl_name in ('original_case', 'trigger_hit') and sql is not null "
        "order by type desc"
    )
    for (statement,) in raw.execute(wanted).fetchall():
        raw.execute(statement)
    return raw, path


def _insert_hits(raw: sqlite3.Connection, cases: str) -> None:
    columns = [row[1] for row in raw.execute("pragma table_info(trigger_hit)") if row[3] and row[1] != "id"]
    fixed = {"version": "1", "state": "'open'", "is_void": "0", "met_on": "'2026-11-22'", "trigger_list": "'analysis'"}
    parts = []
    for code, condition in _CONDITIONS.items():
        said = {**fixed, "case_id": "id", "code": f"'{code}'", "name": f"'{code}'"}
        chosen = ", ".join(said.get(column, "''") for column in columns)
        parts.append(f"select {chosen} from {cases} where {condition}")  # noqa: S608 - our own words
    raw.execute(f"insert into trigger_hit ({', '.join(columns)}) {' union all '.join(parts)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)

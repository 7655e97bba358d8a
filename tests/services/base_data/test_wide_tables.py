"""Tables with months or quarters as columns: read as carefully as one number a row, hostile ones refused or named."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> OpenDesk:
    """All services on an empty store."""
    return OpenDesk(database, clock, resources)


def table(folder: Path, *rows: list[object], name: str = "基础数据") -> Path:
    """A workbook of one sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    path = folder / f"{name}.xlsx"
    book.save(path)
    return path


def came_in(desk: OpenDesk, actor: Actor, path: Path) -> dict[tuple[str, str, str, str], int]:
    """What a table brings: by item, department and months."""
    plan = desk.base_data.plan(path)
    assert plan.errors == ()
    desk.base_data.commit(actor, plan)
    return {(each.item, each.department, each.first, each.last): each.count for each in desk.base_data.figures()}


def test_months_as_columns_take_their_year_from_the_title(desk: OpenDesk, actor: Actor, tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ["2026年业务数据"],
        ["序号", "部门", "项目", "单位", "1月", "二月份", "3月"],
        [1, "第一检察部", "不捕人数", "人", 3, "1,204", None],
        [2, None, "批准逮捕人数", "人", 0, "—", "7人"],
    )
    assert came_in(desk, actor, path) == {
        ("不捕人数", "第一检察部", "2026-01", "2026-01"): 3,
        ("不捕人数", "第一检察部", "2026-02", "2026-02"): 1204,
        ("批捕人数", "", "2026-01", "2026-01"): 0,
        ("批捕人数", "", "2026-03", "2026-03"): 7,
    }


@pytest.mark.parametrize(
    ("heads", "periods"),
    [
        (["一季度", "第2季度", "Q3"], [("2026-01", "2026-03"), ("2026-04", "2026-06"), ("2026-07", "2026-09")]),
        (["2025年12月", "2026-01", "2026年第三季度"], [("2025-12",) * 2, ("2026-01",) * 2, ("2026-07", "2026-09")]),
        ([date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)], [(f"2026-0{each}",) * 2 for each in (1, 2, 3)]),
    ],
)
def test_heads_are_read_in_all_their_ways(
    desk: OpenDesk, actor: Actor, tmp_path: Path, heads: list[object], periods: list[tuple[str, str]]
) -> None:
    path = table(tmp_path, ["项目", *heads], ["不捕人数", 1, 2, 3], name="2026年各季度数据")
    found = came_in(desk, actor, path)
    assert {(key[2], key[3]): count for key, count in found.items()} == dict(zip(periods, (1, 2, 3), strict=True))


def test_years_stand_in_a_head_above_their_months_or_in_a_column(desk: OpenDesk, actor: Actor, tmp_path: Path) -> None:
    heads = ["", "2025年", "", "2026年", ""], ["项目", "1月", "2月", "1月", "2月"]
    found = came_in(desk, actor, table(tmp_path, *heads, ["不捕人数", 1, 2, 3, 4]))
    months = ("2025-01", "2025-02", "2026-01", "2026-02")
    assert [found["不捕人数", "", month, month] for month in months] == [1, 2, 3, 4]
    column = table(tmp_path, ["项目", "年度", "1月", "2月"], ["批捕人数", 2025, 5, 6], ["批捕人数", "2026年", 7, 8])
    found = came_in(desk, actor, column)
    assert [found["批捕人数", "", month, month] for month in ("2025-02", "2026-01")] == [6, 7]


@pytest.mark.parametrize("title", ["业务数据", "2025年与2026年业务数据"])
def test_months_of_no_certain_year_are_refused(desk: OpenDesk, tmp_path: Path, title: str) -> None:
    path = table(tmp_path, [title], ["项目", "1月", "2月"], ["不捕人数", 1, 2])
    with pytest.raises(DomainError, match=r"“1月”.*年份.*请在标题或表头写明是哪一年"):
        desk.base_data.plan(path)


def test_sums_beside_the_months_are_named_and_not_read(desk: OpenDesk, actor: Actor, tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ["2026年"],
        ["项目", "1月", "2月", "上半年", "合计", "同比"],
        ["不捕人数", 1, 2, 9, 3, "-5%"],
        ["合计", 1, 2, 9, 3, ""],
    )
    plan = desk.base_data.plan(path)
    assert [each.column for each in plan.warnings] == ["上半年", "合计", "同比"]
    assert [(each.row, each.reason) for each in plan.skipped if each.row == 4] == [(4, "合计行")]
    assert sum(came_in(desk, actor, path).values()) == 3


@pytest.mark.parametrize("bad", ["约30", "-1", "1.5", "#REF!", "无"])
def test_what_is_no_count_is_handed_back_with_its_row_and_the_rest_comes_in(
    desk: OpenDesk, tmp_path: Path, bad: str
) -> None:
    path = table(tmp_path, ["2026年"], ["项目", "1月", "2月"], ["不捕人数", bad, 2])
    plan = desk.base_data.plan(path)
    assert [(each.row, "不是不小于 0 的整数" in each.message) for each in plan.errors] == [(3, True)]
    assert len(plan.rows) == 1


def test_the_same_month_twice_with_another_number_is_handed_back(desk: OpenDesk, tmp_path: Path) -> None:
    path = table(tmp_path, ["2026年"], ["项目", "1月", "1月"], ["不捕人数", 1, 2])
    plan = desk.base_data.plan(path)
    assert len(plan.rows) == 1
    assert "同一期间只能有一个数" in plan.errors[0].message


def test_a_wide_table_comes_in_once_and_is_taken_back_whole(desk: OpenDesk, actor: Actor, tmp_path: Path) -> None:
    path = table(tmp_path, ["2026年"], ["项目", "1月", "2月"], ["不捕人数", 1, 2], ["没有登记的项目", 3, 4])
    plan = desk.base_data.plan(path)
    assert any("“没有登记的项目”不是登记过的项目" in each.message for each in plan.warnings)
    batch = desk.base_data.commit(actor, plan).batch
    assert batch is not None
    again = desk.base_data.plan(path)
    assert (again.rows, len(again.duplicates)) == ((), 4)
    desk.base_data.undo_import(actor, batch)
    assert desk.base_data.figures() == ()


def test_a_table_of_one_number_a_row_is_read_as_before(desk: OpenDesk, actor: Actor, tmp_path: Path) -> None:
    path = table(tmp_path, ["期间", "项目", "数值"], ["2026年1月", "不捕人数", 5])
    assert came_in(desk, actor, path) == {("不捕人数", "", "2026-01", "2026-01"): 5}

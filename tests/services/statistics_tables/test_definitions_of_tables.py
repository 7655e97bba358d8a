"""The tables as data: what the files may say, and that every kind of matter has its row."""

import shutil
from pathlib import Path

import pytest

from app.services.base_data.periods import Months
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.matter_types.library import TypeLibrary
from app.services.statistics_tables.matters import MattersTable
from app.services.statistics_tables.rows import Reach
from app.services.statistics_tables.service import StatisticsTables
from app.services.statistics_tables.suggestions import SuggestionsTable

FOLDER = Resources.shipped().statistics / "tables"


def test_every_column_says_what_it_counts_its_basis_and_where_that_comes_from() -> None:
    for table in (SuggestionsTable(FOLDER / "suggestions.toml"), MattersTable(FOLDER / "matters.toml")):
        assert (table.code, table.title) == (table.definition.code, table.definition.title)
        for each in table.definition.columns:
            assert each.column.definition
            assert each.column.basis
            assert each.column.source.endswith("核）") or each.column.source.endswith("核实）")


def test_every_kind_the_shipped_types_offer_has_a_row_of_its_own() -> None:
    table = MattersTable(FOLDER / "matters.toml")
    for kind in TypeLibrary(Resources.shipped().matter_types).standard:
        for name in (kind.name, *kind.names, *kind.kinds):
            assert table._row_of(name, kind.code) != "unclassified", name
    rows = {
        "不应当立案而立案监督": "withdrawal",
        "民事公益诉讼": "public_interest",
        "行政违法行为监督": "administrative_violation",
        "纠正漏捕漏诉": "missed_either",
        "追捕": "missed_arrest",
        "刑事抗诉": "protest",
        "看守所监管活动监督": "penal_execution",
    }
    assert {kind: table._row_of(kind, None) for kind in rows} == rows


def test_a_count_nobody_can_know_is_a_dash_with_its_reason(tables: StatisticsTables) -> None:
    table = tables.table("matters", Months("2026-03", "2026-03"))
    cell = table.cell("total", "persons")
    assert (cell.n, cell.shown) == (None, "—")
    assert "没有人数一栏" in cell.note
    assert any("人数一律列“—”" in note for note in table.notes)


def test_a_rate_without_cases_is_a_dash_with_its_reason(tables: StatisticsTables) -> None:
    cell = tables.table("suggestions", Months("2024-03", "2024-03")).cell("total", "due_replied_rate")
    assert (cell.n, cell.d, cell.shown, cell.note) == (0, 0, "—", "分母为0，不计算比率")


def test_a_rate_has_no_records_of_its_own_and_an_unknown_place_is_refused(tables: StatisticsTables) -> None:
    for code, row, column in (
        ("suggestions", "total", "adoption_rate"),
        ("suggestions", "x", "issued"),
        ("matters", "total", "persons"),
    ):
        with pytest.raises(DomainError, match="没有可以列出记录的"):
            tables.records(code, row, column, Reach.NOW, Months("2026-03", "2026-03"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('measure = "issued"', 'measure = "sent"', "第 1 个列 的“measure”“sent”不是可以统计的量"),
        ('d = "due"', 'd = "on_tim"', "“on_tim”不是本表的计数列"),
        ('key = "announced"', 'key = "issued"', "“issued”写了两次"),
        ('basis = "同期"', 'basis = "累计"', "应当是同期、队列、时点之一"),
        ('title = "制发"', 'titel = "制发"', "是不认识的项"),
    ],
)
def test_a_wrong_file_is_refused_naming_file_and_key(old: str, new: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "suggestions.toml"
    shutil.copy(FOLDER / "suggestions.toml", path)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DomainError, match=r"文件 suggestions\.toml") as refused:
        _ = SuggestionsTable(path).definition
    assert said in str(refused.value)

"""总览: the county's quarterly table and the three 结构比, every number with what lies behind it, on paper too."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.base_data.rows import FigureDraft
from app.views.indicators.behind_dialog import BehindDialog
from app.views.indicators.page import IndicatorsPage
from app.views.quarterly_table.behind_dialog import QuarterBehindDialog
from app.views.quarterly_table.view import OverviewView
from tests.stories.conftest import CLERK, ClerksDesk

PARTS = {"刑事检察办案数": 25, "民事检察办案数": 8, "行政检察办案数": 4, "公益诉讼检察办案数": 3}


@pytest.fixture
def overview(desk: ClerksDesk) -> OverviewView:
    """The first tab, figures of the third quarter given by the month."""
    drafts = [FigureDraft(item, "2026-09", "2026-09", count) for item, count in PARTS.items()]
    for month, caught, freed in (("2026-07", 60, 10), ("2026-08", 70, 14), ("2026-09", 66, 16)):
        drafts += [FigureDraft("批捕人数", month, month, caught), FigureDraft("不捕人数", month, month, freed)]
    desk.services.base_data.record(CLERK, drafts)
    desk.go_to("业务指标")
    page = desk.window.page
    assert isinstance(page, IndicatorsPage)
    desk.settle()
    return page.overview


def row_of(overview: OverviewView, name: str) -> int:
    """The row of a line."""
    return next(row for row, texts in enumerate(overview.table.table.texts()) if texts[0].strip("　") == name)


def test_the_page_begins_with_the_quarterly_table_and_the_structures(desk: ClerksDesk, overview: OverviewView) -> None:
    assert overview.isVisible()
    assert overview.quarter.currentText() == "2026年第三季度"
    texts = {row[0].strip("　"): row for row in overview.table.table.texts()}
    assert texts["不捕率"][5:] == ("16.95% 40/236", "—", "—", "—", "同期、累计缺不捕人数、批捕与不捕人数")
    assert texts["逮捕"][5:9] == ("196", "—", "—", "—")
    assert overview.structures[0].table.texts()[0] == ("刑事检察", "62.50% 25/40", "—")
    assert overview.structures[0].table.accessibleName() == "四大检察履职结构比"
    assert "行缺数" in overview.state.text()


def test_enter_opens_the_base_figures_behind_a_number(desk: ClerksDesk, overview: OverviewView) -> None:
    table = overview.table.table
    table.setCurrentIndex(table.rows.index(row_of(overview, "不捕率"), 5))
    QTest.keyClick(table, Qt.Key.Key_Return)
    behind = desk.window.findChild(QuarterBehindDialog)
    assert behind is not None
    assert "不捕率（人）· 2026年7月至9月" in behind.windowTitle()
    assert len(behind.table.texts()) == 6
    behind.close()
    table.setCurrentIndex(table.rows.index(row_of(overview, "不捕率"), 6))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert "没有基础数据" in desk.says()


def test_a_structure_opens_what_it_was_made_of(desk: ClerksDesk, overview: OverviewView) -> None:
    table = overview.structures[0].table
    table.setCurrentIndex(table.rows.index(1, 1))
    QTest.keyClick(table, Qt.Key.Key_Return)
    behind = desk.window.findChild(BehindDialog)
    assert behind is not None
    assert "民事检察" in behind.windowTitle()
    behind.close()


def test_the_table_on_screen_is_written_as_workbook_and_pdf(
    desk: ClerksDesk, overview: OverviewView, tmp_path: Path
) -> None:
    sheet = overview.sheet()
    assert sheet is not None
    for name in ("基本情况.xlsx", "基本情况.pdf"):
        sheet.write(overview.work, tmp_path / name)
        desk.settle()
    assert load_workbook(tmp_path / "基本情况.xlsx").sheetnames == ["业务工作基本情况", "率"]
    assert (tmp_path / "基本情况.pdf").read_bytes()[:4] == b"%PDF"


def test_another_quarter_is_read_when_it_is_chosen(desk: ClerksDesk, overview: OverviewView) -> None:
    desk.services.base_data.record(CLERK, [FigureDraft("批捕人数", "2026-04", "2026-06", 150)])
    desk.settle()
    overview.quarter.setCurrentIndex(overview.quarter.findText("2026年第二季度"))
    desk.settle()
    assert overview.table.table.texts()[row_of(overview, "逮捕")][5:7] == ("150", "—")

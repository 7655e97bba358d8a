"""统计表 on their page: a range chosen, cells walked by keys, the records behind them, and the papers."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.base_data.periods import Months
from app.services.foundation.resources import Resources
from app.views.monthly_statistics.records_dialog import RecordsDialog
from app.views.statistics_tables.months_chooser import HALF_YEAR, QUARTER, YEAR
from app.views.statistics_tables.page import TablesPage
from tests.stories.conftest import CLERK, ClerksDesk
from tests.stories.test_names_for_screen_readers import nameless


class TablesDesk:
    """The page as 张某 reads it, on the ledgers of published cases."""

    def __init__(self, desk: ClerksDesk, qtbot: QtBot) -> None:
        self.desk, self._bot = desk, qtbot
        page = desk.window.go_to("statistics_tables")
        assert isinstance(page, TablesPage)
        self.page = page
        desk.settle()

    def chooses(self, kind: str, year: int, part: int = 0) -> None:
        chooser = self.page.chooser
        chooser.kind.setCurrentText(kind)
        chooser.year.setValue(year)
        chooser.part.setCurrentIndex(part)
        self.settles()

    def chooses_table(self, title: str) -> None:
        self.page.choice.setCurrentText(title)
        self.desk.settle()

    def settles(self) -> None:
        self._bot.waitUntil(lambda: not self.page.chooser.pause.isActive())
        self.desk.settle()

    def line(self, row: str, place: int = 0) -> dict[str, str]:
        """本期 (0), 同期 (1) or 累计 (2) of a row, by column."""
        texts = self.page.grid.texts()
        at = next(number for number, line in enumerate(texts) if line[0].startswith(row))
        heads = (
            self.page.grid.cells.headerData(column, Qt.Orientation.Horizontal) for column in range(len(texts[0]) - 1)
        )
        return dict(zip((str(head).replace("\n", "") for head in heads), texts[at + place][1:], strict=True))

    def walks_to(self, row: str, column: str) -> None:
        """With the arrow keys, from the first cell."""
        grid = self.page.grid
        lines = [line[0] for line in grid.texts()]
        down = next(number for number, name in enumerate(lines) if name.startswith(row))
        across = list(self.line(row)).index(column)
        grid.setCurrentIndex(grid.cells.index(0, 0))
        for key, times in ((Qt.Key.Key_Down, down), (Qt.Key.Key_Right, across)):
            for _ in range(times):
                self._bot.keyClick(grid, key)

    def enters(self) -> None:
        self._bot.keyClick(self.page.grid, Qt.Key.Key_Return)
        self.desk.settle()

    @property
    def dialog(self) -> RecordsDialog:
        return next(found for found in self.page.findChildren(RecordsDialog) if found.isVisible())

    def behind(self) -> int:
        """How many records the open tab lists."""
        model = self.dialog.tabs.currentWidget().model()  # type: ignore[attr-defined]  # a RecordTable
        self._bot.waitUntil(lambda: not model.is_loading)
        return int(model.rowCount())


@pytest.fixture
def tables(desk: ClerksDesk, resources: Resources, qtbot: QtBot) -> TablesDesk:
    """Both ledgers of published cases are in."""
    importing = desk.services.importing
    importing.commit(CLERK, importing.plan("suggestions", resources.samples / "检察建议台账-公开案例.xlsx"))
    importing.commit(CLERK, importing.plan("matters", resources.samples / "监督事项台账-公开案例.xlsx"))
    desk.settle()
    return TablesDesk(desk, qtbot)


def test_a_row_has_the_period_the_year_before_and_the_year_so_far(tables: TablesDesk) -> None:
    tables.chooses(QUARTER, 2022, 1)
    assert "2022年第二季度 · 截止 2022-06-30 · 同期 2021年第二季度" in tables.page.state.text()
    now, cumulative = tables.line("公益诉讼"), tables.line("公益诉讼", 2)
    assert (now["制发"], cumulative["制发"]) == ("0", "3")
    assert (now["到期应回复"], now["到期回复率"]) == ("3", "3/3")
    assert now["其中按期"] == "0*"
    assert tables.line("公益诉讼", 1)["到期回复率"] == "—"
    tables.chooses(YEAR, 2019)
    assert (tables.line("合计")["制发"], tables.line("合计", 2)["制发"]) == ("3", "3")
    tables.chooses(HALF_YEAR, 2019, 1)
    assert tables.line("社会治理")["制发"] == "1"


def test_keys_walk_the_cells_and_enter_lists_the_records_and_opens_one(tables: TablesDesk, qtbot: QtBot) -> None:
    tables.chooses(QUARTER, 2022, 1)
    tables.walks_to("公益诉讼", "到期应回复")
    told = tables.page.meaning.definition.text()
    assert told.startswith("公益诉讼 · 本期 · 到期应回复：3件。")
    assert "队列口径" in told
    assert "已核" in told
    tables.enters()
    assert tables.behind() == 3
    qtbot.keyClick(tables.dialog.tabs.currentWidget(), Qt.Key.Key_Return)
    tables.desk.settle()
    assert tables.desk.record is not None
    tables.desk.window.activateWindow()
    qtbot.waitUntil(tables.desk.window.isActiveWindow)
    tables.desk.press(Qt.Key.Key_Escape)
    assert tables.desk.window.page is tables.page
    assert tables.behind() == 3


def test_a_rate_leads_to_both_its_counts_and_a_nought_to_nothing(tables: TablesDesk) -> None:
    tables.chooses(QUARTER, 2022, 1)
    tables.walks_to("公益诉讼", "采纳率（÷记载采纳情况）")
    tables.enters()
    assert [tables.dialog.tabs.tabText(place) for place in (0, 1)] == ["记载采纳情况(3)", "采纳(3)"]
    tables.dialog.close()
    tables.walks_to("再审", "制发")
    tables.enters()
    assert not any(found.isVisible() for found in tables.page.findChildren(RecordsDialog))


def test_matters_are_counted_in_their_rows(tables: TablesDesk) -> None:
    tables.chooses(YEAR, 2019)
    tables.chooses_table("监督事项统计表")
    line = tables.line("立案监督（不应立而立）")
    assert (line["新收"], line["提出"], line["其中书面"], line["已纠正（采纳）"]) == ("1", "1", "1", "1")
    assert line["新收人数"] == "—"
    tables.walks_to("立案监督（不应立而立）", "提出")
    tables.enters()
    assert tables.behind() == 1


def test_a_range_of_any_months_and_a_day_of_knowledge_are_taken_and_nonsense_is_said(tables: TablesDesk) -> None:
    tables.page.chooser.choose(Months("2021-10", "2022-02"))
    tables.settles()
    assert "2021年10月至2022年2月" in tables.page.state.text()
    assert tables.line("合计")["制发"] == "4"
    tables.page.chooser.as_of_field.text.setText("2022-1-31")
    tables.settles()
    assert "截止 2022-01-31（本期未完，数字还会变）" in tables.page.state.text()
    assert tables.line("合计")["制发"] == "1"
    tables.page.chooser.as_of_field.text.setText("2021-9-1")
    tables.settles()
    assert "还没有开始" in tables.page.work.problem.text()


@pytest.mark.exhaustive
def test_all_tables_are_written_into_a_folder(tables: TablesDesk, tmp_path: Path) -> None:
    tables.chooses(YEAR, 2019)
    tables.page.export_to(tmp_path / "报表")
    tables.page.refresh()  # as a change of the records would do just then: it must not discard the export
    tables.desk.settle()
    assert {path.suffix for path in (tmp_path / "报表").iterdir()} == {".pdf", ".xlsx"}
    assert "已生成" in tables.desk.says()


def test_everything_on_the_page_has_a_name(tables: TablesDesk) -> None:
    for kind in (QUARTER, YEAR, "任意月份"):
        tables.page.chooser.kind.setCurrentText(kind)
        tables.settles()
        assert nameless(tables.desk.window) == []

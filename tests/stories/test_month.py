"""The month on its page: figures lead to their records, charts to theirs, papers to a folder."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.foundation.resources import Resources
from app.views.monthly_statistics.page import MonthPage
from app.views.monthly_statistics.records_dialog import RecordsDialog
from app.views.suggestions.tracking import write_tracking
from tests.stories.conftest import CLERK, ClerksDesk


class MonthDesk:
    """The page of figures as 张某 reads it, on the ledger of published cases."""

    def __init__(self, desk: ClerksDesk, qtbot: QtBot) -> None:
        self.desk, self._bot = desk, qtbot
        desk.go_to("统计报表")
        page = desk.window.page
        assert isinstance(page, MonthPage)
        self.page = page

    def choose(self, month: str) -> None:
        self.page.month.show_month(month)
        self.desk.settle()

    def row(self, subject: str, name: str) -> int:
        texts = self.page.tables.figures.texts()
        return next(place for place, row in enumerate(texts) if row[:2] == (subject, name))

    def figure(self, name: str, subject: str = "检察建议") -> tuple[str, ...]:
        return self.page.tables.figures.texts()[self.row(subject, name)][2:]

    def ask(self, name: str, column: int, subject: str = "检察建议") -> None:
        """Enter on a number."""
        table = self.page.tables.figures
        table.setCurrentIndex(table.rows.index(self.row(subject, name), column))
        self._bot.keyClick(table, Qt.Key.Key_Return)

    @property
    def dialog(self) -> RecordsDialog:
        return next(found for found in self.page.findChildren(RecordsDialog) if found.isVisible())

    def behind(self) -> list[str]:
        """The addressees on the tab that is open."""
        table = self.dialog.tabs.currentWidget()
        model = table.model()  # type: ignore[attr-defined]  # a RecordTable
        self._bot.waitUntil(lambda: not model.is_loading)
        place = next(at for at, column in enumerate(model.columns) if column.key == "addressee")
        return [str(model.index(row, place).data()) for row in range(model.rowCount())]


@pytest.fixture
def month(desk: ClerksDesk, resources: Resources, qtbot: QtBot) -> MonthDesk:
    """The ledger of published cases is in."""
    importing = desk.services.importing
    importing.commit(CLERK, importing.plan("suggestions", resources.samples / "检察建议台账-公开案例.xlsx"))
    desk.settle()
    return MonthDesk(desk, qtbot)


def test_the_figures_of_a_month_stand_with_numerator_denominator_and_what_is_apart(month: MonthDesk) -> None:
    month.choose("2019-11")
    assert month.figure("按期率") == ("1/2", "1", "2", "")
    month.choose("2022-04")
    assert month.figure("到期应回复")[0] == "3"
    assert month.figure("按期率")[0] == "—"
    assert "无法判断3" in month.figure("按期率")[3]


def test_enter_on_a_number_lists_the_records_it_was_counted_from(month: MonthDesk) -> None:
    month.choose("2019-11")
    month.ask("按期率", 4)
    assert sorted(month.behind()) == ["某市人民政府", "某市财政局"]
    month.dialog.tabs.setCurrentIndex(0)
    assert month.behind() == ["某市财政局"]


def test_a_record_opens_from_behind_its_number(month: MonthDesk, qtbot: QtBot) -> None:
    month.choose("2022-04")
    month.ask("按期率", 5)
    assert len(month.behind()) == 3
    qtbot.keyClick(month.dialog.tabs.currentWidget(), Qt.Key.Key_Return)
    month.desk.settle()
    assert month.desk.record is not None
    assert month.desk.window.navigation.currentItem().text() == "检察建议"


def test_the_total_of_a_breakdown_leads_to_all_its_records(month: MonthDesk) -> None:
    month.choose("2022-02")
    titles = [month.page.tables.choice.itemText(place) for place in range(month.page.tables.choice.count())]
    month.page.tables.choice.setCurrentIndex(titles.index("检察建议办理（按被建议单位）"))
    table = month.page.tables.tables[-1]
    assert table.texts()[-1][:2] == ("合计", "3")
    table.chosen.emit(len(table.texts()) - 1, 1)
    assert len(month.behind()) == 3


def test_a_bar_leads_to_the_letters_of_its_month_and_of_its_time(month: MonthDesk) -> None:
    month.choose("2022-04")
    flow = month.page.flow.getPlotItem()
    assert "制发 4（左） · 回复 3（右）" in flow.titleLabel.text
    month.page.flow.chosen.emit(1, 11)
    assert len(month.behind()) == 3
    month.dialog.close()
    month.choose("2019-11")
    month.page.time.chosen.emit(0, 4)
    assert month.behind() == ["某市人民政府"]


def test_months_are_stepped_by_keys_over_the_turn_of_the_year(month: MonthDesk, qtbot: QtBot) -> None:
    month.choose("2022-01")
    qtbot.keyClick(month.page.month.edit, Qt.Key.Key_Down)
    assert month.page.month.month == "2021-12"
    month.choose("2026-11")
    qtbot.keyClick(month.page.month.edit, Qt.Key.Key_Up)
    assert month.page.month.month == "2026-11"
    month.desk.settle()


def test_the_page_counts_again_when_records_have_changed(month: MonthDesk) -> None:
    assert month.figure("制发")[0] == "0"
    month.desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-11-02")
    assert month.figure("制发")[0] == "1"


def test_the_month_is_exported_as_workbook_and_pdf(month: MonthDesk, tmp_path: Path) -> None:
    month.choose("2019-11")
    month.page.export_to(tmp_path / "报表")
    month.page.refresh()  # as a change of the records would do just then: it must not discard the export
    month.desk.settle()
    assert sorted(path.name for path in (tmp_path / "报表").iterdir()) == [
        "月度统计-2019-11.pdf",
        "月度统计-2019-11.xlsx",
    ]
    assert "已生成" in month.desk.says()


def test_the_tracking_sheet_holds_the_letters_as_they_are_filtered(month: MonthDesk, tmp_path: Path) -> None:
    desk = month.desk
    desk.go_to("检察建议")
    desk.pick("addressee", "税务部门")
    query = desk.listing.model.query
    assert query is not None
    write_tracking(desk.window.workplace, query, desk.window.page.work, tmp_path / "跟踪.pdf")  # type: ignore[attr-defined]  # a SuggestionsPage
    desk.settle()
    assert "共 2 份" in desk.says()

"""The result table of a supervision model comes in through the window: mapped once, nothing of it lost."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.views.importing.columns_table import KEPT_AS_IS, LEFT_OUT
from app.views.importing.page import ImportPage
from tests.stories.clue_desk import ClueDesk
from tests.stories.conftest import CLERK, ClerksDesk, type_chinese

HEAD = "企业名称,异常说明,筛查日期,相似度,比对批次"
ROWS = ("青山县砂石公司,许可过期仍采砂,2026-11-3,0.93,3", "青山县石料公司,超量开采,2026-11-4,0.88,3")


class TableDesk:
    """The import page, ready for clues."""

    def __init__(self, desk: ClerksDesk, folder: Path) -> None:
        self.desk, self._folder = desk, folder
        desk.go_to("线索")
        next(action for action in desk.listing.actions() if action.text() == "导入…").trigger()
        page = desk.window.page
        assert isinstance(page, ImportPage)
        self.page = page

    def check(self, *rows: str, head: str = HEAD) -> None:
        path = self._folder / "采砂模型.csv"
        path.write_text("\n".join((head, *rows)), encoding="utf-8")
        type_chinese(self.page.file.text, str(path))
        self.desk.click("检查")

    def choose(self, head: str, field: str) -> None:
        box = self.page.view.columns.box(head)
        box.setCurrentIndex(box.findText(field))
        box.activated.emit(box.currentIndex())
        self.desk.settle()

    def commit(self) -> None:
        self.page.view.commit.click()
        self.desk.settle()


# The offscreen plugin's own notes on the list of sources that opens below the field.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def tables(desk: ClerksDesk, tmp_path: Path) -> TableDesk:
    """The import page of an empty store."""
    return TableDesk(desk, tmp_path)


def test_the_list_of_clues_leads_to_the_import_of_clues(tables: TableDesk) -> None:
    assert tables.page.kind.currentText() == "线索台账、模型结果表"
    assert tables.page.source.isVisible()
    tables.page.choose_kind("matters")
    assert not tables.page.source.isVisible()


def test_a_result_table_comes_in_with_all_its_columns(tables: TableDesk, qtbot: QtBot) -> None:
    tables.check(*ROWS)
    assert tables.page.view.columns.box("相似度").currentText() == KEPT_AS_IS
    assert tables.page.view.rows.texts()[0][-1] == "相似度：0.93；比对批次：3"
    tables.commit()
    assert "已导入 2 条线索" in tables.desk.says()
    tables.desk.go_to("线索")
    assert set(tables.desk.listed("来源")) == {"监督模型"}
    clues = ClueDesk(tables.desk, qtbot)
    clues.page.open_record(clues.ids()[0])
    assert tables.desk.record is not None
    shown = tables.desk.texts(tables.desk.record)
    assert "结果表其他列" in shown
    assert "0.88" in shown


def test_the_source_is_asked_once_for_the_whole_table(tables: TableDesk) -> None:
    type_chinese(tables.page.source.box, "行刑衔接")
    tables.check(*ROWS)
    tables.commit()
    tables.desk.go_to("线索")
    assert set(tables.desk.listed("来源")) == {"行刑衔接"}


def test_a_column_is_left_out_or_kept_by_choice_and_that_is_remembered(tables: TableDesk) -> None:
    tables.check(*ROWS)
    tables.choose("比对批次", LEFT_OUT)
    assert tables.page.view.rows.texts()[0][-1] == "相似度：0.93"
    tables.choose("比对批次", KEPT_AS_IS)
    assert tables.page.view.rows.texts()[0][-1] == "相似度：0.93；比对批次：3"
    tables.choose("异常说明", KEPT_AS_IS)
    tables.choose("比对批次", LEFT_OUT)
    plan = tables.page._plan
    assert plan is not None
    tables.desk.services.importing.remember(CLERK, "采砂模型", plan)
    tables.check(*ROWS)
    assert tables.page.view.columns.box("异常说明").currentText() == KEPT_AS_IS
    assert tables.page.view.columns.box("比对批次").currentText() == LEFT_OUT
    assert tables.page.view.rows.texts()[0][-1] == "异常说明：许可过期仍采砂；相似度：0.93"


def test_a_row_that_does_not_belong_here_comes_back_without_its_words(tables: TableDesk) -> None:
    tables.check(*ROWS, "青山县公安局,民警王某涉嫌刑讯逼供,2026-11-5,0.9,3")
    (error,) = tables.page.view.errors.texts()
    assert "不收入本台账" in error[-1]
    assert "王某" not in error[-1]
    tables.commit()
    tables.desk.go_to("线索")
    assert len(tables.desk.listed("登记号")) == 2

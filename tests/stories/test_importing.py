"""A ledger comes in: looked at first, corrected, brought in, handed back where faulty, taken back whole."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.views.importing.page import ImportPage
from tests.stories.conftest import ClerksDesk, type_chinese

HEAD = "类型,文号,被建议单位,发出日期,送达日期,存在的毛病"
GOOD = "社会治理,青检建〔2026〕1号,青山县水利局,2026-3-2,2026.3.3,河道淤塞"
FAULTY = "社会治理,青检建〔2026〕2号,青山县教育局,某年某月,,校车超员"


class ImportDesk:
    """The import page as 张某 uses it."""

    def __init__(self, desk: ClerksDesk, folder: Path) -> None:
        self.desk, self.folder = desk, folder
        desk.go_to("导入台账")
        page = desk.window.page
        assert isinstance(page, ImportPage)
        self.page = page

    def ledger(self, *rows: str) -> Path:
        path = self.folder / "台账.csv"
        path.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
        return path

    def check(self, path: Path, kind: str = "suggestions") -> None:
        self.page.choose_kind(kind)
        type_chinese(self.page.file.text, str(path))
        self.desk.click("检查")

    def commit(self) -> None:
        self.page.view.commit.click()
        self.desk.settle()

    def letters(self) -> int:
        listing = self.desk.services.suggestions.listing
        return len(listing.ids(ListQuery(self.desk.services.clock.today())))


def answer(title: str) -> None:
    """Press a button of the question that is about to be asked."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.text() == title).click()

    QTimer.singleShot(0, press)


@pytest.fixture
def importing(desk: ClerksDesk, tmp_path: Path) -> ImportDesk:
    """The import page of an empty store."""
    return ImportDesk(desk, tmp_path)


@pytest.fixture
def published(resources: Resources) -> Path:
    """The ledger compiled from published cases."""
    return resources.samples / "检察建议台账-公开案例.xlsx"


def test_a_ledger_is_looked_at_before_anything_is_written(importing: ImportDesk, published: Path) -> None:
    importing.check(published)
    view = importing.page.view
    assert "读取 13 行：可导入 12 条，重复 1 条，有错误 0 行" in view.counts.text()
    assert view.commit.text() == "导入 12 份"
    assert len(view.rows.texts()) == 12
    assert any("合计" in reason for *_, reason in view.skipped.texts())
    assert view.duplicates.texts()[0][2].startswith("本表第")
    assert importing.letters() == 0


def test_what_was_looked_at_is_what_comes_in(importing: ImportDesk, published: Path) -> None:
    importing.check(published)
    importing.commit()
    assert importing.letters() == 12
    assert "已导入 12 份检察建议" in importing.desk.says()
    importing.check(published)
    assert "可导入 0 条，重复 13 条" in importing.page.view.counts.text()
    assert not importing.page.view.commit.isEnabled()


def test_matters_come_in_by_the_same_way(importing: ImportDesk, resources: Resources) -> None:
    importing.check(resources.samples / "监督事项台账-公开案例.xlsx", "matters")
    importing.commit()
    importing.desk.go_to("监督事项")
    assert len(importing.desk.listed("登记号")) == 6


def test_a_batch_is_taken_back_whole_after_it_has_been_asked_about(importing: ImportDesk) -> None:
    importing.check(importing.ledger(GOOD))
    importing.commit()
    answer("保留")
    importing.desk.click("整批撤销")
    assert importing.letters() == 1
    answer("整批撤销")
    importing.desk.click("整批撤销")
    assert importing.letters() == 0
    assert "撤销" in importing.page.batches.table.texts()[0][-1]


def test_a_column_nobody_knows_is_given_its_meaning_by_choice(importing: ImportDesk) -> None:
    importing.check(importing.ledger(GOOD))
    box = importing.page.view.columns.box("存在的毛病")
    assert box.currentText() == "不导入"
    box.setCurrentIndex(box.findText("主要问题"))
    box.activated.emit(box.currentIndex())
    importing.desk.settle()
    assert importing.page.view.rows.texts()[0][-1] == "河道淤塞"
    importing.commit()
    importing.desk.go_to("检察建议")
    assert importing.desk.listed("主要问题") == ["河道淤塞"]


def test_a_field_goes_to_the_column_chosen_last(importing: ImportDesk) -> None:
    importing.check(importing.ledger(GOOD))
    box = importing.page.view.columns.box("存在的毛病")
    box.setCurrentIndex(box.findText("文号"))
    box.activated.emit(box.currentIndex())
    importing.desk.settle()
    assert importing.page.view.rows.texts()[0][2] == "河道淤塞"
    assert importing.page.view.columns.box("文号").currentText() == "不导入"


def test_a_header_nobody_knows_is_given_its_meaning_column_by_column(importing: ImportDesk, tmp_path: Path) -> None:
    path = tmp_path / "自制台账.csv"
    path.write_text("发给谁,哪天发的,说了什么\n青山县水利局,2026-3-2,河道淤塞", encoding="utf-8")
    importing.check(path)
    view = importing.page.view
    assert "没有认出表头" in importing.page.work.problem.text()
    assert not view.commit.isEnabled()
    for head, field in (("发给谁", "被建议单位（必填）"), ("哪天发的", "发出日期（必填）"), ("说了什么", "主要问题")):
        box = view.columns.box(head)
        box.setCurrentIndex(box.findText(field))
        box.activated.emit(box.currentIndex())
        importing.desk.settle()
    assert view.commit.text() == "导入 1 份"
    importing.commit()
    assert importing.letters() == 1


def test_faulty_rows_are_named_and_handed_back_with_their_reasons(importing: ImportDesk, tmp_path: Path) -> None:
    importing.check(importing.ledger(GOOD, FAULTY))
    view = importing.page.view
    assert view.errors.texts()[0][1:3] == ("3", "发出日期")
    importing.page.write_errors_to(tmp_path / "退回.xlsx")
    importing.desk.settle()
    assert (tmp_path / "退回.xlsx").stat().st_size > 0
    assert "改正后可再次导入" in importing.desk.says()
    importing.commit()
    assert importing.letters() == 1


def test_a_file_that_is_no_ledger_gets_one_sentence(importing: ImportDesk, tmp_path: Path) -> None:
    path = tmp_path / "照片.xlsx"
    path.write_bytes(b"no workbook")
    importing.check(path)
    assert importing.page.work.problem.text().endswith("。")
    assert importing.page.stack.currentWidget() is importing.page.batches


def test_a_list_leads_to_the_import_of_its_own_kind(desk: ClerksDesk) -> None:
    for title, kind in (("监督事项", "监督事项台账"), ("检察建议", "检察建议台账")):
        desk.go_to(title)
        next(action for action in desk.listing.actions() if action.text() == "导入…").trigger()
        page = desk.window.page
        assert isinstance(page, ImportPage)
        assert page.kind.currentText() == kind


def test_esc_leaves_the_plan_without_a_trace(importing: ImportDesk) -> None:
    importing.check(importing.ledger(GOOD))
    importing.desk.press(Qt.Key.Key_Escape)
    assert importing.page.stack.currentWidget() is importing.page.batches
    assert importing.letters() == 0

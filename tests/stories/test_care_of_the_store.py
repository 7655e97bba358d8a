"""系统管理: back up, restore beside, check, prove; people and departments; how letters look."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from app.models.terms import RecordType
from app.services.documents.facts import DocumentStyle
from app.services.papers.rows import RecordKey
from app.views.backups.page import SystemPage
from app.views.backups.register_view import DepartmentDialog, PersonDialog
from tests.stories.conftest import ClerksDesk


@pytest.fixture
def system(desk: ClerksDesk) -> SystemPage:
    """The page, with one letter in the store."""
    desk.has_letter("青山县水利局")
    desk.go_to("系统管理")
    page = desk.window.page
    assert isinstance(page, SystemPage)
    return page


def test_a_backup_comes_back_as_a_new_store_that_says_what_it_holds(
    desk: ClerksDesk, system: SystemPage, tmp_path: Path
) -> None:
    system.care.back_up_to(tmp_path / "备份")
    desk.settle()
    assert "并已核对" in system.care.outcome.text()
    (backup,) = (tmp_path / "备份").iterdir()
    system.care.restore_to(backup, tmp_path / "新台账.jdt")
    desk.settle()
    assert "检察建议 1 份" in system.care.outcome.text()
    assert "现在打开的台账没有改动" in system.care.outcome.text()
    system.care.restore_to(backup, tmp_path / "新台账.jdt")
    desk.settle()
    assert "不会覆盖" in system.care.work.problem.text()


def test_what_was_cancelled_does_not_stand_beside_what_came_of_the_work_before(
    desk: ClerksDesk, system: SystemPage, tmp_path: Path
) -> None:
    system.care.back_up_to(tmp_path / "备份")
    desk.settle()
    system.care.back_up_to(tmp_path / "又一次")
    system.care.work.cancel()
    desk.settle()
    assert "已取消" in system.care.work.problem.text()
    assert "已备份" not in system.care.outcome.text() + desk.says()


def test_a_sound_store_is_told_area_by_area(desk: ClerksDesk, system: SystemPage) -> None:
    desk.click("检查")
    assert "没有发现问题" in system.care.outcome.text()
    assert {row[1] for row in system.care.table.texts()} == {"没有问题"}


def test_the_audit_chain_is_proved_with_its_head(desk: ClerksDesk, system: SystemPage) -> None:
    desk.click("核验审计链")
    assert "审计链完整" in system.care.outcome.text()
    assert len(system.care.table.texts()[0][2]) == 64


def test_departments_and_people_are_registered_and_offered_as_handlers(desk: ClerksDesk, system: SystemPage) -> None:
    system.tabs.setCurrentWidget(system.register)
    for title, kind, fields in (
        ("登记部门", DepartmentDialog, {"name": "第一检察部"}),
        ("登记人员", PersonDialog, {"name": "李某", "department": "第一检察部"}),
    ):
        desk.click(title, system.register)
        assert isinstance(desk.dialog, kind)
        desk.fill(**fields)
        desk.confirm()
    assert system.register.people.texts() == [("李某", "", "第一检察部", "")]
    assert [person.name for person in desk.services.offices.people()] == ["李某"]


def test_a_department_without_a_name_is_asked_for_beside_its_field(desk: ClerksDesk, system: SystemPage) -> None:
    system.tabs.setCurrentWidget(system.register)
    desk.click("登记部门", system.register)
    desk.confirm()
    assert desk.problems() == ["请填写部门名称。"]
    dialog: QDialog = desk.dialog
    dialog.reject()


def test_the_style_of_letters_is_chosen_for_the_whole_office(desk: ClerksDesk, system: SystemPage) -> None:
    letter = desk.has_letter("青山县教育局")
    choice = system.settings.style_choice
    assert choice.currentText() == "检察法律文书式"
    choice.setCurrentIndex(choice.findText("公文式"))
    choice.activated.emit(choice.currentIndex())
    assert "公文式" in desk.says()
    actor = desk.window.workplace.actor
    papers, key = desk.services.papers, RecordKey(RecordType.SUGGESTION, letter)
    assert papers.facts(actor, papers.template("suggestion-letter", key), key).style is DocumentStyle.OFFICIAL

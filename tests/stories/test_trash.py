"""A clerk removes what was begun by mistake, and fetches it back."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.models.terms import RecordType
from app.views.backups.page import SystemPage
from app.views.trash.dialogs import DeleteDialog, RemoveDialog
from tests.stories.conftest import CLERK, ClerksDesk


def test_a_record_removed_from_its_page_leaves_the_list_and_comes_back_by_undo_and_redo(desk: ClerksDesk) -> None:
    letter = desk.has_letter("青山县水利局")
    desk.window.workplace.open_record(RecordType.SUGGESTION, letter)
    desk.settle()
    record = desk.record
    assert record is not None
    RemoveDialog(desk.window.workplace, (RecordType.SUGGESTION, letter), record).open()
    desk.confirm()
    assert desk.problems() == ["请写明移入回收站的理由。"]
    desk.fill(reason="重复起草")
    desk.confirm()
    assert desk.says() == "已移入回收站"
    assert desk.record is None  # there is nothing left to show
    assert desk.listed() == []
    desk.window.said.undo.click()
    desk.settle()
    assert desk.listed() == ["青山县水利局"]
    assert desk.window.said.redo.isVisible()
    assert "移入回收站" in desk.window.said.redo.toolTip()
    desk.window.said.redo.click()
    desk.settle()
    assert desk.says() == "已重做"
    assert desk.listed() == []


def with_a_letter_removed(desk: ClerksDesk) -> tuple[int, SystemPage]:
    """A letter in the trash, and the page that shows it."""
    letter = desk.has_letter("青山县水利局")
    desk.services.trash.remove(CLERK, RecordType.SUGGESTION, letter, "重复起草")
    desk.go_to("系统管理")
    page = desk.window.page
    assert isinstance(page, SystemPage)
    page.tabs.setCurrentWidget(page.trash)
    return letter, page


def test_what_lies_in_the_trash_is_listed_and_fetched_back(desk: ClerksDesk, qtbot: QtBot) -> None:
    letter, page = with_a_letter_removed(desk)
    model = page.trash.table.model()
    shown = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert shown == [
        "检察建议", "JY2026-00001", "青山县水利局 社会治理", CLERK.name,
        "2026-11-22 09:00", "2027-05-21", "可以取回", "重复起草",
    ]  # fmt: skip
    page.trash.table.setCurrentIndex(model.index(0, 0))
    fetch = page.findChild(QPushButton, "trash_fetch")
    assert fetch is not None
    fetch.click()
    assert desk.says() == "已取回 JY2026-00001"
    assert model.rowCount() == 0
    assert desk.services.suggestions.card(letter).draft.addressee == "青山县水利局"


def test_giving_up_before_its_time_is_refused_before_a_reason_is_asked_for(desk: ClerksDesk) -> None:
    _letter, page = with_a_letter_removed(desk)
    page.trash.table.setCurrentIndex(page.trash.table.model().index(0, 0))
    page.trash.delete_for_good()
    assert page.trash.findChild(DeleteDialog) is None
    assert page.trash.problem.text() == "JY2026-00001 要保留到 2027-05-21，到期以后才能彻底删除，需要时可以取回。"

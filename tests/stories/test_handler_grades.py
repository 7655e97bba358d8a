"""承办人评查等次: offered beside the table of grades only, and empty for whoever may not see the people."""

from pytestqt.qtbot import QtBot

from app.views.statistics_tables.handler_grades import HandlerGradesDialog
from app.views.statistics_tables.page import TablesPage
from tests.stories.conftest import ClerksDesk


def test_handlers_by_grade_are_offered_beside_the_grades_and_show_only_what_one_may_see(
    desk: ClerksDesk, qtbot: QtBot
) -> None:
    page = desk.window.go_to("statistics_tables")
    assert isinstance(page, TablesPage)
    desk.settle()
    assert page.handlers.isHidden()
    page.choice.setCurrentText("评查统计表")
    desk.settle()
    assert not page.handlers.isHidden()
    page.handlers.click()
    page.refresh()  # as a change of the records would do just then
    desk.wait_until(lambda: page.findChild(HandlerGradesDialog) is not None)
    dialog = page.findChild(HandlerGradesDialog)
    assert dialog is not None
    try:
        assert dialog.said.text() == "本期没有您有权查看其承办人的评查案件。"
        assert dialog.grid.texts() == []
    finally:
        dialog.close()

"""系统管理 · 审计记录: who did what, found by person, words and record, with the fields that changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.views.backups.audit_view import AuditView
from app.views.backups.page import SystemPage
from tests.stories.conftest import ClerksDesk, type_chinese


@pytest.fixture
def view(desk: ClerksDesk) -> AuditView:
    """The tab, over a letter and a matter."""
    desk.has_letter("青山县水利局", "青检建〔2026〕1号", issued="2026-10-12")
    desk.has_matter("青山县公安局")
    desk.go_to("系统管理")
    page = desk.window.page
    assert isinstance(page, SystemPage)
    page.tabs.setCurrentWidget(page.audit)
    desk.settle()
    return page.audit


def test_acts_are_listed_newest_first_with_what_they_changed(desk: ClerksDesk, view: AuditView) -> None:
    assert view.acts.texts()[0][2] == "张某"
    assert "SX2026-00001" in view.acts.texts()[0][4]
    assert ("监督对象", "", "青山县公安局") in view.fields.texts()


def test_a_record_and_words_narrow_the_list_by_the_keyboard(desk: ClerksDesk, view: AuditView) -> None:
    QTest.keyClicks(view.record, "JY2026-00001")
    QTest.keyClick(view.record, Qt.Key.Key_Return)
    desk.settle()
    assert {row[4] for row in view.acts.texts()} == {"JY2026-00001"}
    type_chinese(view.what, "制发")
    QTest.keyClick(view.what, Qt.Key.Key_Return)
    desk.settle()
    assert len(view.acts.texts()) == 1
    assert ("文号", "", "青检建〔2026〕1号") in view.fields.texts()


def test_a_number_nobody_gave_is_said_beside_the_fields(desk: ClerksDesk, view: AuditView) -> None:
    view.record.setText("JY2026-09999")
    QTest.keyClick(view.record, Qt.Key.Key_Return)
    desk.settle()
    assert "没有登记号为“JY2026-09999”的记录" in view.work.problem.text()

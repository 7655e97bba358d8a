"""Somebody who may look at everything and do nothing: no key, menu line or Enter opens a form on any page."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QThreadPool, QTimer
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QTabWidget, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.bootstrap import OpenDesk, Shop
from app.models.actor import Actor
from app.models.terms import RecordType
from app.models.trust_terms import Role
from app.services.access.rows import SwitchOn
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.matters.rows import MatterDraft
from app.views.main_window import MainWindow
from app.views.navigation import PAGES, Entry
from app.views.opening import Doors, Opening
from app.views.shared.form_dialog import FormDialog
from app.views.shared.plain_table import PlainTable
from tests.conftest import CHINA
from tests.stories.accounts.people import OFFICERS, new, sign_in

Found = TypeVar("Found")
ACTS = ("登记", "修改", "正文", "办结", "制发", "案卡", "线索", "审视", "审批", "阶段", "调查")
MATTERS = 60
EVERYBODYS = {
    "设置等次规定施行日",
    "设置意见处理提醒",
}  # settings:edit, which permissions.toml leaves to all who work on cases


class Walker:
    """Presses everything there is and keeps the forms that come up."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.forms: list[str] = []
        self._pressed: set[int] = set()
        self._kept: list[object] = []  # so that no id is used twice

    def walk(self, part: QWidget, where: str) -> None:
        """A part of the window and every tab in it."""
        self._press_all(part, where)
        tabs: list[QTabWidget] = [each for each in part.findChildren(QTabWidget) if self._is_new(each)]
        for each in tabs:
            for place in range(each.count() if isValid(each) else 0):
                if each.isTabVisible(place):
                    each.setCurrentIndex(place)
                    self._settle()
                    self.walk(each.widget(place), f"{where} · {each.tabText(place)}")

    def _press_all(self, part: QWidget, where: str) -> None:
        for keys in self._new(part.findChildren(QShortcut)):
            if keys.isEnabled() and keys.parent().isVisible() and not keys.key().toString().startswith(("Alt", "Esc")):
                self._do(keys.activated.emit, f"{where} · {keys.key().toString()}")
        for action in self._new(part.findChildren(QAction)):
            if action.isEnabled() and action.isVisible() and action.text().endswith(("…", *ACTS)):
                self._do(action.trigger, f"{where} · {action.text()}")
        for table in self._new(part.findChildren(PlainTable)):
            if table.rows.rowCount():
                self._do(lambda table=table: table.chosen.emit(0, 0), f"{where} · Enter in {table.objectName()}")

    def _do(self, press: Callable[[], object], where: str) -> None:
        here = self.window.workplace.here
        watch = QTimer()
        watch.timeout.connect(lambda: self._sweep(where))  # also what waits in a loop of its own
        watch.start(20)
        press()
        self._settle()
        watch.stop()
        self._sweep(where)
        if self.window.workplace.here != here:
            self.window.go_to(here)

    def _sweep(self, where: str) -> None:
        for each in QApplication.topLevelWidgets():
            if isinstance(each, FormDialog) and each.confirm.isVisible() and each.windowTitle() not in EVERYBODYS:
                self.forms.append(f"{where}: {each.windowTitle()}")
            if isinstance(each, QDialog) and each.isVisible():
                each.reject()
            elif isinstance(each, QMenu) and each.isVisible():
                each.close()

    def _settle(self) -> None:
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()

    def _is_new(self, each: object) -> bool:
        if id(each) in self._pressed:
            return False
        self._pressed.add(id(each))
        self._kept.append(each)
        return True

    def _new(self, found: list[Found]) -> Iterator[Found]:
        return (each for each in found if isValid(each) and self._is_new(each))


@pytest.fixture(scope="module")
def full_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with records of every kind."""
    path = tmp_path_factory.mktemp("full") / "演示.jdt"
    morning = FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA))
    Shop(morning, Resources.shipped()).demonstrate(path, MATTERS, 1, None)
    return path


@pytest.fixture
def onlooker(opening: Opening, doors: Doors, window: MainWindow, full_store: Path, qtbot: QtBot) -> MainWindow:
    """The window on that store, where somebody of 检务督察 has signed in."""
    opening.path.write_bytes(full_store.read_bytes())
    desk = doors.open_desk(opening.path)
    assert isinstance(desk, OpenDesk)
    desk.matters.register(Actor("徐某"), MatterDraft(kind="行政违法行为监督", unit="青山县水利局"))  # the newest
    desk.access.switch_on(Actor("徐某"), SwitchOn(*map(new, OFFICERS), (new("督某", Role.INSPECTION),)))
    desk.close()
    sign_in(opening, window, qtbot, "督某")
    return window


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of menus on a screen that is none
@pytest.mark.parametrize("entry", PAGES, ids=lambda each: each.key)
def test_nothing_on_a_page_opens_a_form_for_somebody_who_may_not_fill_it_in(onlooker: MainWindow, entry: Entry) -> None:
    walker = Walker(onlooker)
    page = onlooker.go_to(entry.key)
    walker.walk(page, entry.title)
    if entry.records is not None:
        onlooker.workplace.open_record(entry.records, 1)
        walker.walk(page, f"{entry.title} 1")
    assert walker.forms == []


def test_a_letter_offers_no_button_of_its_service_items_or_files_to_somebody_who_may_only_look(
    onlooker: MainWindow,
) -> None:
    onlooker.workplace.open_record(RecordType.SUGGESTION, 1)
    names = (
        *(f"services_{act}" for act in ("dispatch", "receive", "attempt", "send_back", "refuse", "attach_receipt")),
        *(f"copies_{act}" for act in ("allot", "send_copy", "call_back", "add_copy", "amend_copy", "remove_copy")),
        *("paper_register", "items_edit", "attach", "attachment_remove", "expert_amend", "objection_approval"),
    )
    for name in names:
        button = onlooker.page.findChild(QPushButton, name)
        assert button is not None, name
        assert button.isHidden(), name


def test_an_unfinished_stage_leads_nobody_on_who_may_not_move_the_matter(onlooker: MainWindow) -> None:
    onlooker.workplace.open_record(RecordType.MATTER, MATTERS + 1)
    button = onlooker.page.findChild(QPushButton, "matter_next")
    assert button is not None
    assert button.text().startswith("转入“")
    assert button.isHidden()

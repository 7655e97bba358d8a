"""The next sign-in in a window that somebody else left: what it says, and where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import OpenDesk, Shop
from app.models.actor import Actor
from app.models.terms import SuggestionKind
from app.models.trust_terms import Role
from app.services.access.passwords import PasswordRules
from app.services.access.rows import NewAccount, SwitchOn
from app.services.foundation.resources import Resources
from app.views.access.password_dialog import PasswordDialog
from app.views.access.session import SessionKeeper
from app.views.access.sign_in_page import SignInPage
from app.views.main_window import MainWindow
from app.views.opening import Doors, Opening
from app.views.second_window import open_second_window
from app.views.shared.preferences import Preferences
from app.views.start import make_window
from app.views.suggestions.draft_dialog import DraftDialog
from tests.conftest import CHINA
from tests.stories.conftest import ClerksDesk, type_chinese

PASSWORD, NEXT = "Qingshan-2026", "Qingshan-2027"


@dataclass
class Calendar:
    """A clock that somebody else moves."""

    moment: datetime

    def today(self) -> date:
        return self.moment.date()

    def now(self) -> datetime:
        return self.moment


class Desktop:
    """One workstation: a window after the other on the same settings and the same store."""

    def __init__(self, doors: Doors, resources: Resources, preferences: Preferences, store: Path, bot: QtBot) -> None:
        self._doors, self._resources, self._preferences = doors, resources, preferences
        self._store, self._bot = store, bot
        self._openings: list[Opening] = []

    def begin(self) -> MainWindow:
        """The next window, which asks who is there."""
        window = make_window(QApplication.instance(), self._resources, self._preferences)
        self._bot.addWidget(window)
        window.show()
        before = self._openings[-1].following if self._openings else None
        opening = Opening(self._doors, window, self._store)
        self._openings.append(opening)
        if before is None:
            opening.open(self._store)
        else:
            opening.begin(before)
        return window

    def page(self, window: MainWindow) -> SignInPage:
        """Where one signs in."""
        self._bot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(SignInPage)))
        return next(each for each in window.findChildren(SignInPage) if each.isVisible())

    def let_in(self, window: MainWindow, name: str) -> SessionKeeper:
        """Type name and password."""
        page = self.page(window)
        type_chinese(page.name, name)
        page.password.setText(PASSWORD)
        with self._bot.waitSignal(self._openings[-1].opened):
            press(page, "sign_in")
        keeper = self._openings[-1].session
        assert keeper is not None
        return keeper

    @staticmethod
    def _shop_desk(window: MainWindow) -> OpenDesk:
        desk = window.workplace.desk
        assert isinstance(desk, OpenDesk)
        return desk

    def leave(self, window: MainWindow) -> None:
        """The store is let go of, as where the program shows the next window."""
        ClerksDesk(window, self._shop_desk(window), self._bot, self._store.parent).settle()
        window.close()
        window.workplace.desk.access.sign_out()
        window.workplace.desk.close()


def found(where: QWidget, name: str) -> QWidget:
    field = where.findChild(QWidget, name)
    assert field is not None, name
    return field


def press(where: QWidget, name: str) -> None:
    button = where.findChild(QPushButton, name)
    assert button is not None, name
    button.click()


@pytest.fixture(autouse=True)
def quick_hashing(monkeypatch: pytest.MonkeyPatch, resources: Resources) -> None:
    quick = replace(PasswordRules.read(resources.access), rounds=1, memory=8, lanes=1)
    monkeypatch.setattr(PasswordRules, "read", classmethod(lambda _cls, _folder: quick))


@pytest.fixture
def calendar() -> Calendar:
    return Calendar(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA))


@pytest.fixture
def desktop(
    calendar: Calendar,
    resources: Resources,
    preferences: Preferences,
    store_path: Path,
    empty_store: Path,
    qtbot: QtBot,
) -> Iterator[Desktop]:
    """Three officers, 方某 and 院某; 张某 worked here before there were accounts, last on the list of letters."""
    store_path.write_bytes(empty_store.read_bytes())
    shop = Shop(calendar, resources)
    desk = shop.open(store_path)
    assert isinstance(desk, OpenDesk)

    def new(name: str, *roles: Role) -> NewAccount:
        return NewAccount(name, PASSWORD, roles=roles, must_change=False)

    others = (new("方某", Role.PROSECUTOR), new("院某", Role.LEADER))
    desk.access.switch_on(Actor("张某"), SwitchOn(new("系某"), new("保某"), new("审某"), others))
    desk.close()
    doors = Doors(shop.open, shop.create, lambda path: shop.demonstrate(path, 3, 1, None))
    made = Desktop(doors, resources, preferences, store_path, qtbot)
    yield made
    for opening in made._openings:
        if opening._window.workplace.has_desk:
            opening._window.workplace.desk.close()


def test_unlocking_with_a_password_that_ran_out_leads_to_a_page_that_says_so_and_keeps_what_was_typed(
    desktop: Desktop, calendar: Calendar, qtbot: QtBot
) -> None:
    window = desktop.begin()
    keeper = desktop.let_in(window, "方某")
    dialog = DraftDialog(window.workplace, parent=window)
    dialog.open()
    type_chinese(found(dialog, "addressee"), "青山县水利局")
    calendar.moment += timedelta(days=91)
    keeper.lock()
    lock = keeper.lock_dialog
    assert lock is not None
    lock.password.setText(PASSWORD)
    lock.unlock()
    qtbot.waitUntil(lambda: not window.isVisible())
    desktop.leave(window)

    following = desktop.begin()
    page = desktop.page(following)
    assert page.notice.isVisible()
    assert "方某的口令用满 90 天，已经到期" in page.notice.text()
    assert "请用刚才的口令登录，再按提示更改口令" in page.notice.text()
    assert page.name.text() == "方某"
    page.password.setText(PASSWORD)
    press(page, "sign_in")
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(PasswordDialog)))
    (refused,) = page.findChildren(PasswordDialog)
    refused.reject()
    assert "还没有登录" in page.problem.text()
    assert following.focusWidget() is page.password
    page.password.setText(PASSWORD)
    press(page, "sign_in")
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(PasswordDialog)))
    change = next(each for each in page.findChildren(PasswordDialog) if each.isVisible())
    for field, text in ((change.old, PASSWORD), (change.new, NEXT), (change.again, NEXT)):
        field.setText(text)
    change.change()
    qtbot.waitUntil(lambda: following.workplace.has_desk)
    assert [kept.fields["addressee"] for kept in following.workplace.desk.drafts.of("方某")] == ["青山县水利局"]


def test_unlocking_with_other_roles_than_before_leads_to_a_page_that_says_so(
    desktop: Desktop, calendar: Calendar, resources: Resources, qtbot: QtBot, store_path: Path
) -> None:
    window = desktop.begin()
    keeper = desktop.let_in(window, "方某")
    keeper.lock()
    lock = keeper.lock_dialog
    assert lock is not None
    other = Shop(calendar, resources).open(store_path)
    other.access.sign_in("保某", PASSWORD)
    mine = next(row for row in other.accounts.accounts() if row.name == "方某")
    other.accounts.set_roles(other.access.actor(), mine.id, (Role.INSPECTION,), "转岗")
    other.close()
    lock.password.setText(PASSWORD)
    lock.unlock()
    qtbot.waitUntil(lambda: not window.isVisible())
    desktop.leave(window)
    assert "方某的角色或者可见部门在锁定期间有变动" in desktop.page(desktop.begin()).notice.text()


def test_a_sign_out_of_ones_own_is_followed_by_no_explanation(desktop: Desktop) -> None:
    window = desktop.begin()
    keeper = desktop.let_in(window, "方某")
    keeper.signed_out.emit()
    desktop.leave(window)
    assert not desktop.page(desktop.begin()).notice.isVisible()


def test_whoever_signs_in_after_somebody_else_stands_on_the_workbench_and_later_on_their_own_last_page(
    desktop: Desktop,
) -> None:
    stood: list[str] = []
    for name, goes_to in (("方某", "case_registers"), ("院某", "matters"), ("方某", "clues"), ("院某", "matters")):
        window = desktop.begin()
        desktop.let_in(window, name)
        stood.append(window.workplace.here)
        window.go_to(goes_to)
        desktop.leave(window)
    assert stood == ["workbench", "workbench", "case_registers", "matters"]


def test_filters_somebody_else_left_do_not_narrow_the_list_of_the_next(desktop: Desktop) -> None:
    window = desktop.begin()
    desktop.let_in(window, "方某")
    window.go_to("suggestions").list.filters.set_overdue(True)  # type: ignore[attr-defined]  # the SuggestionsPage
    desktop.leave(window)
    for name, is_narrowed in (("院某", False), ("方某", True)):
        window = desktop.begin()
        desktop.let_in(window, name)
        page = window.go_to("suggestions")
        assert page.list.filters.overdue.isChecked() is is_narrowed  # type: ignore[attr-defined]  # as above
        desktop.leave(window)


def test_what_is_typed_into_a_dialog_is_kept_for_whoever_has_signed_in_and_offered_to_nobody_else(
    desktop: Desktop, qtbot: QtBot
) -> None:
    window = desktop.begin()
    desktop.let_in(window, "方某")
    dialog = DraftDialog(window.workplace, parent=window)
    dialog.open()
    type_chinese(found(dialog, "addressee"), "青山县水利局")
    dialog.keeper.keep()
    drafts = window.workplace.desk.drafts
    qtbot.waitUntil(lambda: len(drafts.of("方某")) == 1)
    assert drafts.of("院某") == ()
    accounts = window.workplace.desk.accounts  # type: ignore[attr-defined]  # of the whole desk
    accounts.change_password(window.workplace.actor, PASSWORD, NEXT)
    kind = found(dialog, "kind")
    assert isinstance(kind, QComboBox)
    kind.setCurrentIndex(kind.findText(SuggestionKind.SOCIAL_GOVERNANCE.label))
    dialog.accept()
    qtbot.waitUntil(lambda: drafts.of("方某") == ())


def test_the_key_of_the_lock_is_heard_in_a_form_and_in_a_second_window(desktop: Desktop, qtbot: QtBot) -> None:
    window = desktop.begin()
    keeper = desktop.let_in(window, "方某")
    twin = open_second_window(window.workplace, window)
    assert twin is not None
    form = DraftDialog(twin.workplace, parent=twin)
    form.open()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for place in (form, twin, window):
        place.activateWindow()
        place.setFocus()
        qtbot.waitUntil(place.isActiveWindow)
        QTest.keyClick(place.windowHandle(), Qt.Key.Key_L, keys)  # as from the keyboard, not to a widget
        lock = keeper.lock_dialog
        assert lock is not None
        assert len(window.findChildren(QWidget, "cover")) == 1
        lock.password.setText(PASSWORD)
        lock.unlock()
        qtbot.waitUntil(lambda: keeper.lock_dialog is None)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if place is form:
            form.reject()  # it keeps its window from hearing anything
    twin.close()

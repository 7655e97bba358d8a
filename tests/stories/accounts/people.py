"""People with accounts at one window: who they are, signing in, and what comes up for them."""

from typing import TypeVar

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.trust_terms import Role
from app.services.access.rows import NewAccount, SwitchOn
from app.views.access.sign_in_page import SignInPage
from app.views.main_window import MainWindow
from app.views.opening import Doors, Opening
from tests.stories.conftest import type_chinese

Shown = TypeVar("Shown", bound=QWidget)
PASSWORD, NEXT = "Qingshan-2026", "Qingshan-2027"
OFFICERS = ("系某", "保某", "审某")


def new(name: str, *roles: Role) -> NewAccount:
    """An account that may be used at once."""
    return NewAccount(name, PASSWORD, roles=roles, must_change=False)


def press(where: QWidget, name: str) -> None:
    """Press a button by its name."""
    button = where.findChild(QPushButton, name)
    assert button is not None, name
    button.click()


def sign_in_page(window: MainWindow, qtbot: QtBot) -> SignInPage:
    """The page where one signs in, once it is there."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(SignInPage)), timeout=20_000)
    return next(each for each in window.findChildren(SignInPage) if each.isVisible())


def sign_in(opening: Opening, window: MainWindow, qtbot: QtBot, name: str, password: str = PASSWORD) -> None:
    """Open the store as somebody."""
    opening.open(opening.path)
    page = sign_in_page(window, qtbot)
    type_chinese(page.name, name)
    page.password.setText(password)
    with qtbot.waitSignal(opening.opened, timeout=20_000):
        press(page, "sign_in")


def found(window: QWidget, kind: type[Shown], qtbot: QtBot) -> Shown:
    """What has come up, by its class."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)), timeout=20_000)
    return next(each for each in window.findChildren(kind) if each.isVisible())


def listed(window: MainWindow) -> list[str]:
    """The pages that are offered at the left."""
    rows = (window.navigation.item(row) for row in range(window.navigation.count()))
    return [item.text() for item in rows if not item.isHidden()]


def signed_in(doors: Doors, opening: Opening, window: MainWindow, qtbot: QtBot, person: NewAccount) -> None:
    """Accounts switched on for the officers and one person more, who is at the window."""
    desk = doors.open_desk(opening.path)
    assert isinstance(desk, OpenDesk)
    desk.access.switch_on(Actor("张某"), SwitchOn(*map(new, OFFICERS), (person,)))
    desk.close()
    sign_in(opening, window, qtbot, person.name)

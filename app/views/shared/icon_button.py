"""The button of a row of acts."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from app.views.shared.icons import Icons


def icon_button(icons: Icons, title: str, icon: str, key: str, slot: Callable[[], object]) -> QPushButton:
    """A button that calls ``slot`` without Qt's "checked"; ``key`` names it to programs that drive the window."""
    button = QPushButton(icons.icon(icon), title)
    button.setObjectName(key)
    button.setAutoDefault(False)  # in a dialog, Enter in a field must not press it
    button.clicked.connect(lambda _checked: slot())
    return button


def while_offered(button: QAbstractButton, step: Callable[[], object]) -> Callable[..., None]:
    """What a key or Enter in a table does that a button does too: nothing where the button is not offered."""

    def take(*_: object) -> None:
        if not button.isHidden():
            step()

    return take


def press_by(keys: str, button: QAbstractButton, within: QWidget) -> None:
    """Keys that press a button from anywhere within a part of the window, while it is offered."""

    def press() -> None:
        if button.isVisible():
            button.click()

    QShortcut(QKeySequence(keys), within, press, Qt.ShortcutContext.WidgetWithChildrenShortcut)

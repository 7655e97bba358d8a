"""The button of a row of acts."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from app.views.shared.icons import Icons


def icon_button(icons: Icons, title: str, icon: str, key: str, slot: Callable[[], object]) -> QPushButton:
    """A button that calls ``slot`` without Qt's "checked"; ``key`` names it to programs that drive the window."""
    button = QPushButton(icons.icon(icon), title)
    button.setObjectName(key)
    button.setAutoDefault(False)  # in a dialog, Enter in a field must not press it
    button.clicked.connect(lambda _checked: slot())
    return button

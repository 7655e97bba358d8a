"""Acts one may not do are not offered: told by the intention a button carries, and by the permission that takes."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from app.services.trail.intention_index import intentions
from app.views.access.carried import BUTTONS, WORDS
from app.views.shared.workplace import Workplace

_SHUT = "shut"  # the property of what stays hidden, whatever its page thinks


def leave_out(workplace: Workplace, part: QWidget) -> None:
    """Hide the buttons and menu lines on a part of the window that whoever has signed in may not use.

    They stay hidden when their page shows them anew. What carries no intention stays, and is refused by the service
    where it leads to one. Without accounts nothing is looked at.
    """
    if workplace.session is None:
        return
    titled = _titled()
    buttons: Iterable[QAbstractButton] = part.findChildren(QAbstractButton)
    for button in buttons:
        if _is_closed(workplace, button.objectName(), _title(button.text()), titled):
            _shut_button(button)
        elif button.property(_SHUT):
            button.setProperty(_SHUT, False)  # the one button for what comes next has got other words
    actions: Iterable[QAction] = part.findChildren(QAction)
    for action in actions:
        if _is_closed(workplace, action.objectName(), _title(action.text()), titled):
            _shut_action(action)
        elif action.property(_SHUT):
            action.setProperty(_SHUT, False)


def _titled() -> dict[str, tuple[str, ...]]:
    titled: dict[str, tuple[str, ...]] = {}
    for intention in intentions().values():
        titled[intention.title] = (*titled.get(intention.title, ()), intention.name)
    return titled


def _is_closed(workplace: Workplace, name: str, title: str, titled: dict[str, tuple[str, ...]]) -> bool:
    session, known = workplace.session, intentions()
    carried = BUTTONS.get(name) or WORDS.get(title) or titled.get(title, ())
    wanted = (each if ":" in each else known[each].permission for each in carried)
    return bool(carried) and session is not None and not any(map(session.may, wanted))


class _Shutter(QObject):
    """Hides a button again that its page has just shown."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QAbstractButton) and watched.property(_SHUT):
            watched.hide()
        return False


def _shut_button(button: QAbstractButton) -> None:
    if button.property(_SHUT) is None:
        button.installEventFilter(_Shutter(button))
    button.setProperty(_SHUT, True)
    button.hide()


def _shut_action(action: QAction) -> None:
    def hide_again() -> None:
        if action.property(_SHUT) and action.isVisible():
            action.setVisible(False)

    if action.property(_SHUT) is None:
        action.changed.connect(hide_again)
    action.setProperty(_SHUT, True)
    action.setVisible(False)


def _title(text: str) -> str:
    """The act without its key, and without what it is done to or leads to, which stands in “”."""
    return text.split("\t", maxsplit=1)[0].partition("“")[0].rstrip("…").replace("&", "").strip()

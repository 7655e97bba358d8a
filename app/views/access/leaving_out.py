"""Acts one may not do are not offered: told by their titles, which the services' own intentions bear."""

from collections.abc import Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.services.trail.intention_index import intentions
from app.views.shared.workplace import Workplace


def leave_out(workplace: Workplace, part: QWidget) -> None:
    """Hide the buttons and menu lines on a part of the window that whoever has signed in may not use.

    What bears no intention's title stays, and is refused by the service. Without accounts nothing is looked at.
    """
    if workplace.session is None:
        return
    closed = _closed(workplace)
    buttons: Iterable[QAbstractButton] = part.findChildren(QAbstractButton)
    for button in buttons:
        if _title(button.text()) in closed:
            button.hide()
    actions: Iterable[QAction] = part.findChildren(QAction)
    for action in actions:
        if _title(action.text()) in closed:
            action.setVisible(False)


def _closed(workplace: Workplace) -> frozenset[str]:
    """Titles of intentions none of which this person may carry out."""
    session = workplace.session
    titles: dict[str, bool] = {}
    for intention in intentions().values():
        held = session is None or session.may(intention.permission)
        titles[intention.title] = titles.get(intention.title, False) or held
    return frozenset(title for title, is_held in titles.items() if not is_held)


def _title(text: str) -> str:
    return text.split("\t", maxsplit=1)[0].rstrip("…").replace("&", "").strip()

"""Every act on a letter, by the title under which it is offered; dialogs are imported when one is opened."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.services.suggestions.rows import LetterCard

ICONS = {
    "修改": "edit",
    "登记制发": "send",
    "补登正文": "checks",
    "登记送达": "mail-forward",
    "登记回复": "mail-opened",
    "登记整改": "checks",
    "办结": "check",
    "不予制发": "ban",
    "撤回": "ban",
}


def open_act(workplace: Workplace, card: "LetterCard", title: str, parent: QWidget) -> None:
    """Open the dialog of one act; ``title`` is a key of ICONS."""
    from app.views.suggestions.dialogs import DIALOGS

    DIALOGS[title](workplace, card, parent).open()

"""The three acts at the end of the matter on screen: 结案, 重新办理, 归档."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.services.closing.rows import ClosingCard
from app.views.closing.after_dialogs import ArchiveDialog, ReopenDialog
from app.views.closing.closing_dialog import ClosingDialog
from app.views.shared.workplace import Workplace


class Ending(QObject):
    """Opens the dialog of an act, or says in the status line why it is not its time."""

    wanted = Signal(object)  # ChecklistLine whose place is to be gone to

    def __init__(self, workplace: Workplace, page: QWidget) -> None:
        """``page`` is the record page the dialogs stand over."""
        super().__init__(page)
        self._workplace, self._page = workplace, page
        self._matter: int | None = None

    def show_record(self, matter_id: int) -> None:
        """The matter on screen."""
        self._matter = matter_id

    def close_case(self) -> None:
        """Go through the checklist, and out."""
        card = self._card()
        if card is not None and card.is_closed:
            self._workplace.say(f"{card.entry_number} 已经结案。要再办的请用“重新办理…”，要归档的请用“归档…”。")
        elif card is not None:
            dialog = ClosingDialog(self._workplace, card, self._page)
            dialog.wanted.connect(self.wanted)
            dialog.open()

    def reopen(self) -> None:
        """Take a closed matter up again."""
        card = self._closed_card()
        if card is not None:
            ReopenDialog(self._workplace, card, self._page).open()

    def archive(self) -> None:
        """Archive a closed matter."""
        card = self._closed_card()
        if card is not None and card.is_archived:
            self._workplace.say(f"{card.entry_number} 已经归档（{card.archive_number}）。")
        elif card is not None:
            ArchiveDialog(self._workplace, card, self._page).open()

    def _closed_card(self) -> ClosingCard | None:
        card = self._card()
        if card is not None and not card.is_closed:
            self._workplace.say(f"{card.entry_number} 还没有结案。请先用“结案…”。")
            return None
        return card

    def _card(self) -> ClosingCard | None:
        return None if self._matter is None else self._workplace.desk.closing.card(self._matter)

"""The list behind a number of a page: one at a time, and back to it when somebody returns from one of its records."""

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QTabWidget

from app.models.terms import RecordType
from app.views.shared.workplace import Workplace


class BehindList:
    """The page calls ``come_back`` from its own ``come_back``, and ``note_hidden`` when it hides."""

    def __init__(self, workplace: Workplace) -> None:
        """No list yet."""
        self._workplace = workplace
        self._tabs: QTabWidget | None = None
        self._dialog: QDialog | None = None  # away while one of its records is open
        self._is_opening = False

    @property
    def dialog(self) -> QDialog | None:
        """The list that was opened last, while somebody may come back to it."""
        return self._dialog

    def keep(self, dialog: QDialog, tabs: QTabWidget, record_wanted: SignalInstance) -> None:
        """Another list takes the place of the one before."""
        self.let_go()
        self._dialog, self._tabs = dialog, tabs
        dialog.rejected.connect(self.let_go)
        record_wanted.connect(self._open)

    def come_back(self) -> bool:
        """Show the list again after a record; False where there is none."""
        if self._dialog is None or self._tabs is None:
            return False
        self._dialog.open()
        self._tabs.currentWidget().setFocus()
        return True

    def note_hidden(self, event: QHideEvent) -> None:
        """The page is gone: by another way than through a record nobody comes back to the list."""
        if not (event.spontaneous() or self._is_opening):
            self.let_go()
        self._is_opening = False

    def let_go(self) -> None:
        """Nobody comes back to it."""
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = self._tabs = None

    def _open(self, record_type: RecordType, record_id: int) -> None:
        self._is_opening = True
        self._workplace.open_record(record_type, record_id)

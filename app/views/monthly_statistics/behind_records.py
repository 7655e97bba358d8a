"""The list behind a number of a page: one at a time, and back to it when somebody returns from one of its records."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.models.terms import RecordType
from app.services.lists.listing import ListQuery
from app.views.monthly_statistics.records_dialog import Listed, Part, RecordsDialog
from app.views.shared.workplace import Workplace


class BehindRecords:
    """What the page shows of it: ``show``, ``come_back`` from its own ``come_back``, ``note_hidden`` when it hides."""

    def __init__(self, workplace: Workplace, owner: QWidget) -> None:
        """``owner`` is what the list stands before."""
        self._workplace, self._owner = workplace, owner
        self._dialog: RecordsDialog | None = None  # away while one of its records is open
        self._is_opening = False

    def show(
        self, subject: Listed, title: str, parts: Sequence[tuple[Part, int]], as_of: date, current: int = 0
    ) -> RecordsDialog:
        """Open the list with a tab for each part and its count; ``as_of`` is the day that knew the records so."""
        self.let_go()
        dialog = RecordsDialog(self._workplace, subject, ListQuery(as_of=as_of), self._owner)
        dialog.setWindowTitle(title)
        for part, count in parts:
            dialog.add_part(part, count)
        dialog.tabs.setCurrentIndex(current)
        dialog.rejected.connect(self.let_go)
        dialog.record_wanted.connect(self._open)
        self._dialog = dialog
        dialog.open()
        return dialog

    def come_back(self) -> bool:
        """Show the list again after a record; False where there is none."""
        if self._dialog is None:
            return False
        self._dialog.open()
        self._dialog.tabs.currentWidget().setFocus()
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
            self._dialog = None

    def _open(self, record_type: RecordType, record_id: int) -> None:
        self._is_opening = True
        self._workplace.open_record(record_type, record_id)

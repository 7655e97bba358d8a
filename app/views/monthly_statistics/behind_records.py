"""The list behind a number, where its records stand as the list of their kind shows them."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from app.services.lists.listing import ListQuery
from app.views.monthly_statistics.records_dialog import Listed, Part, RecordsDialog
from app.views.shared.behind_list import BehindList
from app.views.shared.workplace import Workplace


class BehindRecords(BehindList):
    """``show`` opens it."""

    def __init__(self, workplace: Workplace, owner: QWidget) -> None:
        """``owner`` is what the list stands before."""
        super().__init__(workplace)
        self._owner = owner

    def show(
        self, subject: Listed, title: str, parts: Sequence[tuple[Part, int]], as_of: date, current: int = 0
    ) -> RecordsDialog:
        """Open the list with a tab for each part and its count; ``as_of`` is the day that knew the records so."""
        dialog = RecordsDialog(self._workplace, subject, ListQuery(as_of=as_of), self._owner)
        dialog.setWindowTitle(title)
        for part, count in parts:
            dialog.add_part(part, count)
        dialog.tabs.setCurrentIndex(current)
        self.keep(dialog, dialog.tabs, dialog.record_wanted)
        dialog.open()
        return dialog

"""The records behind a number: one tab for each part of it; Enter opens a record."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.models.terms import RecordType
from app.services.lists.lamp_words import words_of
from app.services.lists.listing import Column, Listing, ListQuery, Row
from app.services.monthly_statistics.rows import RecordRef
from app.views.shared.paged_table_model import PagedTableModel
from app.views.shared.record_table import RecordTable
from app.views.shared.unseen_line import UnseenLine
from app.views.shared.workplace import Workplace

Listed = Literal["suggestion", "matter", "clue"]
RECORDS: dict[Listed, RecordType] = {
    "suggestion": RecordType.SUGGESTION,
    "matter": RecordType.MATTER,
    "clue": RecordType.CLUE,
}


@dataclass(frozen=True)
class Part:
    """One part of a number: its name and how its records are found."""

    name: str
    find: Callable[[], Sequence[RecordRef]]


class ChosenRecords:
    """A listing narrowed to certain records; ordered, filtered and read by the listing itself."""

    def __init__(self, listing: Listing, find: Callable[[], Sequence[RecordRef]]) -> None:
        """``find`` names the records."""
        self._listing, self._find = listing, find

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns of the listing."""
        return self._listing.columns

    def ids(self, query: ListQuery) -> "array[int]":
        """The chosen records in the query's order."""
        chosen = {record.id for record in self._find()}
        return array("q", (found for found in self._listing.ids(query) if found in chosen))

    def rows(self, ids: Sequence[int], query: ListQuery) -> list[Row]:
        """The rows of a window of ids."""
        return self._listing.rows(ids, query)


class RecordsDialog(QDialog):
    """Shows what a number was counted from, as the list of its kind shows it."""

    record_wanted = Signal(object, int)

    def __init__(self, workplace: Workplace, subject: Listed, query: ListQuery, parent: QWidget | None = None) -> None:
        """``query`` says as which day knew them."""
        super().__init__(parent)
        self._workplace, self._subject, self._query = workplace, subject, query
        self.resize(980, 460)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("behind_tabs")
        self.tabs.setAccessibleName("构成")
        self.tabs.setDocumentMode(True)
        self.unseen = UnseenLine(workplace, self.tabs)
        layout = QVBoxLayout(self)
        layout.addWidget(self.unseen)
        layout.addWidget(self.tabs, 1)
        hint = QLabel("Enter 或双击打开")
        hint.setProperty("role", "muted")
        close = QPushButton("关闭")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(hint)
        row.addStretch(1)
        row.addWidget(close)
        layout.addLayout(row)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        shown = self.tabs.currentWidget()
        if shown is not None and not event.spontaneous():
            shown.setFocus()  # the heads would have the keyboard, and Enter would open nothing

    def add_part(self, part: Part, count: int) -> None:
        """A tab with the records of one part."""
        desk = self._workplace.desk
        listings: dict[Listed, Callable[[], Listing]] = {
            "suggestion": lambda: desk.suggestions.listing,
            "matter": lambda: desk.matters.listing,
            "clue": lambda: desk.clues.listing,
        }
        listing = listings[self._subject]()
        model = PagedTableModel(listing.columns, self)
        table = RecordTable(
            model, self._workplace, f"behind_{self._subject}", lambda row: words_of(row, listing.columns, model.query)
        )
        table.setObjectName("behind_records")
        table.setAccessibleName(part.name)
        table.record_opened.connect(self._open)
        model.failed.connect(lambda error: table.say(str(error)))
        place = self.tabs.addTab(table, f"{part.name}({count})")
        model.loaded.connect(lambda listed: self.unseen.note(place, count, listed))
        model.show(ChosenRecords(listing, part.find), self._query)

    def _open(self, record_id: int) -> None:
        self.hide()  # not closed: Esc on the record leads back here, to the same row
        self.record_wanted.emit(RECORDS[self._subject], record_id)

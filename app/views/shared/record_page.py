"""A page of records: the list, and the record that opens from it in its place."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout
from typing_extensions import override

from app.models.terms import RecordType
from app.services.foundation.changes import RecordsChanged
from app.services.foundation.errors import DomainError
from app.services.lists.lamp_words import words_of
from app.services.lists.listing import Column, Row
from app.views.shared.list_page import ListPage
from app.views.shared.page import Page
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.views.shared.record_frame import RecordFrame


class RecordPage(Page):
    """Esc goes back from a record to the row it was opened from, here or on another page."""

    list: ListPage

    def __init__(self, workplace: Workplace, record_type: RecordType, make_record: "Callable[[], RecordFrame]") -> None:
        """``make_record`` is called when a record is first opened."""
        super().__init__(workplace)
        self._record_type, self._make_record = record_type, make_record
        self._record: RecordFrame | None = None
        self._layout = QStackedLayout(self)
        workplace.changed.connect(self._refresh)
        workplace.actor_changed.connect(lambda _name: self._show_again())  # who may see what

    def put_list(self, listed: ListPage) -> None:
        """The list of this page; subclasses call it once."""
        self.list = listed
        self._layout.addWidget(listed)
        self.setFocusProxy(listed.table)
        listed.record_opened.connect(self._open_listed)

    @override
    def start(self) -> None:
        self.list.start()

    @override
    def open_record(self, record_id: int) -> None:
        record = self._frame()
        if self._told(lambda: record.show_record(record_id)):
            self.list.table.select_record(record_id)
            self._layout.setCurrentWidget(record)
            record.tabs.setFocus()

    @override
    def come_back(self) -> None:
        shown = self._layout.currentWidget()
        if self._record is not None and shown is self._record:
            self._record.tabs.setFocus()
        else:
            self.list.table.setFocus()

    def _open_listed(self, record_id: int) -> None:
        self.came_from = ""
        self.open_record(record_id)

    @override
    def search_for(self, text: str) -> None:
        self.go_back()
        self.list.filters.text.setText(text)

    @override
    def go_back(self) -> None:
        self._layout.setCurrentWidget(self.list)
        self.list.table.setFocus()

    def words(self, row: Row, columns: tuple[Column, ...]) -> str:
        """What a row's lamp says on the day of the list."""
        return words_of(row, columns, self.list.model.query)

    def _frame(self) -> "RecordFrame":
        if self._record is None:
            self._record = self._make_record()
            self._record.left.connect(self.workplace.back_wanted)
            self._layout.addWidget(self._record)
        return self._record

    def _told(self, step: Callable[[], None]) -> bool:
        """Do a step; what it refuses is said in the status line."""
        try:
            step()
        except DomainError as problem:
            self.workplace.say(str(problem))
            return False
        return True

    def _refresh(self, change: RecordsChanged) -> None:
        if change.record_type is self._record_type:
            self.list.refresh()
        self._show_again()

    def _show_again(self) -> None:
        record = self._record
        if record is None or record.record_id is None or self._layout.currentWidget() is not record:
            return
        try:
            record.show_record(record.record_id)
        except DomainError:  # it was taken back whole: there is nothing left to show
            if self.isVisible():
                self.workplace.back_wanted.emit()
            else:
                self.go_back()

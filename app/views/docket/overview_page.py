"""期限总览: all open deadlines as a list and as a month, and the open records that have none."""

from datetime import date

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout
from typing_extensions import override

from app.services.foundation.errors import DomainError
from app.views.docket.deadline_list import DeadlineList
from app.views.docket.decisions import DecisionMenu
from app.views.docket.month_view import MonthView
from app.views.docket.notice import Notice
from app.views.docket.unwatched_view import TITLE, UnwatchedView
from app.views.docket.warning_paper import show_warnings
from app.views.shared.page import Page
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace


class OverviewPage(Page):
    """Three views of the same deadlines; the filters of the list count in the month too."""

    chapter = "期限"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        self._is_stale = False
        self.list = DeadlineList(workplace)
        self.month = MonthView(workplace, lambda: self.list.without_day)
        self.unwatched = UnwatchedView(workplace)
        self.work = WorkStrip(workplace)
        self.notice = Notice(workplace)
        self.decisions = DecisionMenu(workplace, lambda: self.list.table.current_id, self)
        self.decisions.said.connect(self.notice.tell)
        self.list.put_strip(self.work)
        self.list.put_strip(self.notice)
        self.list.add_action("怎么算的", "info-circle", self._explain_current)
        self.list.put_menu(self.decisions, "gavel")
        self.list.add_action("打印期限预警表…", "printer", self.print_listed, "Ctrl+P")
        self.list.add_row_action("打开记录", "folder-open", self._open)
        self.list.add_row_action("怎么算的", "info-circle", self.explain, "F2")
        self._build()
        self.list.record_opened.connect(self._open)
        self.month.chosen.connect(self.show_day)
        self.unwatched.counted.connect(lambda count: self.tabs.setTabText(2, f"{TITLE} {count:,}" if count else TITLE))
        workplace.changed.connect(lambda _: self._note_change())

    @override
    def start(self) -> None:
        self.list.start()
        self.month.read()
        self.unwatched.read()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read_again()

    @override
    def search_for(self, text: str) -> None:
        self.tabs.setCurrentWidget(self.list)
        self.list.filters.text.setText(text)

    @override
    def go_back(self) -> None:
        if self.tabs.currentWidget() is self.list and self.list.day is not None:
            self.list.narrow_to(None)
            self.tabs.setCurrentWidget(self.month)
            self.month.setFocus()

    @override
    def come_back(self) -> None:
        self.tabs.currentWidget().setFocus()

    def show_day(self, day: date) -> None:
        """List what ends on one day."""
        self.list.narrow_to(day)
        self.tabs.setCurrentWidget(self.list)
        self.list.table.setFocus()

    def print_listed(self) -> None:
        """期限预警表 of the deadlines as they are filtered and ordered now."""
        if self.list.model.query is not None:
            show_warnings(self.workplace, self.list.model.query, self.work)

    def explain(self, deadline_id: int) -> None:
        """How the due date of one deadline came about."""
        from app.views.docket.card_dialog import CardDialog

        try:
            card = self.workplace.desk.docket.card(deadline_id)
        except DomainError as problem:
            self.workplace.say(str(problem))
        else:
            CardDialog(self.workplace, card, self).open()

    def _explain_current(self) -> None:
        if self.list.table.current_id is not None:
            self.explain(self.list.table.current_id)

    def _open(self, deadline_id: int) -> None:
        found = self.list.record_at(deadline_id)
        if found is not None:
            self.workplace.open_record(*found)

    def _note_change(self) -> None:
        self._is_stale = True
        if self.isVisible():  # else it is read when somebody looks: nobody waits for what they do not see
            self._read_again()

    def _read_again(self) -> None:
        self._is_stale = False
        self.list.filters.renew(self.workplace.desk)
        self.list.refresh()
        self.month.read()
        self.unwatched.read()

    def _shown(self, _place: int) -> None:
        if self.tabs.currentWidget() is self.month:
            self.month.read()  # the filters of the list may be others by now

    def _build(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.setObjectName("deadlines_tabs")
        self.tabs.setAccessibleName("期限总览")
        self.tabs.setDocumentMode(True)
        for view, name in ((self.list, "清单"), (self.month, "月历"), (self.unwatched, TITLE)):
            self.tabs.addTab(view, name)
        self.tabs.currentChanged.connect(self._shown)
        for number in range(1, self.tabs.count() + 1):
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda place=number - 1: self._turn_to(place))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.tabs)
        self.setFocusProxy(self.list.table)

    def _turn_to(self, place: int) -> None:
        self.tabs.setCurrentIndex(place)
        self.tabs.currentWidget().setFocus()

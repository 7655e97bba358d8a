"""登记簿: 请示报告, 会议, 用印 and 送达, a list each."""

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout
from typing_extensions import override

from app.views.case_registers.lists import MeetingList, RegisterList, ReportList, SealList, ServiceList
from app.views.shared.page import Page
from app.views.shared.workplace import Workplace


class RegistersPage(Page):
    """Registers; all are read again when anything was written, as soon as somebody looks."""

    chapter = "登记簿"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        self._is_stale = False
        self.reports, self.meetings = ReportList(workplace), MeetingList(workplace)
        self.seals, self.services = SealList(workplace), ServiceList(workplace)
        self.lists: tuple[RegisterList, ...] = (self.reports, self.meetings, self.seals, self.services)
        self._build()
        workplace.changed.connect(lambda _: self._note_change())

    @property
    def list(self) -> RegisterList:
        """The register on screen."""
        return self.lists[max(self.tabs.currentIndex(), 0)]

    @override
    def start(self) -> None:
        for listed in self.lists:
            listed.start()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read_again()

    @override
    def search_for(self, text: str) -> None:
        self.list.filters.text.setText(text)

    @override
    def come_back(self) -> None:
        self.list.table.setFocus()

    def _note_change(self) -> None:
        self._is_stale = True
        if self.isVisible():  # else it is read when somebody looks
            self._read_again()

    def _read_again(self) -> None:
        self._is_stale = False
        for listed in self.lists:
            listed.filters.renew(self.workplace.desk)  # a first entry of a month makes the month a choice
            listed.refresh()

    def _build(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.setObjectName("registers_tabs")
        self.tabs.setAccessibleName("登记簿")
        self.tabs.setDocumentMode(True)
        for listed, title in zip(self.lists, ("请示报告", "会议", "用印", "送达"), strict=True):
            self.tabs.addTab(listed, title)
        for number in range(1, self.tabs.count() + 1):
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda place=number - 1: self._turn_to(place))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.tabs)
        self.setFocusProxy(self.reports.table)

    def _turn_to(self, place: int) -> None:
        self.tabs.setCurrentIndex(place)
        self.list.table.setFocus()

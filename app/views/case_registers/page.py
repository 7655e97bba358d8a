"""登记簿: 请示报告, 会议, 代表建议, 用印, 送达 and 专家人才, a list each."""

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout
from typing_extensions import override

from app.views.case_registers.lists import MeetingList, ReportList, SealList, ServiceList
from app.views.deputies.register_list import DeputyList
from app.views.experts.expert_list import ExpertList
from app.views.shared.list_page import ListPage
from app.views.shared.page import Page
from app.views.shared.workplace import Workplace


class RegistersPage(Page):
    """The registers; all are read again when anything was written, as soon as somebody looks."""

    chapter = "登记簿"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        self._is_stale = False
        self.reports, self.meetings = ReportList(workplace), MeetingList(workplace)
        self.deputies = DeputyList(workplace)
        self.seals, self.services = SealList(workplace), ServiceList(workplace)
        self.experts = ExpertList(workplace)
        registers = (self.reports, self.meetings, self.deputies, self.seals, self.services)
        self.lists: tuple[ListPage, ...] = (*registers, self.experts)
        self._build()
        workplace.changed.connect(lambda _: self._note_change())

    @property
    def list(self) -> ListPage:
        """The register on screen."""
        return next(listed for listed in self.lists if listed is self.tabs.currentWidget())

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
        self.experts.filters.renew(self.workplace.desk)

    def _build(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.setObjectName("registers_tabs")
        self.tabs.setAccessibleName("登记簿")
        self.tabs.setDocumentMode(True)
        titles = ("请示报告", "会议", "代表建议", "用印", "送达", "专家人才")
        for listed, title in zip(self.lists, titles, strict=True):
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

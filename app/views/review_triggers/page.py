"""触发清单: 反向审视 and 逐案分析、重点评查, a list each that are never mixed."""

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout
from typing_extensions import override

from app.models.review_terms import TriggerList
from app.services.review_triggers.rows import Completeness
from app.views.reverse_reviews.section import section_tabs
from app.views.review_triggers.hit_list import HitList
from app.views.shared.page import Page
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_TITLES = {TriggerList.REVERSE: "反向审视", TriggerList.ANALYSIS: "逐案分析·重点评查"}


class TriggersPage(Page):
    """Both lists are read again when anything was written, as soon as somebody looks."""

    chapter = "触发清单"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        self._is_stale = False
        self.lists = tuple(HitList(workplace, each) for each in TriggerList)
        self._build()
        workplace.changed.connect(lambda _: self._note_change())

    @property
    def list(self) -> HitList:
        """The list on screen."""
        return next(each for each in self.lists if each is self.tabs.currentWidget())

    @override
    def start(self) -> None:
        for each in self.lists:
            each.start()
        self._hold_all_against()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read_again()

    @override
    def search_for(self, text: str) -> None:
        """The hits of the trigger called so that wait, on its own list."""
        triggers = self.workplace.desk.review_triggers
        found = next((each for each in self.lists if text in triggers.names(each.trigger_list)), None)
        if found is not None:
            self.tabs.setCurrentWidget(found)
            found.show_waiting(text)
            found.table.setFocus()

    @override
    def come_back(self) -> None:
        self.list.table.setFocus()

    def _note_change(self) -> None:
        self._is_stale = True
        if self.isVisible():  # else it is read when somebody looks
            self._read_again()

    def _read_again(self) -> None:
        self._is_stale = False
        for each in self.lists:
            each.filters.renew(self.workplace.desk)
            each.refresh()
        self._hold_all_against()

    def _hold_all_against(self) -> None:
        """Whether every case that meets a trigger stands on its list, looked up beside the window."""
        if self.workplace.has_desk:
            triggers = self.workplace.desk.review_triggers
            self.check.run("正在核对原案……", triggers.completeness, self._tell_complete)

    def _tell_complete(self, found: Completeness) -> None:
        for each in self.lists:
            each.summary.show_completeness(found)

    def _build(self) -> None:
        self.check = WorkStrip(self.workplace)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("triggers_tabs")
        self.tabs.setAccessibleName("触发清单")
        self.tabs.setDocumentMode(True)
        for each in self.lists:
            self.tabs.addTab(each, _TITLES[each.trigger_list])
            each.recheck_wanted.connect(self._recheck)
        for number in range(1, self.tabs.count() + 1):
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda place=number - 1: self._turn_to(place))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(4)
        sections = QHBoxLayout()
        sections.setContentsMargins(16, 0, 16, 0)  # where they stand on the other pages
        sections.addWidget(section_tabs(self.workplace, "review_triggers"))
        layout.addLayout(sections)
        layout.addWidget(self.check)
        layout.addWidget(self.tabs, 1)
        self.setFocusProxy(self.lists[0].table)

    def _recheck(self) -> None:
        self.list.acts.recheck()

    def _turn_to(self, place: int) -> None:
        self.tabs.setCurrentIndex(place)
        self.list.table.setFocus()

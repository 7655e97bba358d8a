"""业务指标: base data to fill in, and the indicators computed from them."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout
from typing_extensions import override

from app.services.foundation.changes import RecordsChanged
from app.views.base_data.view import BaseDataView
from app.views.indicators.structures_view import StructuresView
from app.views.indicators.view import IndicatorsView
from app.views.shared.page import Page
from app.views.shared.workplace import Workplace


class IndicatorsPage(Page):
    """Three tabs; what is typed in the first shows in the others."""

    chapter = "基础数据和业务指标"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        self.base_data, self.indicators = BaseDataView(workplace), IndicatorsView(workplace)
        self.structures = StructuresView(workplace)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("indicators_tabs")
        self.tabs.setAccessibleName("业务指标")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.base_data, "基础数据")
        self.tabs.addTab(self.indicators, "指标")
        self.tabs.addTab(self.structures, "结构比")
        for number in range(1, self.tabs.count() + 1):
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda place=number - 1: self._turn_to(place))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.tabs)
        self.setFocusProxy(self.base_data.grid)
        self.tabs.currentChanged.connect(lambda _: self._read_again())
        workplace.changed.connect(self._note_change)

    @override
    def start(self) -> None:
        self.base_data.start()
        if self.tabs.currentWidget() is not self.base_data:  # the others when they are turned to: charts take time
            self._read_again()

    def _note_change(self, change: RecordsChanged) -> None:
        if change.record_type is None and self.isVisible() and self.workplace.has_desk:
            self._read_again()

    def _read_again(self) -> None:
        if self.workplace.has_desk:
            again = (self.base_data.refresh, self.indicators.start, self.structures.start)
            again[self.tabs.currentIndex()]()

    def _turn_to(self, place: int) -> None:
        self.tabs.setCurrentIndex(place)
        self.tabs.currentWidget().setFocus()

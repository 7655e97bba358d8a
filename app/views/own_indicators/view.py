"""本院指标: the office's indicators and items, the 件 of the 案-件比, the kinds of the 结构比."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.views.own_indicators.indicators_tab import IndicatorsTab
from app.views.own_indicators.items_tab import ItemsTab
from app.views.own_indicators.lists_tab import RatiosTab, StructuresTab
from app.views.shared.workplace import Workplace


class OwnIndicatorsView(QWidget):
    """Four lists; only the one that shows is read."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__()
        self._workplace = workplace
        self.indicators, self.items = IndicatorsTab(workplace), ItemsTab(workplace)
        self.ratios, self.structures = RatiosTab(workplace), StructuresTab(workplace)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("own_indicators_tabs")
        self.tabs.setAccessibleName("本院指标")
        self.tabs.setDocumentMode(True)
        for view, title in (
            (self.indicators, "本院指标"),
            (self.items, "本院项目"),
            (self.ratios, "案-件比计入的环节"),
            (self.structures, "结构比归类"),
        ):
            self.tabs.addTab(view, title)
        self.tabs.currentChanged.connect(lambda _: self._turn())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 8)
        layout.addWidget(self.tabs)
        self.setFocusProxy(self.current)
        adding = QShortcut(QKeySequence("Ctrl+N"), self, self._add)
        adding.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)  # from the heads too

    @property
    def current(self) -> IndicatorsTab | ItemsTab | RatiosTab | StructuresTab:
        """The list that shows."""
        current = self.tabs.currentWidget()
        assert isinstance(current, IndicatorsTab | ItemsTab | RatiosTab | StructuresTab)  # noqa: S101 - all there are
        return current

    def start(self) -> None:
        """Read the list that shows."""
        if self._workplace.has_desk:
            self.current.start()

    def _add(self) -> None:
        self.current.begin()

    def _turn(self) -> None:
        self.setFocusProxy(self.current)
        self.start()
        if not self.tabs.tabBar().hasFocus():
            self.current.setFocus()

"""事项类型与职权: two lists side by side as tabs, both changed only as the office's own version."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.views.matter_types.powers_pane import PowersPane
from app.views.matter_types.types_pane import TypesPane
from app.views.shared.workplace import Workplace


class MatterTypesView(QWidget):
    """Reads when it comes on screen, and again after whatever was said may have been a change."""

    chapter = "事项类型与职权"

    def __init__(self, workplace: Workplace) -> None:
        """Empty until it is shown."""
        super().__init__()
        self._workplace = workplace
        self.types, self.powers = TypesPane(workplace), PowersPane(workplace)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("matter_types_tabs")
        self.tabs.setAccessibleName("事项类型与职权")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.types, "事项类型")
        self.tabs.addTab(self.powers, "职权清单")
        self.tabs.currentChanged.connect(lambda _: self.look())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self.tabs)
        workplace.said.connect(lambda *_: self.look())
        workplace.changed.connect(lambda _: self.look())

    def look(self) -> None:
        """Read the list in sight again."""
        if self._workplace.has_desk and self.isVisible():
            (self.types if self.tabs.currentWidget() is self.types else self.powers).refresh()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()

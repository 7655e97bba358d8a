"""来源 of a whole table of clues: asked for once, for the rows that name none."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from app.views.shared.workplace import Workplace


class SourceChoice(QWidget):
    """The register's sources to choose from; another may be typed."""

    def __init__(self, workplace: Workplace) -> None:
        """The sources are read when the choice is first shown."""
        super().__init__()
        self._workplace = workplace
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setObjectName("import_source")
        self.box.setAccessibleName("整表来源")
        self.box.setToolTip("没有写明来源的行都记这个来源。空着的，按表内来源列；没有来源列的表记为监督模型。")
        self.box.setMinimumWidth(150)
        self.box.setMaxVisibleItems(20)
        self.box.completer().setFilterMode(Qt.MatchFlag.MatchContains)
        self.box.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        line = self.box.lineEdit()
        if line is not None:
            line.setPlaceholderText("按表内所写")
        label = QLabel("整表来源")
        label.setBuddy(self.box)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label)
        layout.addWidget(self.box)

    def text(self) -> str:
        """What is chosen or typed; empty where the table says it itself."""
        return self.box.currentText().strip()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.box.count() == 0 and self._workplace.has_desk:
            self.box.addItems([source.name for source in self._workplace.desk.clues.sources()])
            self.box.setCurrentIndex(-1)
            self.box.setEditText("")

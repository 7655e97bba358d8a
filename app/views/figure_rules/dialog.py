"""数间规则: where rules do not hold, and the rules themselves."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QTabWidget, QVBoxLayout, QWidget

from app.services.figure_rules.rows import BrokenRule
from app.services.foundation.changes import RecordsChanged
from app.views.figure_rules.broken_view import BrokenView
from app.views.figure_rules.view import FigureRulesView
from app.views.shared.quiet_closing import delete_when_quiet
from app.views.shared.workplace import Workplace

_SIZE = 1120, 600


class RulesDialog(QDialog):
    """Two tabs; choosing a broken rule closes it and leads to the cell."""

    place_wanted = Signal(object)  # BrokenRule

    def __init__(self, workplace: Workplace, unit: str, year: int, parent: QWidget) -> None:
        """``unit`` and ``year`` as the grid shows them."""
        super().__init__(parent)
        delete_when_quiet(self)
        self._workplace = workplace
        QShortcut(QKeySequence("F1"), self, self._explain)  # the window's own does not reach into a dialog
        self.setWindowTitle("数间规则")
        self.resize(*_SIZE)
        self.broken, self.rules = BrokenView(workplace, unit, year), FigureRulesView(workplace)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("rules_tabs")
        self.tabs.setAccessibleName("数间规则")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.broken, f"{year}年不成立的")
        self.tabs.addTab(self.rules, "规则")
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs)
        self.broken.chosen.connect(self._leave_for)
        workplace.changed.connect(self._note_change)  # not a lambda: it would outlive the dialog
        workplace.leave_out(self)
        self._read()
        self.broken.setFocus()

    def _explain(self) -> None:
        from app.views.manual.window import open_chapter

        open_chapter(self._workplace, self, "基础数据和业务指标", "数间规则")

    def _note_change(self, _change: RecordsChanged) -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        self.broken.start()
        self.rules.start()

    def _leave_for(self, broken: BrokenRule) -> None:
        self.accept()
        self.place_wanted.emit(broken)

"""The shape of the small dialogs that ask for one item of a list; nothing is written by them."""

from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout
from typing_extensions import override

from app.services.foundation.errors import FieldProblem
from app.views.shared.form import Form
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

Item = TypeVar("Item")
_WIDTH = 520


class ItemDialog(QDialog, Generic[Item]):
    """Subclasses add fields to ``form`` and give the item in ``read``."""

    told = Signal(object)

    def __init__(self, workplace: Workplace, title: str) -> None:
        """``title`` is the window's."""
        super().__init__()
        self.form, self.problem = Form(workplace), ProblemLabel()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self.confirm, cancel = QPushButton("确定"), QPushButton("取消")
        self.confirm.setObjectName("item_confirm")
        self.confirm.setDefault(True)
        self.confirm.setToolTip("Ctrl+Enter")
        self.confirm.clicked.connect(self.accept)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.confirm)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.form)
        layout.addWidget(self.problem)
        layout.addLayout(row)

    def read(self) -> Item:
        """The item as typed; raises FieldProblem."""
        raise NotImplementedError

    @override
    def accept(self) -> None:
        self.form.clear_problems()
        self.problem.clear()
        try:
            item = self.read()
        except FieldProblem as problem:
            if not self.form.mark(problem):
                self.problem.say(problem)
        else:
            super().accept()
            self.told.emit(item)

    @override
    def showEvent(self, event: object) -> None:
        self.form.focus_first()
        super().showEvent(event)  # type: ignore[arg-type]  # Qt hands in a QShowEvent

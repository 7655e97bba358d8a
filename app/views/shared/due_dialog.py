"""怎么算的: each period of a record with its start, rule, steps and result."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.services.suggestions.rows import DueExplanation
from app.views.shared.facts import Fact, Facts


class DueDialog(QDialog):
    """Shows the derivation; nothing can be changed here."""

    def __init__(self, explanations: Iterable[DueExplanation], parent: QWidget | None = None) -> None:
        """One section for each period."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("届满日怎么算的")
        self.resize(600, 420)
        layout = QVBoxLayout(self)
        facts = Facts(label_width=72)
        facts.setObjectName("derivation")
        facts.setAccessibleName("推算过程")
        facts.show_sections([(entry.name, tuple(_facts(entry))) for entry in explanations])
        layout.addWidget(facts, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        close = QPushButton("关闭")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        layout.addLayout(row)


def _facts(entry: DueExplanation) -> Iterable[Fact]:
    yield "届满日", "" if entry.due_on is None else f"{entry.due_on:%Y-%m-%d}"
    for number, step in enumerate(entry.steps):
        yield ("" if number else "推算"), step
    if entry.basis and not any(entry.basis in step for step in entry.steps):
        yield "依据", entry.basis
    if entry.is_provisional:
        yield "提示", "当年的放假通知尚未录入，节假日按周末推算，结果待定。"

"""What is known, as labels and texts that can be read and copied but not changed."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

Fact = tuple[str, str]  # label and text; an empty text is shown as a dash
Section = tuple[str, Sequence[Fact]]  # heading, which may be empty, and facts

_DASH = "—"


class Facts(QScrollArea):
    """Sections of facts, one below the other, scrolling when they are long."""

    def __init__(self, label_width: int = 96) -> None:
        """``label_width`` in pixels."""
        super().__init__()
        self._label_width = label_width
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("role", "facts")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys scroll it

    def show_sections(self, sections: Iterable[Section]) -> None:
        """Replace what is shown."""
        sheet = QWidget()
        sheet.setObjectName("sheet")
        layout = QVBoxLayout(sheet)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        for heading, facts in sections:
            if heading:
                layout.addWidget(_heading(heading))
            layout.addLayout(self._grid(facts))
        layout.addStretch(1)
        self.setWidget(sheet)

    def _grid(self, facts: Sequence[Fact]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, self._label_width)
        grid.setColumnStretch(1, 1)
        for row, (title, text) in enumerate(facts):
            label = QLabel(title)
            label.setProperty("role", "muted")
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            value = QLabel(text or (_DASH if title else ""))
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setWordWrap(True)
            value.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(label, row, 0)
            grid.addWidget(value, row, 1)
        return grid


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    label.setContentsMargins(0, 6, 0, 0)
    return label

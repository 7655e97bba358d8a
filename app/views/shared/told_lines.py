"""A few lines that tell what waits, each with a lamp, words and what can be done; the rest is only counted."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.models.terms import Lamp
from app.views.shared.lamp import LampBadge
from app.views.shared.workplace import Workplace


class ToldLines(QWidget):
    """Hidden while there is no line."""

    def __init__(self, workplace: Workplace, name: str) -> None:
        """No lines yet; ``name`` is the object name."""
        super().__init__()
        self.setObjectName(name)
        self.workplace = workplace
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self.hide()

    def show_lines(self, lines: Sequence[QWidget], rest: str = "") -> None:
        """These in place of what stood here; ``rest`` says how many more there are."""
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for line in (*lines, *([QLabel(rest)] if rest else [])):
            self._layout.addWidget(line)
        self.setVisible(bool(lines))

    def line(self, state: tuple[Lamp, str], told: str, tip: str, name: str) -> tuple[QWidget, QHBoxLayout]:
        """One line and its layout, where buttons are added; ``name`` is the object name of the words."""
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        badge = LampBadge(self.workplace.theme)
        badge.show_lamp(*state)
        words = QLabel(told)
        words.setObjectName(name)
        words.setToolTip(tip)
        words.setMinimumWidth(1)  # long words must not widen the page
        layout.addWidget(badge)
        layout.addWidget(words, 1)
        return line, layout

"""Where a record stands: its steps in a row, the present one marked, what is done ticked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.views.shared.workplace import Workplace

Phase = Literal["done", "now", "ahead", "off"]  # off: will not come any more


@dataclass(frozen=True)
class Step:
    """One step and whether it is behind, present or ahead."""

    title: str
    phase: Phase


class StageBar(QWidget):
    """Shows steps as words and icons, so that it can be read aloud as well."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_steps``."""
        super().__init__()
        self._icons = workplace.icons
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)

    def show_steps(self, steps: Iterable[Step]) -> None:
        """Replace what is shown."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, step in enumerate(steps):
            if place:
                self._row.addWidget(self._picture("chevron-right", "muted"))
            if step.phase == "done":
                self._row.addWidget(self._picture("check", "lamp_normal"))
            self._row.addWidget(self._word(step))
        self._row.addStretch(1)

    def _picture(self, name: str, colour: str) -> QLabel:
        label = QLabel()
        label.setPixmap(self._icons.icon(name, colour).pixmap(16, 16))
        return label

    def _word(self, step: Step) -> QLabel:
        label = QLabel(step.title)
        label.setObjectName("stage")
        label.setProperty("phase", step.phase)
        font = label.font()
        font.setStrikeOut(step.phase == "off")
        label.setFont(font)
        return label

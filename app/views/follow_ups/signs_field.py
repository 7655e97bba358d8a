"""The seven signs of 未依法履职 as boxes to tick."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.services.follow_ups.rows import Sign


class SignsField(QWidget):
    """``codes()`` are those that were ticked."""

    changed = Signal()

    def __init__(self, signs: Sequence[Sign]) -> None:
        """None is ticked."""
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(4)
        self._boxes: list[tuple[str, QCheckBox]] = []
        for number, sign in enumerate(signs, start=1):
            box = QCheckBox(sign.text)
            box.setObjectName(f"sign_{number}")
            box.setToolTip(sign.code)
            box.toggled.connect(lambda _: self.changed.emit())
            layout.addWidget(box)
            self._boxes.append((sign.code, box))
        if self._boxes:
            self.setFocusProxy(self._boxes[0][1])

    def codes(self) -> tuple[str, ...]:
        """In the order of the list."""
        return tuple(code for code, box in self._boxes if box.isChecked())

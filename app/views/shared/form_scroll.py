"""What a long form scrolls in: the field reached by Tab is seen whole."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

_AIR = 8  # pixels left above and below the field


class FormScroll(QScrollArea):
    """Without a frame, and only upwards and downwards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until a widget is set."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Qt cares for the cursor's line alone: of a field of many lines the rest would stay out of sight."""
        has_gone = super().focusNextPrevChild(next)
        reached = self.focusWidget()
        if has_gone and reached is not None:
            self.show_whole(reached)
        return has_gone

    def show_whole(self, field: QWidget) -> None:
        """Scroll as little as shows the field, its top where it is higher than the room there is."""
        sheet = self.widget()
        if sheet is None or not sheet.isAncestorOf(field):
            return
        top = field.mapTo(sheet, QPoint(0, 0)).y() - _AIR
        bottom = top + field.height() + 2 * _AIR
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if bottom > bar.value() + room:
            bar.setValue(bottom - room)
        if top < bar.value():
            bar.setValue(top)

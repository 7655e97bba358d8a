"""The year sheet's legend: each mark as it is drawn, with its words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.views.office_rules.day_marks import DayBrush
from app.views.office_rules.year_days import Mark
from app.views.shared.workplace import Workplace

_CELL = QSize(24, 20)
_MARKS = (
    ("放假", Mark.HOLIDAY, False, False),
    ("暂定放假", Mark.HOLIDAY, False, True),
    ("调休上班", Mark.SWAPPED, False, False),
    ("本院日历", Mark.WORKING, True, False),
)


class Legend(QWidget):
    """One row."""

    def __init__(self, workplace: Workplace) -> None:
        """Drawn once; the theme does not change while the window is open."""
        super().__init__()
        brush = DayBrush(workplace.theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for words, mark, is_own, is_provisional in _MARKS:
            sign, label = QLabel(), QLabel(words)
            sign.setPixmap(self._drawn(brush, mark, is_own, is_provisional))
            label.setProperty("role", "muted")
            row.addWidget(sign)
            row.addWidget(label)
            row.addSpacing(10)
        row.addStretch(1)

    def _drawn(self, brush: DayBrush, mark: Mark, is_own: bool, is_provisional: bool) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(_CELL * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, _CELL.width(), _CELL.height())
        brush.draw(painter, box, "1", mark, is_own=is_own, is_provisional=is_provisional)
        painter.end()
        return picture

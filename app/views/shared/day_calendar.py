"""A month to pick a day from, dressed like the rest of the window: red is kept for lamps."""

from PySide6.QtCore import QDate, QSize, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton

from app.views.shared.workplace import Workplace

_SMALLEST = QSize(280, 232)  # six weeks with their heads; what Qt asks for by itself cuts the last week
_STEPS = {"qt_calendar_prevmonth": ("chevron-left", "上一月"), "qt_calendar_nextmonth": ("chevron-right", "下一月")}


class DayCalendar(QCalendarWidget):
    """Weeks begin on Monday; days of the weekend are only fainter."""

    def __init__(self, workplace: Workplace, day: QDate) -> None:
        """``day`` is the one marked."""
        super().__init__()
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setMinimumSize(_SMALLEST)
        self.setSelectedDate(day)
        faint = QTextCharFormat()
        faint.setForeground(workplace.theme.colour("muted"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(weekday, faint)
        for name, (icon, title) in _STEPS.items():
            step = self.findChild(QToolButton, name)
            if step is not None:
                step.setIcon(workplace.icons.icon(icon))
                step.setAccessibleName(title)
                step.setToolTip(title)

"""A year on one sheet: twelve months, holidays and swapped days told by shape; arrow keys go from day to day."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from app.views.office_rules.day_marks import DayBrush
from app.views.office_rules.year_days import DayFacts, Mark
from app.views.shared.workplace import Workplace

_COLUMNS, _ROWS = 4, 3
_GAP = 14.0  # between months
_LINES = 8  # month's name, weekdays, six weeks
_WEEKDAYS = "一二三四五六日"
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class YearSheet(QWidget):
    """``day_changed`` tells the current day, ``day_chosen`` an Enter or double click on it."""

    day_changed = Signal(object)  # date
    day_chosen = Signal(object)  # date

    def __init__(self, workplace: Workplace) -> None:
        """No year yet."""
        super().__init__()
        self._brush, self._theme = DayBrush(workplace.theme), workplace.theme
        self._days: Mapping[date, DayFacts] = {}
        self._current = date.min
        self.setObjectName("year_sheet")
        self.setAccessibleName("全年日历")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(640, 390))

    @property
    def current(self) -> date:
        """The day with the ring."""
        return self._current

    def show_days(self, days: Mapping[date, DayFacts], current: date) -> None:
        """Show a year; ``current`` is one of its days."""
        self._days = days
        self.go_to(current)

    def go_to(self, day: date) -> None:
        """Make a day of the year the current one; another year's is left alone."""
        if day in self._days:
            self._current = day
            self.setAccessibleDescription(self._days[day].words)
            self.update()
            self.day_changed.emit(day)

    def day_at(self, point: QPointF) -> date | None:
        """The day drawn at a point."""
        return next((day for day in self._days if self.box_of(day).contains(point)), None)

    def box_of(self, day: date) -> QRectF:
        """Where a day is drawn."""
        month = self._month_box(day.month)
        width, height = month.width() / 7, month.height() / _LINES
        place = day.day - 1 + day.replace(day=1).weekday()
        return QRectF(month.x() + place % 7 * width, month.y() + (place // 7 + 2) * height, width, height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._days:
            for month in range(1, 13):
                self._draw_heads(painter, month)
        for day, facts in self._days.items():
            own, provisional = facts.is_own, facts.is_provisional
            box = self.box_of(day)
            self._brush.draw(painter, box, str(day.day), facts.mark, is_own=own, is_provisional=provisional)
            if day == self._current and self.hasFocus():
                self._brush.ring(painter, box)
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.go_to(self._current + timedelta(days=_STEPS[key]))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.day_chosen.emit(self._current)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if day := self.day_at(event.position()):
            self.go_to(day)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if day := self.day_at(event.position()):
            self.day_chosen.emit(day)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            day = self.day_at(QPointF(event.pos()))
            facts = self._days.get(day) if day else None
            if facts is None or facts.mark is Mark.WORKING:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), facts.words, self)
            return True
        return super().event(event)

    def _month_box(self, month: int) -> QRectF:
        column, row = (month - 1) % _COLUMNS, (month - 1) // _COLUMNS
        width = (self.width() - _GAP * (_COLUMNS - 1)) / _COLUMNS
        height = (self.height() - _GAP * (_ROWS - 1)) / _ROWS
        return QRectF(column * (width + _GAP), row * (height + _GAP), width, height)

    def _draw_heads(self, painter: QPainter, month: int) -> None:
        box = self._month_box(month)
        width, height = box.width() / 7, box.height() / _LINES
        first = next(iter(self._days)).replace(month=month)
        title = f"{month}月（暂定）" if self._days[first].is_provisional else f"{month}月"
        painter.setPen(self._theme.colour("text"))
        painter.drawText(QRectF(box.x(), box.y(), box.width(), height), Qt.AlignmentFlag.AlignCenter, title)
        painter.setPen(self._theme.colour("muted"))
        for place, name in enumerate(_WEEKDAYS):
            cell = QRectF(box.x() + place * width, box.y() + height, width, height)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, name)

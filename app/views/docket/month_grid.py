"""A month of due days as a grid of weeks: how many end on each day, with the worst lamp as shape, colour and number."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from app.models.terms import Lamp
from app.services.docket.rows import DayCount
from app.views.shared.theme import Theme
from app.views.shared.workplace import Workplace

WEEKS = 6
DAY_ROLE = int(Qt.ItemDataRole.UserRole)  # the DayCount of a cell, None outside the month
_ORDER = (Lamp.SERIOUSLY_OVERDUE, Lamp.OVERDUE, Lamp.DUE, Lamp.NEAR, Lamp.UNKNOWN, Lamp.NORMAL, Lamp.PAUSED, Lamp.DONE)
_HEADS = tuple(f"周{name}" for name in "一二三四五六日")
_PLAIN_DAYS = {"工作日", "星期六", "星期日"}  # the heads say that much
_NOWHERE = QModelIndex()
_BOTH_SIDES = {Lamp.OVERDUE: "过期", Lamp.SERIOUSLY_OVERDUE: "严重过期"}
_DAY = timedelta(days=1)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
Index = QModelIndex | QPersistentModelIndex


def worst(lamps: Mapping[Lamp, int]) -> Lamp | None:
    """The lamp that hurts most, None where nothing ends."""
    return next((lamp for lamp in _ORDER if lamps.get(lamp)), None)


def parts(lamps: Mapping[Lamp, int]) -> str:
    """过期2 临近3: a day's deadlines are our own and others', so that neither 超期 nor 逾期 is said of all."""
    return " ".join(f"{_BOTH_SIDES.get(lamp, lamp.label)}{lamps[lamp]}" for lamp in _ORDER if lamps.get(lamp))


def spoken(day: DayCount) -> str:
    """What a screen reader says of a day: 2026年10月1日，国庆节，3项届满：过期2 临近1."""
    ends = f"{day.count}项届满：{parts(day.lamps)}" if day.count else "没有届满的期限"
    return f"{day.on.year}年{day.on.month}月{day.on.day}日，{day.day_name}，{ends}"


class MonthModel(QAbstractTableModel):
    """Six weeks of seven days, of which some lie outside the month."""

    def __init__(self) -> None:
        """No month yet."""
        super().__init__()
        self._days: tuple[DayCount, ...] = ()

    def show(self, days: Sequence[DayCount]) -> None:
        """Show a whole month, its first day first."""
        self.beginResetModel()
        self._days = tuple(days)
        self.endResetModel()

    def day_at(self, index: Index) -> DayCount | None:
        """The day of a cell."""
        if not self._days or not index.isValid():
            return None
        place = index.row() * 7 + index.column() - self._days[0].on.weekday()
        return self._days[place] if 0 <= place < len(self._days) else None

    def index_of(self, day: date) -> QModelIndex:
        """The cell of a day of the month."""
        row, column = divmod(self._days[0].on.weekday() + day.day - 1, 7)
        return self.index(row, column)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else WEEKS

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section] if orientation == Qt.Orientation.Horizontal else f"第{section + 1}周"
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.NoItemFlags if self.day_at(index) is None else super().flags(index)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        day = self.day_at(index)
        if day is None:
            return None
        if role == DAY_ROLE:
            return day
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return spoken(day)
        return None


class DayDelegate(QStyledItemDelegate):
    """Draws one day."""

    def __init__(self, theme: Theme, grid: "MonthGrid") -> None:
        """``grid`` knows which day is today."""
        super().__init__(grid)
        self._theme, self._grid = theme, grid

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        day, colour = index.data(DAY_ROLE), self._theme.colour
        rect: QRect = option.rect  # type: ignore[attr-defined]  # PySide6's stubs lack the fields of style options
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]  # see above
        painter.save()
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        ground = "selection" if is_current else "base" if day is not None and day.is_working else "window"
        painter.fillRect(rect, colour(ground))
        painter.setPen(colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if day is not None:
            self._draw(painter, rect, day, is_current)
            if is_current and state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(colour("accent"), 2))
                painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _draw(self, painter: QPainter, rect: QRect, day: DayCount, is_current: bool) -> None:
        inner = rect.adjusted(8, 5, -8, -5)
        top = QRect(inner.left(), inner.top(), inner.width(), 20)
        is_today = day.on == self._grid.today
        # Blue on the blue of the current cell could hardly be read.
        is_plain = is_current or (day.is_working and not is_today)
        painter.setPen(self._theme.colour("text" if is_plain else "accent" if is_today else "muted"))
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft, f"{day.on.day} 今天" if is_today else f"{day.on.day}")
        if day.day_name not in _PLAIN_DAYS:
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(top, Qt.AlignmentFlag.AlignRight, day.day_name)
        lamp = worst(day.lamps)
        if lamp is None:
            return
        middle = QRect(inner.left(), top.bottom() + 3, inner.width(), 20)
        self._theme.icons.lamp(lamp).paint(painter, QRect(middle.left(), middle.top() + 2, 16, 16))
        painter.setPen(self._theme.lamp_colour(lamp))
        painter.drawText(middle.adjusted(22, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, f"{day.count} 项")
        below = QRect(inner.left(), middle.bottom() + 2, inner.width(), inner.bottom() - middle.bottom())
        painter.setPen(self._theme.colour("muted"))
        if below.height() >= painter.fontMetrics().height():
            told = painter.fontMetrics().elidedText(parts(day.lamps), Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, told)


class MonthGrid(QTableView):
    """Arrow keys go by days and weeks and on into the next month, PageUp and PageDown by months."""

    chosen = Signal(object)  # the DayCount of a day that was clicked, or Enter was pressed on
    day_wanted = Signal(object)  # a date in another month

    def __init__(self, workplace: Workplace) -> None:
        """Empty until a month is shown."""
        super().__init__()
        self.today: date | None = None
        self.days = MonthModel()
        self.setModel(self.days)
        self.setItemDelegate(DayDelegate(workplace.theme, self))
        self.setObjectName("deadlines_month")
        self.setAccessibleName("月历")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setMinimumSectionSize(30)
            header.setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.clicked.connect(self._choose)

    @property
    def current(self) -> DayCount | None:
        """The day the keys stand on."""
        return self.days.day_at(self.currentIndex())

    def show_days(self, days: Sequence[DayCount], current: date) -> None:
        """Show a month with one of its days current."""
        self.days.show(days)
        last = (days[0].on.weekday() + len(days) - 1) // 7
        for row in range(WEEKS):  # a week wholly outside the month takes no room
            self.setRowHidden(row, row > last)
        self.setCurrentIndex(self.days.index_of(current))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        day, key = self.current, Qt.Key(event.key())
        if day is None:
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(day)
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.day_wanted.emit(months_on(day.on, 1 if key == Qt.Key.Key_PageDown else -1))
        elif key in _STEPS:
            self._go_to(day.on + _STEPS[key] * _DAY)
        else:
            super().keyPressEvent(event)

    def _go_to(self, day: date) -> None:
        here = self.current
        if here is not None and (day.year, day.month) == (here.on.year, here.on.month):
            self.setCurrentIndex(self.days.index_of(day))
        else:
            self.day_wanted.emit(day)

    def _choose(self, index: QModelIndex) -> None:
        day = self.days.day_at(index)
        if day is not None:
            self.chosen.emit(day)


def months_on(day: date, months: int) -> date:
    """The same day some months later or earlier, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

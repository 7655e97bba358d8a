"""A date typed any way people write it, with the day that was understood beside it; a calendar for the mouse."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from app.models.dates import PartialDate
from app.services.foundation.typed_dates import NotADate, read_date
from app.views.shared.day_calendar import DayCalendar
from app.views.shared.workplace import Workplace

_WEEKDAYS = "一二三四五六日"
_PLACEHOLDER = "如 2026-9-15、9.15、今天、+30"


class DateField(QWidget):
    """``typed()`` gives what was meant. Months and years are taken only where ``is_month_enough``."""

    changed = Signal()

    def __init__(self, workplace: Workplace, title: str, name: str, *, is_month_enough: bool = False) -> None:
        """``title`` is the visible label's text, ``name`` the draft's field."""
        super().__init__()
        self._workplace, self._is_month_enough = workplace, is_month_enough
        self._build(title, name)

    def typed(self) -> PartialDate | None:
        """What was typed, None where nothing was; raises NotADate."""
        text = self.text.text().strip()
        if not text:
            return None
        return read_date(text, self._today(), is_month_enough=self._is_month_enough)

    def set_date(self, known: PartialDate | None) -> None:
        """Show a date as text that can be typed over."""
        self.text.setText("" if known is None else known.text)

    def set_read_only(self, is_read_only: bool) -> None:
        """Read and copy, but not change."""
        self.text.setReadOnly(is_read_only)
        self._picker.setEnabled(not is_read_only)

    def _today(self) -> date:
        return self._workplace.desk.clock.today()

    def _explain(self) -> None:
        try:
            meant = self.typed()
        except NotADate:  # the sentence comes when the dialog is confirmed; half a date is no mistake yet
            meant = None
        self.understood.setText("" if meant is None else _in_words(meant))
        self.changed.emit()

    def _offer_calendar(self) -> None:
        menu, calendar = QMenu(self), DayCalendar(self._workplace, self._shown_day())
        entry = QWidgetAction(menu)
        entry.setDefaultWidget(calendar)
        menu.addAction(entry)

        def take(day: QDate) -> None:
            self.text.setText(day.toString(Qt.DateFormat.ISODate))
            menu.close()

        calendar.activated.connect(take)
        calendar.clicked.connect(take)
        menu.exec(self.mapToGlobal(QPoint(0, self.height())))

    def _shown_day(self) -> QDate:
        try:
            meant = self.typed()
        except NotADate:
            meant = None
        day = meant.first if meant else self._today()
        return QDate(day.year, day.month, day.day)

    def _build(self, title: str, name: str) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.text = QLineEdit()
        self.text.setObjectName(name)
        self.text.setAccessibleName(title)
        self.text.setPlaceholderText(_PLACEHOLDER)
        self.text.setFixedWidth(230)
        self.text.textChanged.connect(lambda _: self._explain())
        picker = self._picker = QToolButton()
        picker.setIcon(self._workplace.icons.icon("calendar"))
        picker.setIconSize(QSize(18, 18))
        picker.setFixedHeight(30)
        picker.setAccessibleName(f"{title}：日历")
        picker.setObjectName(f"{name}_calendar")
        picker.setToolTip("从日历中选择")
        picker.setProperty("role", "quiet")
        picker.clicked.connect(self._offer_calendar)
        self.understood = QLabel()
        self.understood.setProperty("role", "muted")
        for part in (self.text, picker, self.understood):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setFocusProxy(self.text)


def _in_words(meant: PartialDate) -> str:
    day = meant.exact
    return meant.chinese() if day is None else f"{meant.chinese()} 周{_WEEKDAYS[day.weekday()]}"

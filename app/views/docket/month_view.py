"""The month of due days: the grid, the way to other months, and what the list's filters leave of it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.services.docket.rows import DayCount
from app.services.lists.listing import ListQuery
from app.views.docket.month_grid import MonthGrid, months_on
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_EARLIEST, _LATEST = date(1990, 1, 1), date(2099, 12, 31)
_SAID_FILTERS = {"lamp": "灯", "handler": "承办人", "department": "部门", "rule": "规则", "side": "谁的期限"}


class MonthView(QWidget):
    """Shows the month of ``day``; the query is asked for anew each time it reads."""

    chosen = Signal(object)  # date

    def __init__(self, workplace: Workplace, query: Callable[[], ListQuery]) -> None:
        """Nothing is read before ``read``."""
        super().__init__()
        self._workplace, self._query = workplace, query
        self.day: date | None = None
        self._build()

    def read(self) -> None:
        """Count again."""
        if not self._workplace.has_desk:
            return
        desk = self._workplace.desk
        self.grid.today = desk.clock.today()
        self.day = day = self.day or self.grid.today
        query = self._query()
        self._title.setText(f"{day.year}年{day.month}月")
        self.work.run(
            "正在清点……",
            lambda _: desk.docket.overview.month(day.year, day.month, query),
            lambda days: self._show(days, day, query),
        )

    def show_day(self, day: date) -> None:
        """Go to a day, of whatever month."""
        self.day = min(max(day, _EARLIEST), _LATEST)
        self.read()

    def step(self, months: int) -> None:
        """Go on by months."""
        current = self.grid.current
        day = current.on if current else self.day
        if day is not None:
            self.show_day(months_on(day, months))

    def _show(self, days: tuple[DayCount, ...], day: date, query: ListQuery) -> None:
        self.grid.show_days(days, day)
        self.day = day
        self._count.setText(f"本月届满 {sum(each.count for each in days):,} 项{_limits(query)}")

    def _choose(self, day: DayCount) -> None:
        self.day = day.on
        if day.count:
            self.chosen.emit(day.on)
        else:
            self._workplace.say(f"{day.on:%Y-%m-%d} 没有届满的期限。")

    def _build(self) -> None:
        self.grid, self.work = MonthGrid(self._workplace), WorkStrip(self._workplace)
        self.grid.chosen.connect(self._choose)
        self.grid.day_wanted.connect(self.show_day)
        self._title, self._count = QLabel(), QLabel()
        self._title.setProperty("role", "title")
        self._title.setObjectName("deadlines_month_title")
        self._count.setProperty("role", "muted")
        hint = QLabel("方向键 换日 · PageUp/PageDown 换月 · Enter 列出当日")
        hint.setProperty("role", "muted")
        top, bottom = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self._title)
        top.addSpacing(8)
        top.addWidget(self._button("上个月", "chevron-left", lambda: self.step(-1)))
        top.addWidget(self._button("下个月", "chevron-right", lambda: self.step(1)))
        top.addWidget(self._button("回到今天", "", self._show_today))
        top.addStretch(1)
        bottom.addWidget(self._count)
        bottom.addStretch(1)
        bottom.addWidget(hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.work)
        layout.addWidget(self.grid, 1)
        layout.addLayout(bottom)
        self.setFocusProxy(self.grid)

    def _show_today(self) -> None:
        self.show_day(self._workplace.desk.clock.today())

    def _button(self, title: str, icon: str, slot: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        if icon:
            button.setIcon(self._workplace.icons.icon(icon))
        else:
            button.setText(title)
        button.setAccessibleName(title)
        button.setToolTip(title)
        button.setObjectName(f"deadlines_month_{icon or 'today'}")
        button.setProperty("role", "quiet")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked: slot())
        return button


def _limits(query: ListQuery) -> str:
    """What the filters of the list leave out, in words: the same filters count here."""
    said = [f"{_SAID_FILTERS[key]} {shown or '未填'}" for key, shown in query.where]
    said += ["只看超期、逾期"] * query.is_overdue + [f"含“{query.contains}”"] * bool(query.contains)
    return f"（按清单的筛选：{'，'.join(said)}）" if said else ""

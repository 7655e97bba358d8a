"""The list of open deadlines: its columns and filters, and the one day it may be narrowed to."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget
from typing_extensions import override

from app.models.terms import Lamp, RecordType, Side
from app.services.desk import Desk
from app.services.docket.rows import COLUMNS, NO_DAY
from app.services.docket.spans import SPANS
from app.services.lists.lamp_words import words_of
from app.services.lists.listing import ListQuery
from app.views.docket.deadline_preview import DeadlinePreview
from app.views.shared.filter_row import Filter
from app.views.shared.list_page import ListPage, ListSpec
from app.views.shared.workplace import Workplace

WEEKDAYS = "一二三四五六日"
NOBODY = "未填"  # a record on which no handler is written
SPAN = "span"  # a filter by name of the days on which deadlines end; the store knows days only
_OPEN_LAMPS = tuple(lamp.label for lamp in Lamp if lamp is not Lamp.DONE)


def _handlers(desk: Desk) -> list[str]:
    return [*desk.docket.overview.handlers(), NOBODY]


def _departments(desk: Desk) -> tuple[str, ...]:
    return desk.offices.departments()


def _rules(desk: Desk) -> list[str]:
    return sorted({f"{rule.code} {rule.name}" for rule in desk.deadlines.library.all()})


FILTERS = (
    Filter("lamp", "灯", _OPEN_LAMPS, width=96),
    Filter(SPAN, "届满", tuple(SPANS), width=104),
    Filter("handler", "承办人", _handlers, width=112),
    Filter("department", "部门", _departments, width=116),
    Filter("rule", "规则", _rules, width=124),
    Filter("side", "谁的期限", tuple(side.label for side in Side), width=128),
)


class DeadlineList(ListPage):
    """What ends first comes first."""

    day_cleared = Signal()
    day: date | None = None

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        spec = ListSpec(
            key="deadlines",
            title="期限总览",
            unit="项",
            columns=COLUMNS,
            filters=FILTERS,
            words=lambda row: words_of(row, COLUMNS, self.model.query, NO_DAY),
            empty="这里是所有记录上正在走的期限。登记受理、制发、送达以后，期限按规则自动设定。",
            hint="Enter 打开记录 · F2 怎么算的 · Alt+2 月历",
            first=("lamp", "due_on", "name", "record", "subject", "handler", "department"),
            overdue="超期、逾期",
        )
        super().__init__(workplace, spec, lambda: workplace.desk.docket.listing, DeadlinePreview(workplace))
        self._day_bar = _DayBar(workplace)
        self._day_bar.clear.clicked.connect(lambda: self.narrow_to(None))
        self.put_strip(self._day_bar)

    def narrow_to(self, day: date | None) -> None:
        """Show what ends on one day, or on any."""
        if day == self.day:
            return
        self.day = day
        self._day_bar.show_day(day)
        self.refresh()
        if day is None:
            self.day_cleared.emit()

    @property
    def without_day(self) -> ListQuery:
        """What the filters ask for, whatever day is chosen."""
        return self._coded(self.filters.query(self._workplace.desk.clock.today()))

    def record_at(self, deadline_id: int) -> tuple[RecordType, int] | None:
        """The record a listed deadline runs on; None where it is gone since."""
        place = self.model.row_of(deadline_id)
        row = None if place is None else self.model.row(place)
        if row is None:
            return None
        cells = {column.key: cell for column, cell in zip(COLUMNS, row.cells, strict=True)}
        kind = RecordType.labelled(str(cells["record_type"]))
        return (kind, int(cells["record_id"] or 0)) if isinstance(kind, RecordType) else None

    @override
    def narrowed(self, query: ListQuery) -> ListQuery:
        if self.day is not None:
            return replace(self._coded(query), issued_from=self.day.isoformat(), issued_to=self.day.isoformat())
        return self._within(self._coded(query), dict(query.where).get(SPAN, ""))

    def put_menu(self, menu: QMenu, icon: str) -> None:
        """A menu about the current row: a button in the title row, and a part of the context menu."""
        button = QToolButton()
        button.setText(menu.title())
        button.setIcon(self._workplace.icons.icon(icon))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setProperty("role", "action")
        button.setAccessibleName(menu.title())
        button.setObjectName(f"{self._spec.key}_{icon}")
        button.setMenu(menu)
        self._actions.addWidget(button)
        self._row_actions.append(menu.menuAction())

    @override
    def _loaded(self, total: int) -> None:
        super()._loaded(total)
        if self.day is not None and not total:
            self.table.say("这一天没有符合条件的期限。")

    def _coded(self, query: ListQuery) -> ListQuery:
        """A rule is offered with its name and stands in the list by its code; 未填 is empty; a span is no column."""
        picked = ((key, shown) for key, shown in query.where if key != SPAN)
        return replace(query, where=tuple((key, _stored(key, shown)) for key, shown in picked))

    def _within(self, query: ListQuery, span: str) -> ListQuery:
        if span not in SPANS:
            return query
        first, last = SPANS[span](query.as_of)
        return replace(query, issued_from=first.isoformat(), issued_to=last.isoformat())


def _stored(key: str, shown: str) -> str:
    if key == "rule":
        return shown.split(" ", maxsplit=1)[0]
    return "" if (key, shown) == ("handler", NOBODY) else shown


class _DayBar(QWidget):
    """Says which day the list is narrowed to; takes no room while it is not."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._words = QLabel()
        self._words.setObjectName("deadlines_day")
        self.clear = QToolButton()
        self.clear.setText("清除")
        self.clear.setAccessibleName("清除")
        self.clear.setToolTip("显示所有日子的期限 (Esc 回到月历)")
        self.clear.setObjectName("deadlines_day_clear")
        self.clear.setIcon(workplace.icons.icon("x"))
        self.clear.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.clear.setProperty("role", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words)
        row.addWidget(self.clear)
        row.addStretch(1)
        self.hide()

    def show_day(self, day: date | None) -> None:
        """Name the day."""
        self._words.setText("" if day is None else f"只列 {day:%Y-%m-%d}（周{WEEKDAYS[day.weekday()]}）届满的期限")
        self.setVisible(day is not None)

"""The filter row of a list: free text, one choice for each named column, overdue only, and the columns' menu.

What is asked for less often stands in a second row, which 更多条件 opens and which stays open while it narrows. It is
made when it first opens: the start of the program would wait for choices nobody sees.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.services.desk import Desk
from app.services.lists.listing import ListQuery
from app.views.shared.period_field import PeriodField
from app.views.shared.search_line import SearchLine
from app.views.shared.workplace import Workplace

TYPING_PAUSE = 200  # milliseconds after the last key before the store is asked
_BESIDE_WORDS = 36  # what the edges and the arrow of a box one can type in take from its width


@dataclass(frozen=True)
class Filter:
    """One choice: exact match on a column. ``choices`` are fixed, or read from the store when it opens."""

    key: str
    title: str
    choices: tuple[str, ...] | Callable[[Desk], Iterable[str]]
    width: int = 132


@dataclass(frozen=True)
class FilterSpec:
    """The choices of the first row and of the second; ``overdue`` and ``period`` name a tick and a period, if any."""

    filters: tuple[Filter, ...]
    overdue: str = ""
    further: tuple[Filter, ...] = ()
    period: str = ""


class FilterRow(QWidget):
    """Turns what somebody picks into a query, and remembers it."""

    changed = Signal()

    def __init__(self, spec: FilterSpec, workplace: Workplace, key: str) -> None:
        """``key`` is the name under which the choices are remembered."""
        super().__init__()
        self._spec, self._workplace, self._key = spec, workplace, key
        self._filters = (*spec.filters, *spec.further)
        self._choices: dict[str, QComboBox] = {}
        self._period: PeriodField | None = None  # of the second row, once that is made
        self._build()

    def query(self, as_of: date) -> ListQuery:
        """What is picked, as that day knew it."""
        picked = ((key, box.currentText()) for key, box in self._choices.items() if self._is_picked(box))
        return ListQuery(
            as_of=as_of,
            where=tuple(picked),
            is_overdue=self.overdue.isChecked(),
            contains=self.text.text().strip(),
            issued_from=self._period.first if self._period else None,
            issued_to=self._period.last if self._period else None,
        )

    @property
    def period(self) -> PeriodField:
        """From and to, in the second row, which is made where it was not yet."""
        return self._period or self._make_second_row()

    @property
    def is_empty(self) -> bool:
        """Nothing is picked: the list shows everything."""
        query = self.query(date.min)
        return not (query.where or query.is_overdue or query.contains or query.issued_from or query.issued_to)

    def fill(self, desk: Desk) -> None:
        """Offer the choices that stand in the store, then what was picked last time."""
        for entry in self._filters:
            if callable(entry.choices) and entry.key in self._choices:
                self._offer(self._choices[entry.key], entry, entry.choices(desk))
        self._restore()

    def renew(self, desk: Desk) -> None:
        """Read the choices again; what is picked stays so, also where the store no longer offers it."""
        for entry in self._filters:
            box = self._choices.get(entry.key)
            if box is None or not callable(entry.choices) or box.hasFocus():  # somebody may be typing in it
                continue
            shown = box.currentText() if self._is_picked(box) else ""
            self._offer(box, entry, entry.choices(desk))
            if shown:
                box.blockSignals(True)
                self.pick(entry.key, shown)
                box.blockSignals(False)

    def clear(self) -> None:
        """Show everything again."""
        self.blockSignals(True)
        self.text.clear()
        self.overdue.setChecked(False)
        if self._period is not None:
            self._period.show_period("", "")
        for box in self._choices.values():
            box.setCurrentIndex(0)
        self.blockSignals(False)
        self._announce()

    def set_overdue(self, is_on: bool) -> None:
        """Tick or untick what is late."""
        self.overdue.setChecked(is_on)

    def pick(self, key: str, shown: str) -> None:
        """Pick a choice as if by hand; an unknown one is added to the box."""
        box = self._choice(key)
        if box.findText(shown) < 0:
            box.addItem(shown)
        box.setCurrentIndex(box.findText(shown))

    def _choice(self, key: str) -> QComboBox:
        """The box of a column; the second row is made where the column stands there."""
        if key not in self._choices:
            self._make_second_row()
        return self._choices[key]

    def unpick(self, key: str) -> None:
        """Let everything of a choice back in."""
        if key in self._choices:
            self._choices[key].setCurrentIndex(0)

    def _is_picked(self, box: QComboBox) -> bool:
        # An editable box may hold half a name: only a whole one narrows the list.
        return box.currentIndex() > 0 and box.findText(box.currentText()) > 0

    def _announce(self) -> None:
        self.reset.setVisible(not self.is_empty)
        kept = [f"{key}={box.currentText()}" for key, box in self._choices.items() if self._is_picked(box)]
        query = self.query(date.min)
        ends = (("from", query.issued_from), ("to", query.issued_to))
        kept += [f"period_{end}={typed}" for end, typed in ends if typed]
        self._workplace.preferences.keep(f"{self._key}/filters", kept + ["overdue"] * self.overdue.isChecked())
        self.changed.emit()

    def _restore(self) -> None:
        self.blockSignals(True)
        for line in self._workplace.preferences.texts(f"{self._key}/filters"):
            key, _, shown = line.partition("=")
            if key == "overdue":
                self.overdue.setChecked(True)
            elif key in {"period_from", "period_to"}:
                self.period.ends[key.removeprefix("period_")].setText(shown)
            elif any(entry.key == key for entry in self._filters) and self._choice(key).findText(shown) > 0:
                self.pick(key, shown)
        self.blockSignals(False)
        self.reset.setVisible(not self.is_empty)
        if self._narrows_further:
            self.more.setChecked(True)

    @property
    def _narrows_further(self) -> bool:
        if self._period is None:
            return False
        picked = any(self._is_picked(self._choices[entry.key]) for entry in self._spec.further)
        return picked or bool(self._period.first or self._period.last)

    def _offer(self, box: QComboBox, entry: Filter, choices: Iterable[str]) -> None:
        box.blockSignals(True)
        box.clear()
        box.addItem(_all_of(entry))
        box.addItems(list(choices))
        box.blockSignals(False)

    def _box(self, entry: Filter) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"{self._key}_{entry.key}")
        box.setAccessibleName(entry.title)
        words = box.fontMetrics().horizontalAdvance(_all_of(entry))
        box.setMinimumWidth(max(entry.width, words + _BESIDE_WORDS) if callable(entry.choices) else entry.width)
        box.setMaxVisibleItems(20)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        if callable(entry.choices):
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            completer = box.completer()
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._offer(box, entry, () if callable(entry.choices) else entry.choices)
        box.currentIndexChanged.connect(lambda _: self._announce())
        return box

    def _build(self) -> None:
        rows = self._rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        self.text = self._text()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self._announce)
        self.text.textChanged.connect(lambda _: self._pause.start())
        layout = QHBoxLayout()
        layout.setSpacing(8)
        layout.addWidget(self.text, 1)
        self._add_choices(layout, self._spec.filters)
        self.overdue = QCheckBox(self._spec.overdue)
        self.overdue.setObjectName(f"{self._key}_overdue")
        self.overdue.setAccessibleName(self._spec.overdue)
        self.overdue.toggled.connect(lambda _: self._announce())
        layout.addWidget(self.overdue)
        self.reset = self._quiet("清除筛选", "x")
        self.reset.clicked.connect(self.clear)
        self.reset.hide()
        self.more = self._quiet("更多条件", "filter")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show_second_row)
        layout.addWidget(self.more)
        layout.addWidget(self.reset)
        layout.addStretch(1)
        self.columns = self._quiet("列", "columns")
        layout.addWidget(self.columns)
        rows.addLayout(layout)
        # Once they have a parent: before, they would come up as windows.
        self.overdue.setVisible(bool(self._spec.overdue))
        self.more.setVisible(bool(self._spec.further or self._spec.period))

    def _show_second_row(self, is_open: bool) -> None:
        self.period.parentWidget().setVisible(is_open)

    def _make_second_row(self) -> PeriodField:
        period = self._period = PeriodField(self._workplace, self._spec.period, f"{self._key}_period")
        row = QWidget(self)
        self._rows.addWidget(row)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        period.changed.connect(self._announce)
        layout.addWidget(period)
        period.setVisible(bool(self._spec.period))
        self._add_choices(layout, self._spec.further)
        layout.addStretch(1)
        row.setVisible(self.more.isChecked())
        if self._workplace.has_desk:
            for entry in self._spec.further:
                if callable(entry.choices):
                    self._offer(self._choices[entry.key], entry, entry.choices(self._workplace.desk))
        return period

    def _add_choices(self, layout: QHBoxLayout, filters: Iterable[Filter]) -> None:
        for entry in filters:
            self._choices[entry.key] = self._box(entry)
            layout.addWidget(self._choices[entry.key])

    def _text(self) -> QLineEdit:
        text = SearchLine()
        text.setObjectName(f"{self._key}_text")
        text.setAccessibleName("在列表中查找")
        text.setPlaceholderText("在列表中查找")
        text.setClearButtonEnabled(True)
        text.setMinimumWidth(180)
        return text

    def _quiet(self, title: str, icon: str) -> QToolButton:
        button = QToolButton()
        button.setText(title)
        button.setAccessibleName(title)
        button.setObjectName(f"{self._key}_{icon}")
        button.setIcon(self._workplace.icons.icon(icon))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("role", "quiet")
        return button


def _all_of(entry: Filter) -> str:
    return f"{entry.title}：全部"

"""The filter row of a list: free text, one choice for each named column, overdue only, and the columns' menu."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QHBoxLayout, QLineEdit, QToolButton, QWidget

from app.services.desk import Desk
from app.services.lists.listing import ListQuery
from app.views.shared.workplace import Workplace

TYPING_PAUSE = 200  # milliseconds after the last key before the store is asked


@dataclass(frozen=True)
class Filter:
    """One choice: exact match on a column. ``choices`` are fixed, or read from the store when it opens."""

    key: str
    title: str
    choices: tuple[str, ...] | Callable[[Desk], Iterable[str]]
    width: int = 132


class FilterRow(QWidget):
    """Turns what somebody picks into a query, and remembers it."""

    changed = Signal()

    def __init__(self, filters: tuple[Filter, ...], workplace: Workplace, key: str, *, overdue: str) -> None:
        """``key`` is the name under which the choices are remembered; ``overdue`` names the tick for what is late."""
        super().__init__()
        self._filters, self._workplace, self._key, self._overdue = filters, workplace, key, overdue
        self._choices: dict[str, QComboBox] = {}
        self._build()

    def query(self, as_of: date) -> ListQuery:
        """What is picked, as that day knew it."""
        picked = ((key, box.currentText()) for key, box in self._choices.items() if self._is_picked(box))
        return ListQuery(
            as_of=as_of,
            where=tuple(picked),
            is_overdue=self.overdue.isChecked(),
            contains=self.text.text().strip(),
        )

    @property
    def is_empty(self) -> bool:
        """Nothing is picked: the list shows everything."""
        query = self.query(date.min)
        return not (query.where or query.is_overdue or query.contains)

    def fill(self, desk: Desk) -> None:
        """Offer the choices that stand in the store, then what was picked last time."""
        for entry in self._filters:
            if callable(entry.choices):
                self._offer(self._choices[entry.key], entry, entry.choices(desk))
        self._restore()

    def renew(self, desk: Desk) -> None:
        """Read the choices again; what is picked stays so, also where the store no longer offers it."""
        for entry in self._filters:
            box = self._choices[entry.key]
            if not callable(entry.choices) or box.hasFocus():  # somebody may be typing in it
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
        for box in self._choices.values():
            box.setCurrentIndex(0)
        self.blockSignals(False)
        self._announce()

    def set_overdue(self, is_on: bool) -> None:
        """Tick or untick what is late."""
        self.overdue.setChecked(is_on)

    def pick(self, key: str, shown: str) -> None:
        """Pick a choice as if by hand; an unknown one is added to the box."""
        box = self._choices[key]
        if box.findText(shown) < 0:
            box.addItem(shown)
        box.setCurrentIndex(box.findText(shown))

    def _is_picked(self, box: QComboBox) -> bool:
        # An editable box may hold half a name: only a whole one narrows the list.
        return box.currentIndex() > 0 and box.findText(box.currentText()) > 0

    def _announce(self) -> None:
        self.reset.setVisible(not self.is_empty)
        kept = [f"{key}={box.currentText()}" for key, box in self._choices.items() if self._is_picked(box)]
        self._workplace.preferences.keep(f"{self._key}/filters", kept + ["overdue"] * self.overdue.isChecked())
        self.changed.emit()

    def _restore(self) -> None:
        self.blockSignals(True)
        for line in self._workplace.preferences.texts(f"{self._key}/filters"):
            key, _, shown = line.partition("=")
            if key == "overdue":
                self.overdue.setChecked(True)
            elif key in self._choices and self._choices[key].findText(shown) > 0:
                self.pick(key, shown)
        self.blockSignals(False)
        self.reset.setVisible(not self.is_empty)

    def _offer(self, box: QComboBox, entry: Filter, choices: Iterable[str]) -> None:
        box.blockSignals(True)
        box.clear()
        box.addItem(f"{entry.title}：全部")
        box.addItems(list(choices))
        box.blockSignals(False)

    def _box(self, entry: Filter) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"{self._key}_{entry.key}")
        box.setAccessibleName(entry.title)
        box.setMinimumWidth(entry.width)
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
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.text = QLineEdit()
        self.text.setObjectName(f"{self._key}_text")
        self.text.setAccessibleName("在列表中查找")
        self.text.setPlaceholderText("在列表中查找")
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(180)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self._announce)
        self.text.textChanged.connect(lambda _: self._pause.start())
        layout.addWidget(self.text, 1)
        for entry in self._filters:
            self._choices[entry.key] = self._box(entry)
            layout.addWidget(self._choices[entry.key])
        self.overdue = QCheckBox(self._overdue)
        self.overdue.setObjectName(f"{self._key}_overdue")
        self.overdue.setAccessibleName(self._overdue)
        self.overdue.toggled.connect(lambda _: self._announce())
        layout.addWidget(self.overdue)
        self.overdue.setVisible(bool(self._overdue))  # once it has a parent: before, it would come up as a window
        self.reset = self._quiet("清除筛选", "x")
        self.reset.clicked.connect(self.clear)
        self.reset.hide()
        layout.addWidget(self.reset)
        layout.addStretch(1)
        self.columns = self._quiet("列", "columns")
        layout.addWidget(self.columns)

    def _quiet(self, title: str, icon: str) -> QToolButton:
        button = QToolButton()
        button.setText(title)
        button.setAccessibleName(title)
        button.setObjectName(f"{self._key}_{icon}")
        button.setIcon(self._workplace.icons.icon(icon))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("role", "quiet")
        return button

"""The anatomy of every list: title row with actions, filter row, rows beside a preview, status row."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSplitter, QToolButton, QVBoxLayout, QWidget

from app.services.lists.listing import Column, Listing, ListQuery
from app.views.shared.filter_row import Filter, FilterRow, FilterSpec
from app.views.shared.hints import told_empty, told_keys
from app.views.shared.lamp import Words
from app.views.shared.paged_table_model import PagedTableModel
from app.views.shared.preview import Preview
from app.views.shared.record_table import RecordTable
from app.views.shared.workplace import Workplace

PREVIEW_PAUSE = 120  # milliseconds a row must stay current before it is previewed


@dataclass(frozen=True)
class ListSpec:
    """What makes one list different from another."""

    key: str
    title: str
    unit: str  # 份, 件
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...]
    words: Words
    empty: str  # what would be here, and the first step
    hint: str  # keys and what they do, between " · ", at the right of the status row
    first: tuple[str, ...] = ()  # keys of the columns that stand first until somebody moves them
    overdue: str = ""  # the tick that leaves only what is late; empty where nothing can be
    further: tuple[Filter, ...] = ()  # choices of the second filter row
    period: str = ""  # the name of the period that narrows; empty where none does


class ListPage(QWidget):
    """A list of records; ``listing`` is asked for once a store is open."""

    record_opened = Signal(int)

    def __init__(self, workplace: Workplace, spec: ListSpec, listing: Callable[[], Listing], preview: Preview) -> None:
        """Heads and frame; rows come with ``refresh``."""
        super().__init__()
        self._workplace, self._spec, self._listing, self.preview = workplace, spec, listing, preview
        self._row_actions: list[QAction] = []
        self._above = 0  # lines above the title row
        self._build()

    def refresh(self) -> None:
        """Read the list again with the filters as they stand; the current row stays current."""
        if not self._workplace.has_desk:
            return
        query = self.filters.query(self._workplace.desk.clock.today())
        shown = self.model.query
        if shown is not None:
            query = replace(query, sort=shown.sort, is_descending=shown.is_descending)
        self.model.show(self._listing(), self.narrowed(query))

    def narrowed(self, query: ListQuery) -> ListQuery:
        """What the filters ask for; a list that is narrowed by more than its filters adds that here."""
        return query

    def start(self) -> None:
        """A store is open: offer its choices and read the list."""
        self.filters.fill(self._workplace.desk)
        self.refresh()

    def add_action(self, title: str, icon: str, slot: Callable[[], object], shortcut: str = "") -> QAction:
        """An action of the whole list: a button in the title row."""
        action = self._action(title, slot, shortcut)
        action.setIcon(self._workplace.icons.icon(icon))
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("role", "action")
        button.setAccessibleName(title)
        button.setObjectName(f"{self._spec.key}_{icon}")
        self._actions.addWidget(button)
        return action

    def put_above(self, widget: QWidget) -> None:
        """A line above the title row: the pages this one belongs together with."""
        self._column.insertWidget(0, widget)
        self._above += 1

    def put_strip(self, strip: QWidget) -> None:
        """A line for long work, below the title row; it takes no room while nothing goes on."""
        self._column.insertWidget(1 + self._above, strip)

    def add_row_action(self, title: str, icon: str, slot: Callable[[int], object], shortcut: str = "") -> QAction:
        """An action on the current record: in the context menu, and by its key while the list has the focus."""
        action = self._action(title, lambda: self._on_current(slot), shortcut)
        action.setData(icon)  # drawn when the menu first shows it: the first paint waits for every icon
        self._row_actions.append(action)
        return action

    def _action(self, title: str, slot: Callable[[], object], shortcut: str) -> QAction:
        action = QAction(title, self)
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip(f"{title} ({shortcut})" if shortcut else title)
        action.triggered.connect(lambda _checked: slot())
        action.visibleChanged.connect(self._tell_keys)
        self.addAction(action)
        return action

    def _on_current(self, slot: Callable[[int], object]) -> None:
        if self.table.current_id is not None:
            slot(self.table.current_id)

    def _offer_actions(self) -> None:
        if self.table.current_id is None:
            return
        menu = QMenu(self)
        for action in self._row_actions:
            if action.data():
                action.setIcon(self._workplace.icons.icon(action.data()))
        menu.addActions(self._row_actions)
        menu.exec(self.cursor().pos())

    def _tell_keys(self) -> None:
        """The keys of acts that are not offered to whoever works here are not told either."""
        offered = {each.shortcut().toString() for each in self.actions() if each.isVisible()}
        shut = {each.shortcut().toString() for each in self.actions()} - offered
        self._hint.setText(told_keys(self._spec.hint, shut))

    def _first_step(self) -> str:
        return told_empty(self._spec.empty, [each.text() for each in self.actions() if not each.isVisible()])

    def _offer_columns(self) -> None:
        button = self.filters.columns
        self.table.column_menu().exec(button.mapToGlobal(button.rect().bottomLeft()))

    def _count(self) -> None:
        total, chosen = self.model.rowCount(), self.table.selected_count
        unit = self._spec.unit
        self.count.setText(f"共 {total:,} {unit}" + (f" · 已选 {chosen:,} {unit}" if chosen > 1 else ""))
        self._preview_pause.start()

    def _loaded(self, total: int) -> None:
        self.table.say("" if total else self._first_step() if self.filters.is_empty else "没有符合条件的记录。")
        self._count()

    def _failed(self, error: Exception) -> None:
        self.table.say(str(error))

    def _search_for(self, typed: str) -> None:
        self.filters.text.setFocus()
        self.filters.text.setText(typed)

    def _build(self) -> None:
        self.model = PagedTableModel(self._spec.columns, self)
        self.table = RecordTable(self.model, self._workplace, self._spec.key, self._spec.words)
        self.table.put_first(self._spec.first)
        self.table.setObjectName(f"{self._spec.key}_list")
        self.table.setAccessibleName(self._spec.title)
        spec = self._spec
        narrowing = FilterSpec(spec.filters, spec.overdue, spec.further, spec.period)
        self.filters = FilterRow(narrowing, self._workplace, spec.key)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(self._title_row())
        layout.addWidget(self.filters)
        layout.addWidget(self._split(), 1)
        layout.addLayout(self._status_row())
        self.setFocusProxy(self.table)
        self._wire()

    def _wire(self) -> None:
        self._preview_pause = QTimer(self)
        self._preview_pause.setSingleShot(True)
        self._preview_pause.setInterval(PREVIEW_PAUSE)
        self._preview_pause.timeout.connect(lambda: self.preview.show_record(self.table.current_id))
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(self._failed)
        self.table.selection_changed.connect(self._count)
        self.table.record_opened.connect(self.record_opened)
        self.table.typed.connect(self._search_for)
        self.table.customContextMenuRequested.connect(lambda _: self._offer_actions())
        self.filters.changed.connect(self.refresh)
        self.filters.columns.clicked.connect(self._offer_columns)
        self.filters.text.returnPressed.connect(self.table.setFocus)

    def _title_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        title = QLabel(self._spec.title)
        title.setProperty("role", "title")
        row.addWidget(title)
        row.addStretch(1)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        row.addLayout(self._actions)
        return row

    def _split(self) -> QSplitter:
        key = f"{self._spec.key}/splitter"
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(True)
        splitter.setHandleWidth(8)
        splitter.addWidget(self.table)
        splitter.addWidget(self.preview)
        splitter.setCollapsible(0, False)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([860, 300])
        kept = self._workplace.preferences.state(key)
        if not kept.isEmpty():
            splitter.restoreState(kept)
        splitter.splitterMoved.connect(lambda *_: self._workplace.preferences.keep(key, splitter.saveState()))
        return splitter

    def _status_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.count = QLabel()
        self._hint = QLabel(self._spec.hint)
        self._hint.setObjectName(f"{self._spec.key}_hint")
        for label in (self.count, self._hint):
            label.setProperty("role", "muted")
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self._hint)
        return row

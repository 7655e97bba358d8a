"""The table of a list: fixed rows, remembered columns, Enter opens, typing searches."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionRange, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView
from typing_extensions import override

from app.services.lists.listing import ListQuery
from app.views.shared.empty_notice import EmptyNotice
from app.views.shared.lamp import LampDelegate, LightDelegate, RowDelegate, Words
from app.views.shared.paged_table_model import Index, PagedTableModel
from app.views.shared.plain_table import PADDING
from app.views.shared.workplace import Workplace

ROW_HEIGHT = 34
_LAMP_WIDTH = 136  # 严重逾期1234天 with its shape


class RecordTable(QTableView):
    """Shows a PagedTableModel; speaks of records by their ids."""

    record_opened = Signal(int)
    selection_changed = Signal()
    typed = Signal(str)  # somebody types while the list has the focus: they look for something

    def __init__(self, model: PagedTableModel, workplace: Workplace, key: str, words: Words) -> None:
        """``key`` is the name under which columns are remembered."""
        super().__init__()
        self._records, self._workplace, self._key = model, workplace, key
        self._chosen_id: int | None = None
        self._chosen_row = 0
        self._asked: ListQuery | None = None  # what the rows on screen answer
        self._build(words)

    @property
    def current_id(self) -> int | None:
        """The record of the current row."""
        index = self.currentIndex()
        return self._records.id_at(index.row()) if index.isValid() else None

    @property
    def selected_count(self) -> int:
        """How many rows are selected, without asking for each."""
        return sum(found.bottom() - found.top() + 1 for found in self._ranges())

    @property
    def selected_ids(self) -> list[int]:
        """The selected records in the order of the list."""
        rows = sorted({row for found in self._ranges() for row in range(found.top(), found.bottom() + 1)})
        return [self._records.id_at(row) for row in rows]

    def select_record(self, record_id: int) -> None:
        """Make a record current, as soon as it is in the list."""
        self._chosen_id = record_id
        row = self._records.row_of(record_id)
        if row is not None:
            self.setCurrentIndex(self._records.index(row, self._first_shown()))

    def put_first(self, keys: Sequence[str]) -> None:
        """Let these columns stand first, in this order, unless somebody has moved columns before."""
        header = self.horizontalHeader()
        if not self._workplace.preferences.state(f"{self._key}/columns").isEmpty():
            return
        header.blockSignals(True)  # this is no wish of the user to be remembered
        for place, key in enumerate(keys):
            header.moveSection(header.visualIndex(self._section(key)), place)
        header.blockSignals(False)

    def say(self, notice: str) -> None:
        """Words in place of rows; empty to show rows."""
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))

    def is_column_shown(self, key: str) -> bool:
        """The column with this key is on screen."""
        return not self.isColumnHidden(self._section(key))

    def show_column(self, key: str, is_shown: bool) -> None:
        """Put a column on screen or away, and remember that."""
        self.setColumnHidden(self._section(key), not is_shown)
        self._remember()

    @override
    def keyboardSearch(self, search: str) -> None:
        # Qt would look through the rows here, fetching every window of the store.
        self.typed.emit(search)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current_id is not None:
            self.record_opened.emit(self.current_id)
            return
        super().keyPressEvent(event)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self._chosen_id, self._chosen_row = self._records.id_at(current.row()), current.row()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.notice.lay()

    def _ranges(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(place) for place in range(selection.count())]

    def _restore_place(self) -> None:
        row = None if self._chosen_id is None else self._records.row_of(self._chosen_id)
        if row is None and self._records.rowCount():
            # A row that went away by what was done about it leaves its place to the next.
            is_same = self._records.query == self._asked
            row = min(self._chosen_row, self._records.rowCount() - 1) if is_same else 0
        self._asked = self._records.query
        if row is not None:
            self.setCurrentIndex(self._records.index(row, self._first_shown()))
        self.selection_changed.emit()

    def _first_shown(self) -> int:
        header = self.horizontalHeader()
        order = (header.logicalIndex(place) for place in range(header.count()))
        return next((section for section in order if not header.isSectionHidden(section)), 0)

    def _section(self, key: str) -> int:
        return next(place for place, column in enumerate(self._records.columns) if column.key == key)

    def _remember(self) -> None:
        self._workplace.preferences.keep(f"{self._key}/columns", self.horizontalHeader().saveState())

    def _offer_columns(self, place: QPoint) -> None:
        menu = self.column_menu()
        menu.exec(self.horizontalHeader().mapToGlobal(place))

    def column_menu(self) -> QMenu:
        """A menu with one tick for each column."""
        menu = QMenu(self)
        for column in self._records.columns:
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(self.is_column_shown(column.key))
            action.toggled.connect(lambda is_shown, key=column.key: self.show_column(key, is_shown))
        return menu

    def _build(self, words: Words) -> None:
        theme = self._workplace.theme
        self.setModel(self._records)
        self.setItemDelegate(RowDelegate(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # Tab leaves the list
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._build_header()
        for section, column in enumerate(self._records.columns):
            if column.kind == "lamp":
                self.setItemDelegateForColumn(section, LampDelegate(theme, words, self))
            elif column.kind == "light":
                self.setItemDelegateForColumn(section, LightDelegate(theme, self))
        self.notice = EmptyNotice(self)
        self.doubleClicked.connect(lambda index: self.record_opened.emit(self._records.id_at(index.row())))
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        self._records.loaded.connect(lambda _: self._restore_place())

    def _build_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        header.setFixedHeight(ROW_HEIGHT)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        for section, column in enumerate(self._records.columns):
            width = max(column.width, _LAMP_WIDTH) if column.kind == "lamp" else column.width
            self.setColumnWidth(section, width + PADDING)
            self.setColumnHidden(section, not column.is_shown)
        state = self._workplace.preferences.state(f"{self._key}/columns")
        if not state.isEmpty():
            header.restoreState(state)
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for change in (header.sectionResized, header.sectionMoved):
            change.connect(lambda *_: self._remember())
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)

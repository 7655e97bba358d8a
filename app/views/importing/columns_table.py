"""列对应: what each column of the ledger is taken for, each to be corrected by choosing another field."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem
from typing_extensions import override

from app.services.importing.rows import KEPT, ColumnMatch, FieldChoice

LEFT_OUT = "不导入"
KEPT_AS_IS = "其他列（原样保留）"
_HEADS = ("工作表", "列", "表头", "导入为")
_WIDTHS = (140, 56, 260)
_ROW_HEIGHT = 34


class _Choice(QComboBox):
    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the wheel scrolls the table and changes nothing


class ColumnsTable(QTableWidget):
    """Tells the whole mapping when one column is corrected: head → field name, "" for a column left out."""

    corrected = Signal(dict)

    def __init__(self) -> None:
        """Empty until ``show_columns``."""
        super().__init__(0, len(_HEADS))
        self._columns: tuple[ColumnMatch, ...] = ()
        self._chosen: dict[str, str] = {}
        self._keeps_further = False
        self.setObjectName("import_columns")
        self.setAccessibleName("列对应")
        self.setHorizontalHeaderLabels(list(_HEADS))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for section, width in enumerate(_WIDTHS):
            self.setColumnWidth(section, width)

    def show_columns(
        self, columns: tuple[ColumnMatch, ...], fields: Sequence[FieldChoice], *, keeps_further: bool = False
    ) -> None:
        """Show what the plan took each column for; ``keeps_further`` where a column may be kept without a field."""
        self._columns, self._keeps_further = columns, keeps_further
        self.setRowCount(len(columns))
        for row, column in enumerate(columns):
            for section, text in enumerate((column.sheet, column.letter, column.head)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.setItem(row, section, item)
            self.setCellWidget(row, len(_HEADS) - 1, self._box(column, fields))

    def forget(self) -> None:
        """Another file: what was corrected before no longer counts."""
        self._chosen = {}

    def box(self, head: str) -> QComboBox:
        """The choice for a column, by its head as shown."""
        row = next(place for place, column in enumerate(self._columns) if column.head == head)
        widget = self.cellWidget(row, len(_HEADS) - 1)
        if not isinstance(widget, QComboBox):
            raise TypeError(head)
        return widget

    def _box(self, column: ColumnMatch, fields: Sequence[FieldChoice]) -> QComboBox:
        box = _Choice()
        box.setAccessibleName(f"{column.head}导入为")
        box.setObjectName(f"import_field_{column.index}")
        box.setMaxVisibleItems(20)
        box.addItem(LEFT_OUT, "")
        if self._keeps_further:
            box.addItem(KEPT_AS_IS, KEPT)
        for field in fields:
            box.addItem(f"{field.title}（必填）" if field.is_required else field.title, field.name)
        box.setCurrentIndex(max(box.findData(column.field or (KEPT if column.is_kept else "")), 0))
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.activated.connect(lambda _: self._choose(column.head, str(box.currentData())))
        return box

    def _choose(self, head: str, field: str) -> None:
        recognised = {column.head: column.field for column in self._columns if column.field}
        if field and field != KEPT:  # a field has one column: the one that had it before gives it up
            self._chosen |= {other: "" for other, known in recognised.items() if known == field and other != head}
        self._chosen[head] = field
        self.corrected.emit({**recognised, **self._chosen})

"""The cells of the table of suggestions: long texts wrap while they are typed, Enter ends the typing."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex
FIELDS = ("measure", "fact", "basis", "responsible_unit")
TITLES = ("建议", "事实", "依据", "责任单位")


class ItemCell(QPlainTextEdit):
    """One cell while it is typed; its text stays one paragraph, more lines go to the grid."""

    pasted = Signal(str)
    stood = ""  # what stood in the cell when the typing began

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        lines = [line.strip() for line in source.text().splitlines() if line.strip()]
        if len(lines) > 1 or "\t" in source.text():
            self.pasted.emit(source.text())
        else:
            self.insertPlainText("".join(lines))


class CellDelegate(QStyledItemDelegate):
    """Long texts wrap while they are typed; Enter ends the typing, Tab goes to the next cell."""

    pasted = Signal(QWidget, str)
    typing = Signal()  # a key in an open cell

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        cell = ItemCell(parent)
        cell.setObjectName("item_cell")
        cell.setAccessibleName(f"第 {index.row() + 1} 项 {TITLES[index.column()]}")
        cell.setFrameStyle(0)
        cell.setTabChangesFocus(True)
        cell.pasted.connect(lambda text: self.pasted.emit(cell, text))
        cell.textChanged.connect(lambda: self.typing.emit() if cell.toPlainText() != cell.stood else None)
        return cell

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, ItemCell):
            editor.stood = str(index.data() or "")
            editor.setPlainText(editor.stood)
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, one_line(editor.toPlainText()))

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect  # type: ignore[attr-defined]  # PySide6's stubs lack the fields of style options
        rect.setHeight(max(rect.height(), 3 * editor.fontMetrics().lineSpacing() + 10))
        editor.setGeometry(rect)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if is_enter and event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}:
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.NoHint)
                return True
        return super().eventFilter(watched, event)


def one_line(text: str) -> str:
    """A text whose lines were broken by whoever sent it, as one paragraph."""
    return "".join(line.strip() for line in text.splitlines())

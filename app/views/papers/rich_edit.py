"""An editor limited to what the layout prints: bold, numbered items, tables; whatever is pasted is reduced to that."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QTextCharFormat, QTextCursor, QTextDocument, QTextTable
from PySide6.QtWidgets import QTextEdit
from typing_extensions import override

from app.services.documents.rich_text import TextLine, TextTable, parts_of
from app.views.papers.rich_document import (
    bold_format,
    leave_list,
    make_items,
    put_parts,
    put_table,
    put_text,
    table_format,
    text_of,
)

_NEW_TABLE = (3, 3)


class RichEdit(QTextEdit):
    """``said`` tells that the stored text is another one; composing with an input method does not."""

    said = Signal()

    def __init__(self, *, has_blocks: bool = True) -> None:
        """``has_blocks`` is False where the paper numbers the lines itself: then there are no lists and tables."""
        super().__init__()
        self._has_blocks, self._known, self._is_loading = has_blocks, "", False
        self.setTabChangesFocus(True)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoNone)
        self.textChanged.connect(self._tell)

    @property
    def has_blocks(self) -> bool:
        """Whether lists and tables can be made."""
        return self._has_blocks

    def text(self) -> str:
        """The text as it is stored."""
        return text_of(self.document())

    def set_text(self, text: str) -> None:
        """Show a stored text; what was typed before cannot be brought back by undo."""
        self._is_loading = True
        self.document().setUndoRedoEnabled(False)
        self.clear()
        self.setCurrentCharFormat(QTextCharFormat())
        put_text(QTextCursor(self.document()), text)
        self.document().setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._is_loading, self._known = False, text_of(self.document())

    @property
    def is_bold(self) -> bool:
        """Whether what is typed now would be bold."""
        return self.currentCharFormat().fontWeight() >= QFont.Weight.DemiBold

    def toggle_bold(self) -> None:
        """Bold on or off, for the selection or what is typed next."""
        if self.table is None and not self.isReadOnly():  # cells of a table print in one weight
            self.mergeCurrentCharFormat(bold_format(not self.is_bold))

    def toggle_items(self) -> None:
        """Number the selected lines, or make them ordinary ones again."""
        if not self._has_blocks or self.table is not None or self.isReadOnly():
            return
        cursor = self.textCursor()
        if cursor.currentList() is None:
            make_items(cursor)
            return
        cursor.beginEditBlock()
        place, last = QTextCursor(cursor), cursor.selectionEnd()
        place.setPosition(cursor.selectionStart())
        while True:
            leave_list(place)
            if not place.movePosition(QTextCursor.MoveOperation.NextBlock) or place.position() > last:
                break
        cursor.endEditBlock()

    @property
    def table(self) -> QTextTable | None:
        """The table the cursor stands in."""
        return self.textCursor().currentTable()

    def insert_table(self) -> None:
        """A small table, its header first; the cursor goes to its first cell."""
        if not self._has_blocks or self.table is not None or self.isReadOnly():
            return
        cursor = self.textCursor()
        rows, columns = _NEW_TABLE
        table = put_table(cursor, [[""] * columns] * rows)
        self.setTextCursor(table.cellAt(0, 0).firstCursorPosition())

    def add_row(self) -> None:
        """A row below the cursor's."""
        if (table := self.table) is not None:
            table.insertRows(table.cellAt(self.textCursor()).row() + 1, 1)

    def add_column(self) -> None:
        """A column at the right of the cursor's."""
        if (table := self.table) is not None:
            table.insertColumns(table.cellAt(self.textCursor()).column() + 1, 1)
            table.setFormat(table_format(table.columns()))

    def remove_row(self) -> None:
        """The cursor's row; the last one takes the table with it."""
        if (table := self.table) is not None:
            table.removeRows(table.cellAt(self.textCursor()).row(), 1)

    def remove_column(self) -> None:
        """The cursor's column; the last one takes the table with it."""
        if (table := self.table) is not None:
            table.removeColumns(table.cellAt(self.textCursor()).column(), 1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_B:
            self.toggle_bold()
        else:
            super().keyPressEvent(event)

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        parts = parts_of(_pasted(source))
        cursor = self.textCursor()
        if self.table is not None or not self._has_blocks:
            text = "\n".join(_plainly(part) for part in parts)
            cursor.insertText(text if self.table is None else text.replace("\n", " "))
        elif len(parts) == 1 and isinstance(parts[0], TextLine) and not parts[0].is_item:
            cursor.beginEditBlock()
            for stretch in parts[0].stretches:
                cursor.insertText(stretch.text, bold_format(stretch.is_bold))
            cursor.endEditBlock()
        else:
            put_parts(cursor, parts)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _tell(self) -> None:
        if self._is_loading:
            return
        text = text_of(self.document())
        if text != self._known:
            self._known = text
            self.said.emit()


def _plainly(part: TextLine | TextTable) -> str:
    if isinstance(part, TextTable):
        return "\n".join("　".join(row) for row in part.rows)
    return part.text


def _pasted(source: QMimeData) -> str:
    """What was copied, as stored text: from Word or a web page by its HTML, from Excel as a table."""
    if source.hasHtml():
        document = QTextDocument()
        document.setHtml(source.html())
        return text_of(document)
    text = source.text().strip("\r\n")
    if "\t" not in text:
        return text
    document = QTextDocument()
    rows = [line.split("\t") for line in text.splitlines()]
    width = max(len(row) for row in rows)
    put_table(QTextCursor(document), [[*row, *[""] * (width - len(row))] for row in rows])
    return text_of(document)

"""The records found: title, kind and number, and the place of the words, one below the other."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QTextDocument, QTextLine
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.services.search.rows import Hit
from app.views.search.marked_text import marked
from app.views.shared.theme import Theme

RICH = int(Qt.ItemDataRole.UserRole)
_HIT = RICH + 1
_HEIGHT = 62
_DOTS = "…"
Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """Draws the selection as ever and the rich text upon it; the plain text stays for screen readers."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        """A light line below each row."""
        super().__init__(parent)
        self._line, self._muted = theme.colour("line"), theme.colour("muted")

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, font = option.rect, option.font  # type: ignore[attr-defined]  # stubs lack the fields of style options
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""  # type: ignore[attr-defined]  # see above
        widget = bare.widget  # type: ignore[attr-defined]  # see above
        widget.style().drawControl(widget.style().ControlElement.CE_ItemViewItem, bare, painter, widget)
        document = QTextDocument()
        document.setDefaultFont(font)
        document.setDocumentMargin(0)
        document.setHtml(str(index.data(RICH)))
        painter.save()
        painter.translate(rect.left() + 12, rect.top() + 9)
        self._write(painter, document, QRectF(0, 0, rect.width() - 24, rect.height() - 12))
        painter.restore()
        painter.setPen(self._line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _write(self, painter: QPainter, document: QTextDocument, room: QRectF) -> None:
        """A line that has no room ends in dots, never in half a character."""
        dots = QFontMetricsF(document.defaultFont()).horizontalAdvance(_DOTS)
        seen, block = QPainterPath(), document.begin()
        while block.isValid():
            line = document.documentLayout().blockBoundingRect(block)
            first = block.layout().lineAt(0)
            place = QRectF(0, line.top(), room.width(), line.height())
            if first.naturalTextWidth() > room.width():
                fitting = first.xToCursor(room.width() - dots, QTextLine.CursorPosition.CursorOnCharacter)
                ends: Any = first.cursorToX(fitting)  # with the place itself; the stubs say neither
                place.setWidth(ends[0])
                painter.setPen(self._muted)
                painter.drawText(QRectF(place.right(), line.top(), dots, line.height()), _DOTS)
            seen.addRect(place)
            block = block.next()
        painter.setClipPath(seen)
        document.drawContents(painter)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HEIGHT)


class HitsList(QListWidget):
    """``hit_opened`` by Enter or double click."""

    hit_opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Nothing found yet."""
        super().__init__()
        self._theme = theme
        self.setObjectName("search_hits")
        self.setAccessibleName("搜索结果")
        self.setItemDelegate(HitDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(lambda item: self.hit_opened.emit(item.data(_HIT)))

    def show_hits(self, hits: Sequence[Hit], words: Sequence[str]) -> None:
        """Replace what is shown; the first hit becomes current."""
        self.clear()
        for hit in hits:
            item = QListWidgetItem(f"{hit.title}，{hit.type.label} {hit.id}，{hit.snippet}")
            item.setData(RICH, self._rich(hit, words))
            item.setData(_HIT, hit)
            item.setToolTip(hit.snippet)
            self.addItem(item)
        if hits:
            self.setCurrentRow(0)

    def hits(self) -> list[Hit]:
        """What is shown."""
        return [self.item(row).data(_HIT) for row in range(self.count())]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentItem() is not None:
            self.hit_opened.emit(self.currentItem().data(_HIT))
            return
        super().keyPressEvent(event)

    def _rich(self, hit: Hit, words: Sequence[str]) -> str:
        colours = self._theme.colours
        title, snippet = (marked(text, words, colours["band"]) for text in (hit.title, hit.snippet))
        return (
            f'<div style="color:{colours["text"]}"><b>{title}</b>'
            f'&nbsp;&nbsp;<span style="color:{colours["muted"]}">{hit.type.label} · {hit.id}</span></div>'
            f'<div style="color:{colours["muted"]}; margin-top:4px">{snippet}</div>'
        )

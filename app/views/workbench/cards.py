"""One column of the board: the open matters of a stage as cards, read as they are looked at."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.models.terms import Lamp, Stage
from app.services.lists.lamp_words import words_of
from app.services.lists.listing import Row
from app.services.matters.columns import COLUMNS
from app.views.shared.paged_table_model import ROW_ROLE, Index, PagedTableModel
from app.views.shared.theme import Theme
from app.views.shared.workplace import Workplace

_HEIGHT, _LINE, _EDGE, _LAMP = 74, 20, 8, 14
_PLACES = {column.key: place for place, column in enumerate(COLUMNS)}


class CardDelegate(QStyledItemDelegate):
    """Three lines: the unit; kind and handler; the lamp with its words."""

    def __init__(self, theme: Theme, model: PagedTableModel, parent: QListView) -> None:
        """``model`` says which day its rows are of."""
        super().__init__(parent)
        self._theme, self._model = theme, model

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, _HEIGHT)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]  # PySide6's stubs lack the fields of style options
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]  # see above
        painter.save()
        painter.fillRect(rect, self._theme.colour("selection" if is_chosen else "base"))
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        row = index.data(ROW_ROLE)
        if isinstance(row, Row):
            self._write(painter, rect.adjusted(_EDGE, 6, -_EDGE, 0), row)
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, row: Row) -> None:
        lamp = Lamp.labelled(cell(row, "lamp"))
        self._line(painter, room, 0, cell(row, "unit"), "text")
        self._line(painter, room, 1, " · ".join(filter(None, (cell(row, "kind"), cell(row, "handler")))), "muted")
        if isinstance(lamp, Lamp):
            self._theme.icons.lamp(lamp).paint(painter, QRect(room.left(), room.top() + 2 * _LINE + 3, _LAMP, _LAMP))
            words = room.adjusted(_LAMP + 4, 0, 0, 0)
            self._line(painter, words, 2, words_of(row, COLUMNS, self._model.query), f"lamp_{lamp.value}")

    def _line(self, painter: QPainter, room: QRect, number: int, text: str, colour: str) -> None:
        place = QRect(room.left(), room.top() + number * _LINE, room.width(), _LINE)
        painter.setPen(self._theme.colour(colour))
        short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), short)


class StageCards(QListView):
    """Enter opens a card's record; left and right lead to the next column."""

    record_opened = Signal(int)
    left_wanted = Signal(int)  # -1 or 1: the column beside this one

    def __init__(self, workplace: Workplace, stage: Stage) -> None:
        """Empty until the model is asked to show something."""
        super().__init__()
        self.stage = stage
        self.cards = PagedTableModel(COLUMNS, self)
        self.setModel(self.cards)
        self.setModelColumn(_PLACES["unit"])
        self.setItemDelegate(CardDelegate(workplace.theme, self.cards, self))
        self.setObjectName(f"board_{stage.value}")
        self.setAccessibleName(stage.label)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self.record_opened.emit(self.cards.id_at(index.row())))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self.record_opened.emit(self.cards.id_at(index.row()))
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.left_wanted.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)


def cell(row: Row, key: str) -> str:
    """A cell of a row of matters as text."""
    return str(row.cells[_PLACES[key]] or "")

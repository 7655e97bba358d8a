"""Draws the rows of a list: a light line below each, and lamps as shape, colour and words."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.models.letter_terms import RectificationLight
from app.models.terms import Lamp
from app.services.lists.lamp_words import LIGHTS
from app.services.lists.listing import Row
from app.views.shared.paged_table_model import CELL_ROLE, ROW_ROLE
from app.views.shared.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Words = Callable[[Row], str]  # what a row's lamp says, 逾期19天


class RowDelegate(QStyledItemDelegate):
    """A cell with a light line below it."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        """Lines in the colour of the theme."""
        super().__init__(parent)
        self._theme = theme
        self._line = theme.colour("line")

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        # The whole row is marked; a frame around one of its cells would say that the cell matters.
        option.state &= ~QStyle.StateFlag.State_HasFocus  # type: ignore[attr-defined]  # PySide6's stubs lack the fields

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        rect = option.rect  # type: ignore[attr-defined]  # PySide6's stubs lack the fields of style options
        painter.setPen(self._line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


class LampDelegate(RowDelegate):
    """A lamp in its own shape and colour, with its words."""

    def __init__(self, theme: Theme, words: Words, parent: QObject) -> None:
        """``words`` says more than the lamp's name: how many days."""
        super().__init__(theme, parent)
        self._words = words

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        lamp = Lamp.labelled(str(index.data(CELL_ROLE)))
        row = index.data(ROW_ROLE)
        if not isinstance(lamp, Lamp) or row is None:
            return
        dress(option, self._theme, lamp)
        option.text = self._words(row)  # type: ignore[attr-defined]  # see above


class LightDelegate(RowDelegate):
    """The lamp of rectification: its shape and colour beside its own words."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        light = RectificationLight.labelled(str(index.data(CELL_ROLE)))
        lamp = LIGHTS[light] if isinstance(light, RectificationLight) else None
        if lamp is not None:
            dress(option, self._theme, lamp)


def dress(option: QStyleOptionViewItem, theme: Theme, lamp: Lamp) -> None:
    """Give a cell the shape and colour of a lamp."""
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration  # type: ignore[attr-defined]  # see above
    option.icon = theme.icons.lamp(lamp)  # type: ignore[attr-defined]  # see above
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
        option.palette.setColor(role, theme.lamp_colour(lamp))  # type: ignore[attr-defined]  # see above


class LampBadge(QWidget):
    """One lamp on a record page."""

    def __init__(self, theme: Theme) -> None:
        """Dark until ``show_lamp``."""
        super().__init__()
        self._theme = theme
        self._shape, self._words = QLabel(), QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._shape)
        layout.addWidget(self._words)
        layout.addStretch(1)

    def show_light(self, light: RectificationLight) -> None:
        """Show how the rectification stands; hidden while there is nothing to be seen."""
        lamp = LIGHTS[light]
        self.setVisible(lamp is not None)
        if lamp is not None:
            self.show_lamp(lamp, f"整改：{light.label}" if light is not RectificationLight.PAPER_ONLY else light.label)

    def show_lamp(self, lamp: Lamp, words: str) -> None:
        """Show the lamp with its words."""
        self._shape.setPixmap(self._theme.icons.lamp(lamp).pixmap(16, 16))
        palette = self._words.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.lamp_colour(lamp))
        self._words.setPalette(palette)
        self._words.setText(words)

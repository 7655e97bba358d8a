"""One 结构比 in a few lines: its parts with n and d, in the month and over twelve months, a bar below each share."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.indicators.model import IndicatorFigure
from app.services.indicators.trend import Structure, part_name
from app.views.quarterly_table.wording import compact
from app.views.shared.lamp import RowDelegate
from app.views.shared.plain_table import ROW_HEIGHT, Head, PlainTable
from app.views.shared.workplace import Workplace

_ROWS = 4  # of the structure with the most parts
_BAR = 3  # pixels
_NAME, _SHARE = 132, 96  # the twelve months take what is left
_MONTH, _ROLLING = 1, 2


class StructureTable(QWidget):
    """Parts in the order of the library, never by size."""

    chosen = Signal(object, bool)  # IndicatorFigure, and whether it adds up twelve months

    def __init__(self, workplace: Workplace, place: int) -> None:
        """Empty until ``show_structure``."""
        super().__init__()
        self._figures: list[tuple[IndicatorFigure, IndicatorFigure]] = []
        self.table = PlainTable(workplace, f"overview_structure_{place}", "结构比", _heads("", ""))
        self.table.setItemDelegate(_ShareDelegate(workplace.theme, self.table))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)  # month or twelve months
        self.table.setFixedHeight(ROW_HEIGHT * (_ROWS + 1) + 4)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.chosen.connect(self._choose)
        self.setFocusProxy(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)

    def show_structure(self, structure: Structure, month: str) -> None:
        """Show the parts of a structure; ``month`` is 10月."""
        self._figures = [(part.points[0].figure, part.points[0].rolling) for part in structure.parts]
        self.table.setAccessibleName(structure.name)
        rows = [
            (part_name(now.indicator), compact(now.shown), compact(rolling.shown)) for now, rolling in self._figures
        ]
        tips = [f"{structure.name}：{_reasons(now, rolling)}" for now, rolling in self._figures]
        self.table.show_rows(rows, _heads(structure.name, month), tips)

    def _choose(self, row: int, column: int) -> None:
        is_rolling = column == _ROLLING
        self.chosen.emit(self._figures[row][is_rolling], is_rolling)


def _heads(name: str, month: str) -> tuple[Head, ...]:
    return (Head(name, _NAME), Head(month, _SHARE, is_number=True), Head("滚动12个月", _SHARE, is_number=True))


def _reasons(now: IndicatorFigure, rolling: IndicatorFigure) -> str:
    said = {"当月": now.reason, "滚动12个月": rolling.reason}
    told = [f"{when}{reason}" for when, reason in said.items() if reason]
    return "；".join(told) or "Enter 看用到的基础数据"


class _ShareDelegate(RowDelegate):
    """A share with a bar of its length below it; the number says the same."""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        share, is_percent, _counts = str(index.data() or "").partition("%")
        if index.column() and is_percent:
            rect = option.rect  # type: ignore[attr-defined]  # PySide6's stubs lack the fields of style options
            length = int((rect.width() - 8) * min(float(share), 100) / 100)
            painter.fillRect(
                rect.right() - 3 - length, rect.bottom() - _BAR, length, _BAR, self._theme.colour("accent")
            )

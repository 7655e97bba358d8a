"""业务工作基本情况 as a table: 件 and 人 apart, every number leads to its base figures."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QLabel, QVBoxLayout, QWidget

from app.services.quarterly_table.rows import Amounts, QuarterLine, QuarterlyTable, When
from app.views.quarterly_table.wording import compact
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_SIDES = ("件", "人")
_WIDTHS = (("本期", 112), ("同期", 112), ("增减", 104), ("累计", 112))
_HEADS = (
    Head("项目", 164),
    *(Head(f"{side}·{title}", width, is_number=True) for side in _SIDES for title, width in _WIDTHS),
    Head("备注", 60),
)
_WHENS = (When.NOW, When.BEFORE, None, When.SO_FAR)  # by column; the change is made of two


class QuarterTable(QWidget):
    """Below the table stands what the current line lacks and where it comes from."""

    chosen = Signal(object, str, object)  # QuarterLine, 件 or 人, When

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_table``."""
        super().__init__()
        self._lines: list[QuarterLine | None] = []  # None: the name of a section
        self.table = PlainTable(workplace, "quarterly_table", "业务工作基本情况", _HEADS)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)  # each number by itself
        self.table.chosen.connect(self._choose)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._explain())
        self.meaning = QLabel()
        self.meaning.setObjectName("quarterly_meaning")
        self.meaning.setWordWrap(True)
        self.meaning.setProperty("role", "muted")
        self.setFocusProxy(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.meaning)

    def show_table(self, table: QuarterlyTable) -> None:
        """Show a quarter; the cell that was current stays so."""
        at = self.table.currentIndex()
        self._lines, rows, section = [], [], ""
        for line in table.lines:
            if line.section != section:
                section = line.section
                self._lines.append(None)
                rows.append((section, *[""] * (len(_HEADS) - 1)))
            self._lines.append(line)
            rows.append(_texts(line))
        self.table.show_rows(rows)
        row, column = max(at.row(), 1), max(at.column(), 1)
        self.table.setCurrentIndex(self.table.rows.index(min(row, len(rows) - 1), column))

    def _choose(self, row: int, column: int) -> None:
        line = self._lines[row]
        if line is None or not 1 <= column <= len(_WIDTHS) * 2:
            column = 1
        if line is not None:
            side, place = divmod(column - 1, len(_WIDTHS))
            has_side = (line.cases, line.people)[side] is not None
            self.chosen.emit(line, _SIDES[side if has_side else 1 - side], _WHENS[place] or When.NOW)

    def _explain(self) -> None:
        row = self.table.currentIndex().row()
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        self.meaning.setText("" if line is None else _meaning(line))


def _texts(line: QuarterLine) -> tuple[str, ...]:
    sides = (text for side in (line.cases, line.people) for text in _side(side))
    return (f"{'　' * line.level * 2}{line.name}", *sides, line.reason)


def _side(side: Amounts | None) -> tuple[str, ...]:
    if side is None:
        return ("", "", "", "")
    return tuple(map(compact, (side.now.shown, side.before.shown, side.change_shown, side.so_far.shown)))


def _meaning(line: QuarterLine) -> str:
    lacking = f"{line.reason}。" if line.reason else ""
    return f"{line.name}：{lacking}依据：{line.source}（{line.certainty.label}）。Enter 看用到的基础数据。"

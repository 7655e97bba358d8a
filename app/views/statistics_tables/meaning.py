"""Below a table: what the current column counts, and how the table is to be read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.services.statistics_tables.rows import Column, StatisticsTable
from app.views.statistics_tables.grid_model import Spot, one_line

_NOTES_HEIGHT = 72


class MeaningStrip(QWidget):
    """Two texts: the definition changes with the cell, the notes with the table."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.definition = self._label("table_definition")
        self.definition.setMinimumHeight(40)
        self.notes = self._label("table_notes")
        scroll = QScrollArea()
        scroll.setObjectName("table_notes_scroll")
        scroll.setAccessibleName("统计说明")
        scroll.setWidget(self.notes)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFixedHeight(_NOTES_HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.definition)
        layout.addWidget(scroll)

    def show_table(self, table: StatisticsTable) -> None:
        """Its source and notes."""
        source = (f"依据：{table.source}。",) if table.source else ()
        notes = "\n".join(f"{place}. {note}" for place, note in enumerate((*table.notes, *source), start=1))
        self.notes.setText(notes)

    def explain(self, spot: Spot | None) -> None:
        """The column of the current cell, and what stands beside its number."""
        self.definition.setText("" if spot is None else _meaning(spot))

    @staticmethod
    def _label(key: str) -> QLabel:
        label = QLabel()
        label.setObjectName(key)
        label.setWordWrap(True)
        label.setProperty("role", "muted")
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label


def _meaning(spot: Spot) -> str:
    column = spot.column
    here = f"{spot.row.title} · {spot.line.reach.label} · {one_line(column.title)}"
    count = f"{spot.cell.n}/{spot.cell.d}" if column.is_rate else spot.cell.shown
    unit = "" if column.is_rate or column.is_text or spot.cell.n is None else column.unit
    note = f"（{spot.cell.note}）" if spot.cell.note else ""
    return f"{here}：{count}{unit}{note}。{_definition(column)}"


def _definition(column: Column) -> str:
    basis = f"{column.basis}口径。" if column.basis else ""
    source = f"依据：{column.source}。" if column.source else ""
    return f"{column.definition}{basis}{source}"

"""One sheet of a form: what stands there, what is to be filled in, and what the labels propose."""

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from typing_extensions import override

from app.services.own_forms.places import Place, letters_of
from app.services.own_forms.rows import CellMapping, FormSheet, Proposal
from app.views.shared.workplace import Workplace

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole
_ASKED = "？"  # before what is proposed and not confirmed
_SPARE_ROWS, _SPARE_COLUMNS = 3, 1  # beyond the last cell, where a form may have room without a border


class SheetModel(QAbstractTableModel):
    """A mapped cell shows its figure's name instead of what stands there."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show``."""
        super().__init__()
        self._colours = workplace.theme
        self._asked = QFont()
        self._asked.setItalic(True)
        self.sheet: FormSheet | None = None
        self.mappings: Mapping[Place, CellMapping] = {}
        self.proposals: Mapping[Place, Proposal] = {}

    def show(
        self, sheet: FormSheet | None, mappings: Mapping[Place, CellMapping], proposals: Mapping[Place, Proposal]
    ) -> None:
        """Show a sheet; where it is the same one the selection stays."""
        is_same = self.sheet is not None and sheet is not None and self.sheet == sheet
        if not is_same:
            self.beginResetModel()
        self.sheet, self.mappings, self.proposals = sheet, mappings, proposals
        if is_same:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        else:
            self.endResetModel()

    def place(self, index: Index) -> Place:
        """The cell that stands for an index, the first of a merged area."""
        place = Place(index.row(), index.column())
        return self.sheet.head_of(place) if self.sheet else place

    def is_formula(self, place: Place) -> bool:
        """Whether the form works the cell out itself."""
        cell = self.sheet.cells.get(place) if self.sheet else None
        return cell is not None and cell.is_formula

    @property
    def filled_columns(self) -> set[int]:
        """Columns in which something is to be filled in, or might be."""
        return {place.column for place in (*self.mappings, *self.proposals)}

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.sheet is None else self.sheet.rows + _SPARE_ROWS

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.sheet is None else self.sheet.columns + _SPARE_COLUMNS

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        if role == _Role.DisplayRole:
            return letters_of(section) if orientation is Qt.Orientation.Horizontal else str(section + 1)
        return None

    @override
    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        if self.sheet is None or not index.isValid():
            return None
        place = self.place(index)
        if role == _Role.DisplayRole:
            return self._shown(place)
        if role in {_Role.ToolTipRole, _Role.AccessibleTextRole}:
            return self.told(place)
        return self._look(place, role)

    def _look(self, place: Place, role: int) -> object:
        mapping, proposal = self.mappings.get(place), self.proposals.get(place)
        if role == _Role.FontRole and mapping is None and proposal is not None:
            return self._asked
        if role == _Role.BackgroundRole and mapping is not None:
            return QColor(self._colours.colour("band"))
        if role == _Role.ForegroundRole and mapping is None and (proposal is not None or self.is_formula(place)):
            return QColor(self._colours.colour("muted"))
        return None

    def told(self, place: Place) -> str:
        """What is to be known of a cell, in a sentence."""
        mapping, proposal = self.mappings.get(place), self.proposals.get(place)
        if mapping is not None:
            unknown = "" if mapping.is_known else "，程序里已没有这个项目"
            return f"{place.name}：填 {mapping.title}（{mapping.label or '旁边没有文字'}）{unknown}"
        if proposal is not None:
            return f"{place.name}：建议填 {proposal.title}（{proposal.why}）"
        if self.is_formula(place):
            return f"{place.name}：公式，由表自己算，不填"
        return f"{place.name}：{self.sheet.text(place) if self.sheet else ''}"

    def _shown(self, place: Place) -> str:
        mapping, proposal = self.mappings.get(place), self.proposals.get(place)
        if mapping is not None:
            return mapping.title
        if proposal is not None:
            return f"{_ASKED}{proposal.title}"
        return " ".join(self.sheet.text(place).split()) if self.sheet else ""

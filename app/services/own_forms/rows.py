"""What the office's own forms give and take. Imports nothing heavy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from app.models.indicator_terms import FormPart, FormReach, FormSource
from app.services.base_data.periods import Months
from app.services.own_forms.places import Area, Place

Value = int | Decimal | date | str | None


@dataclass(frozen=True)
class FormRow:
    """One form in its newest edition; ``mapped`` counts its cells."""

    id: int
    version: int
    name: str
    edition: int
    file_name: str
    sha256: str
    note: str
    is_withdrawn: bool
    mapped: int


@dataclass(frozen=True)
class SheetCell:
    """One cell as it came: what it shows, whether it works that out itself, and how it shows numbers."""

    text: str
    is_formula: bool = False
    is_number: bool = False
    number_format: str = ""


@dataclass(frozen=True)
class FormSheet:
    """One sheet, roughly: its cells by place, merged areas, widths of columns in characters.

    ``rows`` and ``columns`` say how much of it is shown; ``is_cut`` that there is more.
    """

    name: str
    cells: Mapping[Place, SheetCell]
    merged: tuple[Area, ...]
    widths: Mapping[int, float]
    rows: int
    columns: int
    is_cut: bool
    is_hidden: bool

    def head_of(self, place: Place) -> Place:
        """The cell that stands for a merged area; the place itself elsewhere."""
        return self._heads.get(place, place)

    @cached_property
    def _heads(self) -> dict[Place, Place]:
        """Of every shown cell of a merged area; a form asks for it a great many times."""
        return {
            Place(row, column): area.first
            for area in self.merged
            for row in range(area.first.row, min(area.last.row + 1, self.rows))
            for column in range(area.first.column, min(area.last.column + 1, self.columns))
        }

    def text(self, place: Place) -> str:
        """What one reads there, in any cell of a merged area."""
        cell = self.cells.get(self.head_of(place))
        return cell.text if cell else ""


@dataclass(frozen=True)
class FormBook:
    """A workbook as it is shown; ``warnings`` are sentences about what a filled copy will not bring up to date."""

    sheets: tuple[FormSheet, ...]
    warnings: tuple[str, ...] = ()

    def sheet(self, name: str) -> FormSheet | None:
        """The sheet of a name."""
        return next((each for each in self.sheets if each.name == name), None)


@dataclass(frozen=True)
class Choice:
    """Something a cell can be filled with. ``parts`` has the ones it has; a head value has no time of its own."""

    source: FormSource
    code: str
    title: str
    area: str
    parts: tuple[FormPart, ...] = (FormPart.VALUE,)
    has_reach: bool = True


@dataclass(frozen=True)
class MappingDraft:
    """A cell and what goes in. ``version`` is that of the mapping shown there, None where nothing was shown."""

    sheet: str
    cell: str
    source: FormSource
    code: str
    reach: FormReach = FormReach.NOW
    part: FormPart = FormPart.VALUE
    version: int | None = None


@dataclass(frozen=True)
class CellMapping:
    """A mapped cell; ``title`` reads 批捕人数 · 去年同期. Unknown is what the program no longer knows by its code."""

    id: int
    version: int
    sheet: str
    cell: str
    source: FormSource
    code: str
    reach: FormReach
    part: FormPart
    label: str
    title: str
    is_known: bool = True


@dataclass(frozen=True)
class Proposal:
    """A mapping read off the labels, to be confirmed; ``why`` is the label."""

    draft: MappingDraft
    title: str
    why: str


@dataclass(frozen=True)
class Renewal:
    """What a new edition of a form does to the mappings: kept ones with the cell they go to, and those without one."""

    file_name: str
    sha256: str
    kept: tuple[tuple[CellMapping, str, str], ...]  # mapping, its sheet and cell in the new edition
    lost: tuple[tuple[CellMapping, str], ...]  # mapping, why
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Filling:
    """What a form is filled for; ``heads`` are 填表人, 审核人, 负责人 as typed."""

    months: Months
    heads: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """What one mapping comes to. ``value`` None is unknown and ``note`` says why; ``shown`` reads 83.33%（10/12）."""

    value: Value
    shown: str
    note: str = ""


@dataclass(frozen=True)
class FilledCell:
    """One cell of a filled form."""

    sheet: str
    cell: str
    title: str
    shown: str
    note: str
    is_filled: bool


@dataclass(frozen=True)
class FillReport:
    """What was filled and what was left empty."""

    form: str
    edition: int
    months: Months
    as_of: date
    cells: tuple[FilledCell, ...]
    warnings: tuple[str, ...]

    @property
    def filled(self) -> tuple[FilledCell, ...]:
        """Cells with a value."""
        return tuple(each for each in self.cells if each.is_filled)

    @property
    def left_empty(self) -> tuple[FilledCell, ...]:
        """Cells without one, each with the reason."""
        return tuple(each for each in self.cells if not each.is_filled)

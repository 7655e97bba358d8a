"""What importing gives and takes: the plan of an import, its findings, the result. Imports nothing heavy."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.services.foundation.errors import DomainError

if TYPE_CHECKING:
    from app.services.deadlines.rule import Rule


KEPT = "further"  # what a mapping says of a column that means no field and is kept as it stands


@dataclass(frozen=True)
class FieldChoice:
    """A field a column can be assigned to; ``is_required`` where no row comes in without it."""

    name: str
    title: str
    is_required: bool


@dataclass(frozen=True)
class ColumnMatch:
    """What one column of a sheet was taken for; ``index`` is 0-based, ``field`` None where nothing was recognised."""

    sheet: str
    index: int
    head: str  # as written, without line breaks
    field: str | None
    is_kept: bool = False  # means no field, and comes in all the same (结果表其他列)

    @property
    def letter(self) -> str:
        """The column as spreadsheets name it: A, B … AA."""
        number, letters = self.index + 1, ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return letters


class HeaderUnknown(DomainError):
    """No sheet has the columns that are needed; ``columns`` are the likeliest header's, to be given their meaning."""

    def __init__(self, sentence: str, columns: tuple[ColumnMatch, ...]) -> None:
        """``columns`` is empty where no sheet holds anything."""
        super().__init__(sentence)
        self.columns = columns


@dataclass(frozen=True)
class Finding:
    """An error or a warning; ``row`` and ``column`` are None where it is about the whole file or row."""

    sheet: str
    row: int | None
    column: str | None  # head of the column as written, or the field's title
    message: str

    def as_json(self) -> dict[str, Any]:
        """As the command line promises it."""
        return {"sheet": self.sheet, "row": self.row, "column": self.column, "message": self.message}


@dataclass(frozen=True)
class Skipped:
    """A row that is no data, or a whole sheet (``row`` None), and why."""

    sheet: str
    row: int | None
    reason: str

    def as_json(self) -> dict[str, Any]:
        """As the command line promises it."""
        return {"sheet": self.sheet, "row": self.row, "reason": self.reason}


@dataclass(frozen=True)
class Duplicate:
    """A row that is already there: ``same_as`` is a row number of this file or an entry number of the store.

    ``differing`` titles the facts the row tells otherwise; a duplicate changes nothing, so they are reported.
    """

    sheet: str
    row: int
    same_as: int | str
    differing: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As the command line promises it."""
        return {"sheet": self.sheet, "row": self.row, "same_as": self.same_as, "differing": list(self.differing)}


@dataclass(frozen=True)
class PlannedRow:
    """A row that will become a record: its values by column of the store, unchangeable."""

    sheet: str
    row: int
    values: Mapping[str, Any]
    identity: str
    children: tuple[tuple[str, Mapping[str, Any]], ...] = ()  # (table, values by column)


@dataclass(frozen=True)
class FaultyRow:
    """A row handed back, with its cells as they stood in the file."""

    sheet: str
    row: int
    cells: tuple[Any, ...]


@dataclass(frozen=True)
class ImportPlan:
    """All that an import will do, checked whole; the preview shows it and the commit carries out the same."""

    kind: str
    file_name: str
    sha256: str
    columns: tuple[ColumnMatch, ...]
    rows: tuple[PlannedRow, ...]
    faulty: tuple[FaultyRow, ...]
    duplicates: tuple[Duplicate, ...]
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]
    headers: Mapping[str, tuple[str, ...]]  # sheet -> header cells as written
    header_print: str  # by which a mapping is found again
    own_rules: tuple["Rule", ...] = ()  # of days that rows name themselves (要求办结日), kept at the commit

    @property
    def read(self) -> int:
        """Data rows read: added, already there and faulty together."""
        return len(self.rows) + len(self.duplicates) + len(self.faulty)

    @property
    def refusal(self) -> str | None:
        """The sentence for an import of which no row is acceptable, else None."""
        if self.rows or self.duplicates:
            return None
        first = self.errors[0].message if self.errors else ""
        return f"《{self.file_name}》的 {self.read} 行都有错误，没有导入。请按错误说明改正后重新导入。第一处：{first}"

    def as_json(self, batch: int | None = None) -> dict[str, Any]:
        """The JSON of ``import``; ``added`` is what the commit adds."""
        return {
            "read": self.read,
            "added": len(self.rows),
            "duplicates": len(self.duplicates),
            "errors": [error.as_json() for error in self.errors],
            "warnings": [warning.as_json() for warning in self.warnings],
            "skipped": [skipped.as_json() for skipped in self.skipped],
            "duplicate_rows": [duplicate.as_json() for duplicate in self.duplicates],
            "batch": batch,
        }


@dataclass(frozen=True)
class ImportResult:
    """What a commit did; ``batch`` None where every row was already there and nothing was written."""

    plan: ImportPlan
    batch: int | None
    entry_numbers: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The JSON of ``import``."""
        return self.plan.as_json(self.batch)


@dataclass(frozen=True)
class UndoneBatch:
    """A batch taken back whole, and how many records went with it."""

    batch: int
    file_name: str
    removed: int


@dataclass(frozen=True)
class BatchRow:
    """One import of the past."""

    id: int
    kind: str
    file_name: str
    imported_at: str
    rows_read: int
    rows_added: int
    undone_at: str | None


@dataclass(frozen=True)
class RememberedMapping:
    """Columns of an office's own ledger: header cell as written → field name, "" for a column left out."""

    name: str
    kind: str
    columns: Mapping[str, str]

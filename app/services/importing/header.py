"""Finding the header row of a sheet and what each of its columns means."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.services.importing.parsing import as_text
from app.services.importing.rows import ColumnMatch, Finding
from app.services.importing.tables import Cell, Row, Sheet
from app.services.importing.vocabulary import Field, Ledger, folded

SEARCHED_ROWS = 30
FEWEST_COLUMNS = 3


@dataclass(frozen=True)
class Header:
    """A sheet's header: its place in ``Sheet.rows``, what its columns mean, and what is odd about them."""

    place: int
    columns: tuple[ColumnMatch, ...]
    fields: Mapping[int, Field]  # by 0-based column
    warnings: tuple[Finding, ...]

    def missing(self, ledger: Ledger) -> tuple[str, ...]:
        """Required fields no column was found for."""
        found = {field.name for field in self.fields.values()}
        return tuple(name for name in ledger.required if name not in found)


def header_print(cells: Sequence[Cell]) -> str:
    """The fingerprint by which a header is recognised again, whatever its line breaks and blanks."""
    return hashlib.sha256("\t".join(folded(as_text(cell)) for cell in cells).rstrip("\t").encode()).hexdigest()


def find_header(
    sheet: Sheet, ledger: Ledger, corrections: Mapping[str, str], remembered: Mapping[str, Mapping[str, str]]
) -> Header | None:
    """The row that names most fields, None for an empty sheet; the caller asks whether it is enough.

    ``corrections`` (header cell → field name, "" to leave out) win over ``remembered`` (the same by header
    fingerprint), and those win over the synonyms.
    """
    best: tuple[int, int] | None = None
    meanings: dict[int, dict[str, str]] = {}
    for place, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        if not any(cell != "" for cell in row.cells):
            continue
        own = corrections or (remembered.get(header_print(row.cells), {}) if remembered else {})
        meanings[place] = {folded(head): name for head, name in own.items()}
        score = len({field.name for _, field in _named(row, ledger, meanings[place]) if field})
        if best is None or score > best[0]:
            best = (score, place)
    if best is None:
        return None
    return _header(sheet, best[1], ledger, meanings[best[1]])


def _named(row: Row, ledger: Ledger, own: Mapping[str, str]) -> list[tuple[int, Field | None]]:
    named = []
    for index, cell in enumerate(row.cells):
        head = as_text(cell)
        if head:
            chosen = own.get(folded(head))
            named.append((index, ledger.field_of(head) if chosen is None else ledger.by_name.get(chosen)))
    return named


def _header(sheet: Sheet, place: int, ledger: Ledger, own: Mapping[str, str]) -> Header:
    row = sheet.rows[place]
    columns: list[ColumnMatch] = []
    fields: dict[int, Field] = {}
    warnings: list[Finding] = []
    for index, field in _named(row, ledger, own):
        head = "".join(as_text(row.cells[index]).split())
        match = ColumnMatch(sheet.name, index, head, field.name if field else None)
        if field is None and folded(head) not in own and folded(head) not in ledger.common["left_out"]:
            why = f"{match.letter} 列“{head}”不认识，这一列没有导入。如需导入，请在“列对应”中指定它是什么。"
            warnings.append(Finding(sheet.name, row.number, head, why))
        elif field is not None and field in fields.values():
            why = f"{match.letter} 列“{head}”与前面的列都是“{field.title}”，只取前一列，这一列没有导入。"
            warnings.append(Finding(sheet.name, row.number, head, why))
            match = ColumnMatch(sheet.name, index, head, None)
        elif field is not None:
            fields[index] = field
        columns.append(match)
    return Header(place, tuple(columns), fields, tuple(warnings))

"""Finding the header row of a sheet and what each of its columns means."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.services.importing.parsing import as_text
from app.services.importing.rows import KEPT, ColumnMatch, Finding
from app.services.importing.tables import Cell, Row, Sheet
from app.services.importing.vocabulary import Field, Ledger, folded

SEARCHED_ROWS = 30


@dataclass(frozen=True)
class Header:
    """A sheet's header: its place in ``Sheet.rows``, what its columns mean, and what is odd about them."""

    place: int
    columns: tuple[ColumnMatch, ...]
    fields: Mapping[int, Field]  # by 0-based column
    warnings: tuple[Finding, ...]
    further: Mapping[int, str]  # columns that mean no field and are kept all the same: head by 0-based column

    def missing(self, ledger: Ledger) -> tuple[str, ...]:
        """Required fields no column was found for; where one of some would do and none is there, these."""
        found = {field.name for field in self.fields.values()}
        missing = tuple(name for name in ledger.required if name not in found)
        return missing or (() if not ledger.one_of or found & set(ledger.one_of) else ledger.one_of)

    def is_enough(self, ledger: Ledger) -> bool:
        """Whether the row can be a header of this ledger; a result table needs one column that is known."""
        return not self.missing(ledger) and len(self.fields) >= ledger.fewest_columns


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
    best: tuple[tuple[int, int], int] | None = None
    meanings: dict[int, dict[str, str]] = {}
    for place, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        if not any(cell != "" for cell in row.cells):
            continue
        own = corrections or (remembered.get(header_print(row.cells), {}) if remembered else {})
        meanings[place] = {folded(head): name for head, name in own.items()}
        named = _named(row, ledger, meanings[place])
        score = len({field.name for _, field in named if field}), len(named) if ledger.keeps_further else 0
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
    further: dict[int, str] = {}
    for index, field in _named(row, ledger, own):
        head = "".join(as_text(row.cells[index]).split())
        match = ColumnMatch(sheet.name, index, head, field.name if field else None)
        chosen = own.get(folded(head))
        is_left_out = chosen != KEPT and (chosen is not None or folded(head) in ledger.common["left_out"])
        if ledger.keeps_further and (field in fields.values() if field else not is_left_out):
            further[index] = _unlike(head, further.values())
            match = ColumnMatch(sheet.name, index, head, None, is_kept=True)
        elif field is None and not is_left_out:
            why = f"{match.letter} 列“{head}”不认识，这一列没有导入。如需导入，请在“列对应”中指定它是什么。"
            warnings.append(Finding(sheet.name, row.number, head, why))
        elif field is not None and field in fields.values():
            why = f"{match.letter} 列“{head}”与前面的列都是“{field.title}”，只取前一列，这一列没有导入。"
            warnings.append(Finding(sheet.name, row.number, head, why))
            match = ColumnMatch(sheet.name, index, head, None)
        elif field is not None:
            fields[index] = field
        columns.append(match)
    if further:
        kept = "、".join(f"“{head}”" for head in further.values())
        why = f"{len(further)} 列没有对应的字段（{kept}），内容原样保留在“{ledger.further_title}”。"
        warnings.append(Finding(sheet.name, row.number, None, why))
    return Header(place, tuple(columns), fields, tuple(warnings), further)


def _unlike(head: str, taken: Iterable[str]) -> str:
    """The head, numbered where another column is called the same."""
    same = sum(each == head or each.startswith(f"{head}（") for each in taken)
    return f"{head}（{same + 1}）" if same else head

"""Telling data rows from titles, notes, empty rows and totals, each with the reason it is left out."""

import re

from app.services.importing.header import Header
from app.services.importing.parsing import as_text
from app.services.importing.tables import Cell, Row
from app.services.importing.vocabulary import Ledger, folded

_COUNT = re.compile(r"(\d+)[件份条个项]?")
_FEW = 3
TOTAL = "合计行"


def is_filled(cell: Cell) -> bool:
    """False for an empty cell and for one that holds nothing but blanks."""
    return bool(cell.strip()) if type(cell) is str else True


class RowKinds:
    """Why a row is no data, or that it is."""

    def __init__(self, ledger: Ledger, header: Header, header_row: Row) -> None:
        """``header_row`` is compared with rows that repeat it, as printed ledgers do on each page."""
        self._totals, self._notes = ledger.common["total"], ledger.common["note"]
        self._sequence = next((index for index, field in header.fields.items() if field.type == "sequence"), None)
        self._fields = header.fields
        self._header = tuple(folded(as_text(cell)) for cell in header_row.cells)

    def reason_before_header(self, row: Row) -> str:
        """Why a row above the header is left out."""
        filled = [as_text(cell) for cell in row.cells if is_filled(cell)]
        if not filled:
            return "空行"
        return "填报说明" if folded(filled[0]).startswith(self._notes) else "标题"

    def reason(self, row: Row) -> str | None:
        """Why a row below the header is left out, None for a data row."""
        filled = [index for index, cell in enumerate(row.cells) if is_filled(cell)]
        if not filled:
            return "空行"
        first = row.cells[filled[0]]
        if len(filled) == 1 and filled[0] == self._sequence and not self._is_words(first):
            return "只有序号，没有内容"
        return self._reason_by_words(row, filled, folded(first)) if type(first) is str else None

    def _reason_by_words(self, row: Row, filled: list[int], first: str) -> str | None:
        if self._is_total(first):
            return TOTAL
        if len(filled) <= _FEW and first.startswith(self._notes):
            return "注释或填报说明"
        if len(filled) == 1 and (filled[0] == self._sequence or filled[0] not in self._fields):
            return "只有一格文字，是小标题或说明"
        return "重复的表头" if self._repeats_header(row, filled, first) else None

    def _repeats_header(self, row: Row, filled: list[int], first: str) -> bool:
        """True also for the second row of a header whose cells are merged downwards."""
        if filled[0] >= len(self._header) or first != self._header[filled[0]]:
            return False
        same = sum(folded(as_text(row.cells[index])) == self._header[index] for index in filled)
        return same >= max(2, len(filled) // 2)

    def counts(self, row: Row) -> tuple[int, ...]:
        """The whole numbers a total row states."""
        found = (_COUNT.fullmatch(self._without_word(folded(as_text(cell)))) for cell in row.cells if cell != "")
        return tuple(int(match[1]) for match in found if match)

    def _is_total(self, head: str) -> bool:
        if not head.startswith(self._totals):
            return False
        rest = self._without_word(head)
        return not rest or _COUNT.fullmatch(rest) is not None

    def _without_word(self, text: str) -> str:
        word = next((word for word in self._totals if text.startswith(word)), "")
        return text.removeprefix(word).strip(":")

    @staticmethod
    def _is_words(cell: Cell) -> bool:
        return type(cell) is str and not folded(cell).strip(".、").isdigit()

"""One data row as fields: blanks, signs for nothing and 同上 resolved, each value read by its type or complained of."""

from collections.abc import Mapping
from datetime import date

from app.models.dates import PartialDate
from app.services.foundation.one_line import one_line
from app.services.importing.findings import Findings
from app.services.importing.header import Header
from app.services.importing.parsing import UnreadableDate, as_text, read_date
from app.services.importing.tables import Cell, Row, Sheet
from app.services.importing.vocabulary import Ledger, folded

_STRAY = " \t\r\n\u3000\u00a0\u200b\u200c\u200d\ufeff"
_LONGEST_SIGN = 6
# Broken in a narrow column of the workbook, a unit's name is still the same unit; handlers may stand one a line.
_ONE_LINE = frozenset({"unit", "addressee", "office_name", "kind"})
# What nobody sees and nobody typed: control characters, and marks that turn the text after them round.
_CONTROLS = (code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r")
_TURNING = (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_UNSEEN: dict[int, str | None] = dict.fromkeys((*_CONTROLS, *_TURNING))
_UNSEEN |= {0x2028: "\n", 0x2029: "\n"}


class RowReading:
    """The fields of one row. Reading a field that is wrong notes an error and yields nothing."""

    def __init__(self, sheet: str, row: int, cells: Mapping[str, Cell], source: "RowReader") -> None:
        """``cells`` holds the filled cells by field name."""
        self.sheet, self.row = sheet, row
        self.is_faulty = False
        self.further: dict[str, str] = {}  # what stands in columns that mean no field, by head
        self._cells, self._source = cells, source
        self._kept: list[str] = []

    def text(self, name: str) -> str | None:
        """The text of a field, None where it is empty; too long a text is an error."""
        cell = self._cells.get(name)
        if cell is None:
            return None
        text = cell if type(cell) is str else as_text(cell)
        if not text.isprintable():
            text = text.translate(_UNSEEN).strip(_STRAY)
            if name in _ONE_LINE:
                text = one_line(text)
            if not text:
                return None
        longest = self._source.longest.get(name)
        if longest is not None and len(text) > longest:
            self.error(name, f"有 {len(text)} 个字，最多 {longest} 个字。请把多出的内容移到“备注”。")
        return text

    def day(self, name: str) -> PartialDate | None:
        """The date of a field as precisely as it is written."""
        cell = self._cells.get(name)
        if cell is None:
            return None
        if type(cell) is str and len(cell) <= _LONGEST_SIGN and folded(cell) in self._source.no_date:
            return None
        try:
            return read_date(cell)
        except UnreadableDate as reason:
            self.error(name, f"写的是“{as_text(cell)}”，{reason}。{reason.remedy}")
            return None

    def past_day(self, name: str, today: date) -> PartialDate | None:
        """A date that cannot lie in the future."""
        day = self.day(name)
        if day is not None and day.text[:10] > today.isoformat():
            self.error(name, f"是 {day}，晚于今天（{today}）。请核对年份和月份。")
        return day

    def required_day(self, name: str, today: date) -> PartialDate | None:
        """A date without which the row cannot come in; the month alone will do."""
        so_far = len(self._source.findings.errors)
        day = self.past_day(name, today)
        if day is None and len(self._source.findings.errors) == so_far:
            title = self._source.ledger.by_name[name].title
            self.error(name, f"没有填写。请补上{title}；只知道年月时写“2022年4月”。")
        return day

    def word(self, name: str) -> tuple[str | None, str | None]:
        """What a field's word means and the text as written; the meaning is None for a word nobody listed."""
        text = self.text(name)
        if text is None:
            return None, None
        meanings = self._source.ledger.words[name]
        whole = folded(text)
        return meanings.get(whole) or meanings.get(whole.strip(".,;:!。、")), text

    def has_column(self, name: str) -> bool:
        """Whether the ledger has a column for the field at all."""
        return name in self._source.heads

    def head(self, name: str) -> str:
        """The column's head as written, or the field's title where the ledger has no such column."""
        return self._source.heads.get(name) or self._source.ledger.by_name[name].title

    def error(self, name: str, message: str) -> None:
        """Hand the row back because of this field."""
        self.is_faulty = True
        self._source.findings.error(self.sheet, self.row, self.head(name), f"“{self.head(name)}”{message}")

    def warn(self, name: str, message: str) -> None:
        """Let the row in and say what to look at."""
        self._source.findings.warning(self.sheet, self.row, self.head(name), message)

    def keep(self, name: str, text: str) -> None:
        """Keep in the remarks what has no field of its own."""
        self._kept.append(f"{self._source.ledger.by_name[name].title}：{text}")

    def remarks(self) -> str | None:
        """The remarks and everything kept beside them."""
        own = self.text("remarks")
        return "\n".join(part for part in (own, *self._kept) if part) or None


class RowReader:
    """Turns the rows of one sheet into readings; remembers the row above for 同上."""

    def __init__(self, sheet: Sheet, header: Header, ledger: Ledger, findings: Findings) -> None:
        """``header`` says which column is which field."""
        self.ledger, self.findings = ledger, findings
        self.heads = {column.field: column.head for column in header.columns if column.field}
        self.longest = {field.name: field.longest for field in ledger.fields if field.longest is not None}
        self.no_date = frozenset((*ledger.common["no_date"], *ledger.common["empty"]))
        self._sheet, self.name = sheet, sheet.name
        self._columns = tuple((index, field.name) for index, field in header.fields.items())
        self._further = tuple(header.further.items())
        self._empty, self._ditto = frozenset(ledger.common["empty"]), frozenset(ledger.common["ditto"])
        self._above: dict[str, Cell] = {}

    def read(self, row: Row) -> RowReading:
        """The row's fields; Excel errors and a 同上 under nothing are noted as errors of the row."""
        cells: dict[str, Cell] = {}
        reading = RowReading(self._sheet.name, row.number, cells, self)
        width = len(row.cells)
        for index, name in self._columns:
            cell: Cell = row.cells[index] if index < width else ""
            if type(cell) is str:
                cell = cell.strip(_STRAY)
                if cell and len(cell) <= _LONGEST_SIGN:
                    cell = self._resolved(reading, name, cell)
                if not cell:
                    continue
            cells[name] = cell
        for index, head in self._further:
            text = as_text(row.cells[index]) if index < width else ""
            if text:
                reading.further[head] = text
        if self._sheet.faults:
            self._complain_of_excel_errors(reading, row)
        self._above = cells
        return reading

    def _resolved(self, reading: RowReading, name: str, text: str) -> Cell:
        sign = folded(text)
        if sign in self._empty:
            return ""
        if sign not in self._ditto:
            return text
        above = self._above.get(name)
        if above is None:
            reading.error(name, f"写的是“{text}”，但上一行这一列是空的。请写出内容。")
            return ""
        reading.warn(name, f"“{text}”已换成上一行的内容。")
        return above

    def _complain_of_excel_errors(self, reading: RowReading, row: Row) -> None:
        for index, name in self._columns:
            fault = self._sheet.faults.get((row.number, index))
            if fault:
                reading.error(name, f"是 Excel 的错误值 {fault}。请改正公式，或直接填写内容。")

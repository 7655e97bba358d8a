"""The registers on paper and in Excel: the entries of a query in the columns of the register's template."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.models.database import Database
from app.models.dates import PartialDate
from app.models.letter_terms import ServiceResult
from app.services.case_registers.listing import register_listing
from app.services.case_registers.rows import Book
from app.services.documents.facts import DocumentFacts, RenderedDocument, TableDocument
from app.services.documents.register import columns_of, orientation_of, row_of
from app.services.documents.service import Documents
from app.services.documents.templates.model import RegisterSpec
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.files import write_file
from app.services.lists.listing import Cell, ListQuery
from app.services.office.offices import Offices
from app.services.secrecy.on_paper import marked
from app.services.sheets.scopes import period_of
from app.services.sheets.workbooks import Value, WorkbookSheet, workbook_bytes

_WINDOW = 500  # entries read at a time
_DATES = ("sent_on", "answered_on", "implemented_on", "held_on", "feedback_on", "sealed_on", "received_on")
_SORTED_BY = {
    Book.REPORTS: "sent_on",
    Book.MEETINGS: "held_on",
    Book.SEALS: "sealed_on",
    Book.SERVICES: "sent_on",
}
_PAPER, _SEAL = "检察建议书", "院印"

_Cells = Mapping[str, Cell]


@dataclass(frozen=True)
class RegisterPaper:
    """Makes the sheets of the registers of one store."""

    database: Database
    clock: Clock
    documents: Documents
    offices: Offices

    def write(self, book: Book, query: ListQuery, path: Path) -> int:
        """Write the entries of a query, in its order, as .pdf or .xlsx; returns how many.

        Raises DomainError for another ending, UnknownColumn, FileNotWritten.
        """
        suffix = path.suffix.lower()
        if suffix not in {".pdf", ".xlsx"}:
            raise DomainError(f"“{path.name}”的类型不能写出。登记簿可以存为 .pdf 或 .xlsx，请改用其中一种文件名。")
        entries = list(self._entries(book, query))
        if suffix == ".pdf":
            write_file(path, self.documents.table(self._table(book, query, entries)))
        else:
            write_file(path, self._workbook(book, query, entries))
        return len(entries)

    def draw(self, book: Book, query: ListQuery) -> tuple[bytes, int]:
        """The entries of a query as PDF, and how many there are."""
        entries = list(self._entries(book, query))
        return self.documents.table(self._table(book, query, entries)), len(entries)

    def draw_in_order(self, book: Book, query: ListQuery) -> tuple[bytes, int]:
        """The same from the first entry on, as a register is bound."""
        return self.draw(book, replace(query, sort=_SORTED_BY[book]))

    def whole(self, book: Book) -> RenderedDocument:
        """The register from its first entry on; without any a sheet to write on by hand."""
        from app.services.documents.preview import page_count

        query = ListQuery(self.clock.today(), sort=_SORTED_BY[book])
        entries = list(self._entries(book, query))
        if not entries:
            office = self.offices.office()
            facts = DocumentFacts({"office": office.name}, is_demonstration=office.is_demonstration)
            return self.documents.render(self.documents.library.find(book.value, self.clock.today()), facts)
        table = self._table(book, query, entries)
        pdf = self.documents.table(table)
        text = "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in table.rows)
        return RenderedDocument(pdf, (), (), page_count(pdf), text)

    def _entries(self, book: Book, query: ListQuery) -> Iterator[_Cells]:
        listing = register_listing(self.database, book)
        keys = [column.key for column in listing.columns]
        ids = listing.ids(query)
        for first in range(0, len(ids), _WINDOW):
            for row in listing.rows(ids[first : first + _WINDOW], query):
                yield dict(zip(keys, row.cells, strict=True))

    def _spec(self, book: Book) -> RegisterSpec:
        return self.documents.library.register(book.value, self.clock.today())

    def _table(self, book: Book, query: ListQuery, entries: list[_Cells]) -> TableDocument:
        office, spec = self.offices.office(), self._spec(book)
        mark = self.documents.library.commons.demonstration_mark
        columns = {each.key: each.title for each in register_listing(self.database, book).columns}
        document = TableDocument(
            title=book.title,
            columns=columns_of(spec),
            rows=tuple(row_of(spec, _printed(place, each)) for place, each in enumerate(entries, start=1)),
            head_lines=(
                f"填报单位：{office.name}",
                f"范围：{_scope(columns, query)}，共 {len(entries)} 件",
                f"截止日期：{PartialDate.of(query.as_of).chinese()}",
            ),
            foot_lines=spec.foot_lines,
            notes=spec.notes,
            heading="内部台账",
            watermark=mark if office.is_demonstration else "",
            author=office.name,
            orientation=orientation_of(spec),
        )
        return marked(document, register_listing(self.database, book).mark(query))

    def _workbook(self, book: Book, query: ListQuery, entries: list[_Cells]) -> bytes:
        spec = self._spec(book)
        table = replace(self._table(book, query, entries), rows=())
        values = (_calculable(place, each) for place, each in enumerate(entries, start=1))
        cells = tuple(tuple(each.get(key) for key in spec.keys) for each in values)
        return workbook_bytes([WorkbookSheet(book.title, table, cells)], self.clock.now())


def _printed(place: int, entry: _Cells) -> dict[str, str]:
    """The cells of one line by the template's keys: those of the list, and two of them joined where paper is short."""
    cells = {key: "" if cell is None else str(cell) for key, cell in entry.items()}
    return {
        **cells,
        "serial": str(place),
        "entry_number": cells["id"],
        **_of_outgoing(cells),
        "kind_and_direction": _joined("\n", cells.get("kind", ""), cells.get("direction", "")),
        "answered": _joined("\n", cells.get("answered_on", ""), cells.get("answer_number", "")),
        "decided": _joined("\n", cells.get("decision_number", ""), cells.get("decision", "")),
        "fed_back": _joined("\n", cells.get("feedback_on", ""), cells.get("feedback", "")),
        "implemented": _joined("\n", cells.get("implemented_on", ""), cells.get("implementation", "")),
        "held": _joined("\n", cells.get("held_on", ""), cells.get("place", "")),
    }


def _of_outgoing(cells: dict[str, str]) -> dict[str, str]:
    """The cells of 用印登记簿 and 送达登记簿 that are called otherwise on paper, or are the same on every line."""
    if "sealed_on" in cells:
        said = {"name": "paper", "approver": "approved_by", "handler": "applicant", "keeper": "sealed_by"}
        return {**{title: cells[key] for title, key in said.items()}, "seal": _SEAL, "remarks": cells["note"]}
    if "addressee" in cells:
        remarks = _joined("；", cells["refusal"], cells["tracking_number"], cells["note"])
        state = "" if cells["result"] == ServiceResult.RECEIVED.label else cells["result"]
        return {
            "name": _PAPER,
            "number": cells["id"],
            "server": cells["sent_by"],
            "remarks": _joined("：", state, remarks),
        }
    return {}


def _calculable(place: int, entry: _Cells) -> dict[str, Value]:
    """The same with real dates where the day is known."""
    days = {name: _day(entry[name]) for name in _DATES if name in entry}
    return {**_printed(place, entry), **days, "serial": place}


def _day(cell: Cell) -> Value:
    return None if cell is None else PartialDate(str(cell)).exact or str(cell)


def _joined(between: str, *parts: str) -> str:
    return between.join(part for part in parts if part)


def _scope(titles: Mapping[str, str], query: ListQuery) -> str:
    parts = [period_of(query)] if period_of(query) else []
    parts += [f"{titles.get(name, name)}：{shown or '未填'}" for name, shown in query.where]
    parts += [f"含“{query.contains}”"] if query.contains else []
    return "；".join(parts) or "全部"

"""反向审视登记簿 on paper and in Excel: the reviews of a query in the columns of its template."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.models.dates import PartialDate
from app.services.documents.facts import DocumentFacts, RenderedDocument, TableDocument
from app.services.documents.register import columns_of, orientation_of, row_of
from app.services.documents.service import Documents
from app.services.documents.templates.model import RegisterSpec
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.files import write_file
from app.services.lists.listing import Cell, ListQuery, MarkedListing
from app.services.office.offices import Offices
from app.services.review_papers.codes import REVIEW_REGISTER, TITLE_OF_REGISTER
from app.services.secrecy.on_paper import marked
from app.services.sheets.scopes import period_of
from app.services.sheets.workbooks import Value, WorkbookSheet, workbook_bytes

_WINDOW = 500  # entries read at a time
_DATES, _NUMBERS = ("started_on", "closed_on"), ("findings", "errors", "flaws", "results", "unsettled")


@dataclass(frozen=True)
class ReviewRegister:
    """Makes the register of one store; ``listing`` is the list of reviews."""

    listing: MarkedListing
    documents: Documents
    offices: Offices
    clock: Clock

    def write(self, query: ListQuery, path: Path) -> int:
        """Write the reviews of a query, in its order, as .pdf or .xlsx; returns how many.

        Raises DomainError for another ending, UnknownColumn, FileNotWritten.
        """
        suffix = path.suffix.lower()
        if suffix not in {".pdf", ".xlsx"}:
            raise DomainError(f"“{path.name}”的类型不能写出。登记簿可以存为 .pdf 或 .xlsx，请改用其中一种文件名。")
        entries = list(self._entries(query))
        table = self._table(query, entries)
        write_file(path, self.documents.table(table) if suffix == ".pdf" else self._workbook(table, entries))
        return len(entries)

    def draw(self, query: ListQuery) -> tuple[bytes, int]:
        """The reviews of a query as PDF, and how many there are."""
        entries = list(self._entries(query))
        return self.documents.table(self._table(query, entries)), len(entries)

    def whole(self) -> RenderedDocument:
        """The register from its first review on; without any a sheet to write on by hand."""
        from app.services.documents.preview import page_count

        query = ListQuery(self.clock.today(), sort="started_on")
        entries = list(self._entries(query))
        if not entries:
            office = self.offices.office()
            facts = DocumentFacts({"office": office.name}, is_demonstration=office.is_demonstration)
            return self.documents.render(self.documents.library.find(REVIEW_REGISTER, self.clock.today()), facts)
        table = self._table(query, entries)
        pdf = self.documents.table(table)
        return RenderedDocument(pdf, (), (), page_count(pdf), "\n".join("\t".join(row) for row in table.rows))

    def _entries(self, query: ListQuery) -> Iterator[Mapping[str, Cell]]:
        keys = [column.key for column in self.listing.columns]
        ids = self.listing.ids(query)
        for first in range(0, len(ids), _WINDOW):
            for row in self.listing.rows(ids[first : first + _WINDOW], query):
                yield dict(zip(keys, row.cells, strict=True))

    def _spec(self) -> RegisterSpec:
        return self.documents.library.register(REVIEW_REGISTER, self.clock.today())

    def _table(self, query: ListQuery, entries: list[Mapping[str, Cell]]) -> TableDocument:
        office, spec = self.offices.office(), self._spec()
        period = period_of(query)
        document = TableDocument(
            title=TITLE_OF_REGISTER,
            columns=columns_of(spec),
            rows=tuple(
                row_of(spec, {key: "" if cell is None else str(cell) for key, cell in entry.items()})
                for entry in entries
            ),
            head_lines=(
                f"填报单位：{office.name}",
                f"启动日：{period or '全部'}，共 {len(entries)} 件",
                f"截止日期：{PartialDate.of(query.as_of).chinese()}",
            ),
            foot_lines=spec.foot_lines,
            notes=spec.notes,
            heading="内部台账",
            watermark=self.documents.library.commons.demonstration_mark if office.is_demonstration else "",
            author=office.name,
            orientation=orientation_of(spec),
        )
        return marked(document, self.listing.mark(query))

    def _workbook(self, table: TableDocument, entries: list[Mapping[str, Cell]]) -> bytes:
        cells = tuple(tuple(_calculable(key, entry.get(key)) for key in self._spec().keys) for entry in entries)
        return workbook_bytes([WorkbookSheet(table.title, replace(table, rows=()), cells)], self.clock.now())


def _calculable(key: str, cell: Cell) -> Value:
    """Days and counts as such, so that they sort and add up."""
    said = "" if cell is None else str(cell)
    if key in _NUMBERS:
        return int(said or 0)
    if key in _DATES and said:
        return PartialDate(said).exact or said
    return said

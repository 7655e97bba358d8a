"""The follow-up board on paper and in Excel: the results of a query as they stand in the list."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.models.dates import PartialDate
from app.models.review_terms import ResultState
from app.services.documents.facts import Align, TableColumn, TableDocument
from app.services.documents.service import Documents
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.files import write_file
from app.services.lists.listing import Cell, ListQuery
from app.services.office.offices import Offices
from app.services.review_results.listing import ResultListing
from app.services.review_results.rows import TITLE, BoardFigures
from app.services.review_results.words import words_of_cells
from app.services.secrecy.on_paper import marked
from app.services.sheets.workbooks import Value, WorkbookSheet, workbook_bytes

_MIDDLE = Align.CENTRE
_COLUMNS: tuple[tuple[str, TableColumn], ...] = (
    ("serial", TableColumn("序号", 9, _MIDDLE)),
    ("name", TableColumn("种类", 22)),
    ("title", TableColumn("标题", 38)),
    ("addressee", TableColumn("对象", 26)),
    ("number", TableColumn("文号", 30)),
    ("sent_on", TableColumn("发出", 19, _MIDDLE)),
    ("due_on", TableColumn("要求反馈", 19, _MIDDLE)),
    ("feedback_on", TableColumn("反馈", 19, _MIDDLE)),
    ("verified_on", TableColumn("核实", 19, _MIDDLE)),
    ("settled_on", TableColumn("销号", 19, _MIDDLE)),
    ("warning", TableColumn("状态", 22)),
    ("id", TableColumn("审视号", 31)),
)
_DATES = ("sent_on", "due_on", "feedback_on", "verified_on", "settled_on")
_PERIOD = {"issued_from": "发出日自", "issued_to": "发出日至"}

Cells = Mapping[str, Cell]


@dataclass(frozen=True)
class BoardPaper:
    """Makes the sheets of the board of one store."""

    listing: ResultListing
    clock: Clock
    documents: Documents
    offices: Offices

    def draw(self, query: ListQuery) -> tuple[bytes, int]:
        """The results of a query as PDF, and how many there are."""
        rows = self._rows(query)
        return self.documents.table(self._table(query, rows)), len(rows)

    def write(self, query: ListQuery, path: Path) -> int:
        """Write the results of a query, in its order, as .pdf or .xlsx; returns how many.

        Raises DomainError for another ending, UnknownColumn, FileNotWritten.
        """
        suffix = path.suffix.lower()
        if suffix not in {".pdf", ".xlsx"}:
            raise DomainError(f"“{path.name}”的类型不能写出。{TITLE}可以存为 .pdf 或 .xlsx，请改用其中一种文件名。")
        rows = self._rows(query)
        table = self._table(query, rows)
        write_file(path, self.documents.table(table) if suffix == ".pdf" else self._workbook(table, rows))
        return len(rows)

    def _rows(self, query: ListQuery) -> list[Cells]:
        keys = [column.key for column in self.listing.columns]
        return [dict(zip(keys, row.cells, strict=True)) for row, _more in self.listing.whole(query, ())]

    def _table(self, query: ListQuery, rows: list[Cells]) -> TableDocument:
        office, mark = self.offices.office(), self.documents.library.commons.demonstration_mark
        figures = self.listing.figures(query)
        told = (_told(place, each, query.as_of) for place, each in enumerate(rows, start=1))
        document = TableDocument(
            title=TITLE,
            columns=tuple(column for _key, column in _COLUMNS),
            rows=tuple(tuple(each[key] for key, _column in _COLUMNS) for each in told),
            head_lines=(
                f"填报单位：{office.name}",
                f"范围：{self._scope(query)}，共 {len(rows)} 项",
                f"截止日期：{PartialDate.of(query.as_of).chinese()}",
            ),
            notes=(_figures_words(figures),),
            heading="内部台账",
            watermark=mark if office.is_demonstration else "",
            author=office.name,
        )
        return marked(document, self.listing.mark(query))

    def _workbook(self, table: TableDocument, rows: list[Cells]) -> bytes:
        cells = tuple(
            tuple(_value(key, place, each, said) for (key, _column), said in zip(_COLUMNS, line, strict=True))
            for place, (each, line) in enumerate(zip(rows, table.rows, strict=True), start=1)
        )
        return workbook_bytes([WorkbookSheet(TITLE, replace(table, rows=()), cells)], self.clock.now())

    def _scope(self, query: ListQuery) -> str:
        titles = {column.key: column.title for column in self.listing.columns}
        parts = [f"{titles.get(name, name)}：{shown or '未填'}" for name, shown in query.where]
        parts += [f"{title} {value}" for name, title in _PERIOD.items() if (value := getattr(query, name))]
        parts += ["逾期未反馈"] if query.is_overdue else []
        parts += [f"含“{query.contains}”"] if query.contains else []
        return "；".join(parts) or "全部"


def _figures_words(figures: BoardFigures) -> str:
    counted = "、".join(f"{state.label} {figures.counts.get(state, 0)}" for state in ResultState)
    return (
        f"{counted}；其中逾期未反馈 {figures.overdue}。整改率 {figures.rate.words}："
        "分母是截止日要求反馈日已到的结果，分子是其中经核实销号的。"
    )


def _told(place: int, cells: Cells, as_of: date) -> dict[str, str]:
    said = {key: "" if cell is None else str(cell) for key, cell in cells.items()}
    return {**said, "serial": str(place), "warning": words_of_cells(cells, as_of)}


def _value(key: str, place: int, cells: Cells, said: str) -> Value:
    if key == "serial":
        return place
    if key in _DATES and cells[key] is not None:
        return PartialDate(str(cells[key])).exact or said
    return said

"""触发清单 on paper and in Excel: the hits of a query in its order, the two lists never on one sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.models.dates import PartialDate
from app.models.review_terms import TriggerList
from app.services.documents.facts import TableColumn, TableDocument
from app.services.documents.service import Documents
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.files import write_file
from app.services.lists.listing import Cell, ListQuery, MarkedListing
from app.services.office.offices import Offices
from app.services.review_triggers.library import TriggerLibrary
from app.services.secrecy.on_paper import marked
from app.services.sheets.workbooks import Value, WorkbookSheet, workbook_bytes

_WINDOW = 500  # hits read at a time
_PRINTED: tuple[tuple[str, TableColumn], ...] = (
    ("serial", TableColumn("序号", 10)),
    ("id", TableColumn("登记号", 27)),
    ("case_name", TableColumn("案件名称", 44)),
    ("trigger", TableColumn("触发情形", 36)),
    ("form", TableColumn("办理形式", 18)),
    ("because", TableColumn("符合的事实", 50)),
    ("met_on", TableColumn("发现日期", 22)),
    ("state", TableColumn("处理情况", 22)),
    ("outcome", TableColumn("审视登记号/理由", 38)),
)
_DATES = ("met_on",)
TITLES = {
    TriggerList.REVERSE: "反向审视触发清单",
    TriggerList.ANALYSIS: "逐案分析、重点评查触发清单",
}

_Cells = Mapping[str, Cell]


@dataclass(frozen=True)
class TriggerPaper:
    """Makes the sheets of the lists of one store."""

    listing: MarkedListing
    clock: Clock
    documents: Documents
    offices: Offices
    library: TriggerLibrary

    def write(self, trigger_list: TriggerList, query: ListQuery, path: Path) -> int:
        """Write the hits of a query as .pdf or .xlsx; returns how many. Raises DomainError, FileNotWritten."""
        suffix = path.suffix.lower()
        if suffix not in {".pdf", ".xlsx"}:
            raise DomainError(f"“{path.name}”的类型不能写出。清单可以存为 .pdf 或 .xlsx，请改用其中一种文件名。")
        hits = list(self._hits(query))
        table = self._table(trigger_list, query, hits)
        write_file(path, self.documents.table(table) if suffix == ".pdf" else self._workbook(table, hits))
        return len(hits)

    def draw(self, trigger_list: TriggerList, query: ListQuery) -> tuple[bytes, int]:
        """The hits of a query as PDF, and how many there are."""
        hits = list(self._hits(query))
        return self.documents.table(self._table(trigger_list, query, hits)), len(hits)

    def _hits(self, query: ListQuery) -> Iterator[_Cells]:
        keys = [column.key for column in self.listing.columns]
        ids = self.listing.ids(query)
        for first in range(0, len(ids), _WINDOW):
            for row in self.listing.rows(ids[first : first + _WINDOW], query):
                yield dict(zip(keys, row.cells, strict=True))

    def _table(self, trigger_list: TriggerList, query: ListQuery, hits: list[_Cells]) -> TableDocument:
        office = self.offices.office()
        mark = self.documents.library.commons.demonstration_mark
        document = TableDocument(
            title=TITLES[trigger_list],
            columns=tuple(column for _key, column in _PRINTED),
            rows=tuple(_texts(place, each) for place, each in enumerate(hits, start=1)),
            head_lines=(
                f"填报单位：{office.name}",
                f"主管：{self.library.head(trigger_list).owner}",
                f"范围：{self._scope(query)}，共 {len(hits)} 项",
                f"截止日期：{PartialDate.of(query.as_of).chinese()}",
            ),
            notes=("一件案件符合几种情形的，列几项。提醒日是本院自己的提醒，不是法定期限。",),
            heading="内部台账",
            watermark=mark if office.is_demonstration else "",
            author=office.name,
        )
        return marked(document, self.listing.mark(query))

    def _workbook(self, table: TableDocument, hits: list[_Cells]) -> bytes:
        cells = tuple(_values(place, each) for place, each in enumerate(hits, start=1))
        return workbook_bytes([WorkbookSheet("触发清单", replace(table, rows=()), cells)], self.clock.now())

    def _scope(self, query: ListQuery) -> str:
        titles = {each.key: each.title for each in self.listing.columns}
        parts = [f"{titles.get(name, name)}：{shown or '未填'}" for name, shown in query.where if name != "list"]
        parts += [f"含“{query.contains}”"] if query.contains else []
        parts += ["已过提醒日"] if query.is_overdue else []
        return "；".join(parts) or "全部"


def _said(place: int, hit: _Cells) -> dict[str, str]:
    cells = {key: "" if cell is None else str(cell) for key, cell in hit.items()}
    return {**cells, "serial": str(place), "outcome": cells["review"] or cells["reason"]}


def _texts(place: int, hit: _Cells) -> tuple[str, ...]:
    said = _said(place, hit)
    return tuple(said[key] for key, _column in _PRINTED)


def _values(place: int, hit: _Cells) -> tuple[Value, ...]:
    said: dict[str, Value] = {**_said(place, hit), "serial": place}
    days: dict[str, Value] = {name: PartialDate(str(hit[name])).exact for name in _DATES if hit[name]}
    return tuple({**said, **days}[key] for key, _column in _PRINTED)

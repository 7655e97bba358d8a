"""The year's registers for binding: one PDF each with its pages numbered, and the cover with 装订目录 before them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.models.database import Database
from app.models.dates import PartialDate
from app.services.case_registers.paper import RegisterPaper
from app.services.case_registers.rows import Book
from app.services.clues.listing import clue_listing
from app.services.documents.facts import Align, Orientation, TableColumn, TableDocument
from app.services.documents.preview import page_count
from app.services.documents.service import Documents
from app.services.foundation.clock import Clock
from app.services.foundation.files import made_folder, write_file
from app.services.foundation.progress import Progress
from app.services.lists.listing import ListQuery
from app.services.lists.store_listing import StoreListing
from app.services.matters.listing import matter_listing
from app.services.office.offices import Offices
from app.services.papers.log import PaperLog
from app.services.papers.number_register import NumberRegister
from app.services.papers.registers import Registers
from app.services.papers.rows import LogQuery
from app.services.review_papers.register import ReviewRegister
from app.services.secrecy.on_paper import marked
from app.services.suggestions.listing import letter_listing
from app.services.year_end.rows import Bound, BoundYear

COVER = "00-封面和装订目录.pdf"
_Drawn = tuple[bytes, int]
_LETTERS = (
    "id",
    "number",
    "addressee",
    "kind",
    "issued_on",
    "received_on",
    "due_on",
    "replied_on",
    "adoption",
    "state",
)
_MATTERS = ("id", "number", "kind", "unit", "source", "accepted_on", "stage", "outcome", "progress", "handler")
_CLUES = ("id", "source", "subject", "unit", "found_on", "triage", "opened_as", "handler")
_WIDTHS = {"addressee": 44, "unit": 44, "subject": 44, "number": 44, "id": 34}  # names and numbers need room
_NUMBERS = (
    TableColumn("序号", 14, Align.CENTRE),
    TableColumn("文号", 60),
    TableColumn("情况", 26, Align.CENTRE),
    TableColumn("登记号", 34),
    TableColumn("文书", 80),
    TableColumn("说明", 50),
)
_VOLUMES = (
    TableColumn("册", 12, Align.CENTRE),
    TableColumn("登记簿", 60),
    TableColumn("文件", 66),
    TableColumn("条数", 18, Align.RIGHT),
    TableColumn("页数", 18, Align.RIGHT),
    TableColumn("起止页", 28, Align.CENTRE),
    TableColumn("备注", 40),
)


@dataclass(frozen=True)
class Binder:
    """Draws the registers of one store for a year."""

    database: Database
    clock: Clock
    documents: Documents
    offices: Offices
    log: PaperLog
    numbers: NumberRegister
    reviews: ReviewRegister

    def bind(self, year: int, folder: Path, progress: Progress) -> BoundYear:
        """Write the files; a register without entries gets none and says so in the list. Raises FileNotWritten."""
        made_folder(folder)
        drawers = self._drawers(year)
        volumes: list[Bound] = []
        for done, (title, draw) in enumerate(drawers.items()):
            progress.report(done, len(drawers) + 1)
            content, entries = draw()
            if not entries:
                volumes.append(Bound(title, "", 0, 0))
                continue
            name = f"{len([each for each in volumes if each.file_name]) + 1:02}-{title}.pdf"
            write_file(folder / name, content)
            volumes.append(Bound(title, name, page_count(content), entries))
        write_file(folder / COVER, self.documents.tables(self._cover(year, volumes)))
        progress.report(len(drawers) + 1, len(drawers) + 1)
        return BoundYear(folder, folder / COVER, tuple(volumes))

    def _drawers(self, year: int) -> dict[str, Callable[[], _Drawn]]:
        query = ListQuery(self.clock.today(), issued_from=str(year), issued_to=f"{year}-12")
        entries = RegisterPaper(self.database, self.clock, self.documents, self.offices)
        return {
            "检察建议登记簿": lambda: self._listed("检察建议登记簿", letter_listing(self.database), _LETTERS, query),
            "监督事项登记簿": lambda: self._listed("监督事项登记簿", matter_listing(self.database), _MATTERS, query),
            "线索登记簿": lambda: self._listed("线索登记簿", clue_listing(self.database), _CLUES, query),
            "反向审视登记簿": lambda: self.reviews.draw(query),
            **{book.title: _drawing(entries, book, query) for book in Book},
            "文号登记簿": lambda: self._all_numbers(year),
            "打印输出登记簿": lambda: self._printed(year),
        }

    def _listed(self, title: str, listing: StoreListing, keys: Sequence[str], query: ListQuery) -> _Drawn:
        """A ledger from its list, in the order of its entry numbers."""
        titles = {column.key: column for column in listing.columns}
        places = [[column.key for column in listing.columns].index(key) for key in keys]
        query = ListQuery(query.as_of, sort="id", issued_from=query.issued_from, issued_to=query.issued_to)
        rows = tuple(
            tuple("" if row.cells[place] is None else str(row.cells[place]) for place in places)
            for row, _extra in listing.whole(query, ())
        )
        columns = tuple(TableColumn(titles[key].title, _WIDTHS.get(key, 25)) for key in keys)
        numbered = tuple((str(place), *row) for place, row in enumerate(rows, start=1))
        table = self._table(title, (TableColumn("序号", 12, Align.CENTRE), *columns), numbered, query.issued_from or "")
        return self.documents.table(marked(table, listing.mark(query))), len(rows)

    def _all_numbers(self, year: int) -> _Drawn:
        rows = [
            (
                line.number,
                "空号" if line.state is None else line.state.label,
                line.entry_number,
                line.title,
                line.reason,
            )
            for series in sorted(each.series for each in self.numbers.series() if each.year == year)
            for line in self.numbers.lines(series, year)
        ]
        numbered = tuple((str(place), *row) for place, row in enumerate(rows, start=1))
        return self.documents.table(self._table("文号登记簿", _NUMBERS, numbered, str(year))), len(rows)

    def _printed(self, year: int) -> _Drawn:
        query = LogQuery(date(year, 1, 1), date(year, 12, 31))
        registers = Registers(
            self.documents,
            self.offices,
            self.log,
            RegisterPaper(self.database, self.clock, self.documents, self.offices),
            self.reviews,
        )
        return registers.printed_log(query), len(self.log.lines(query))

    def _table(
        self, title: str, columns: tuple[TableColumn, ...], rows: tuple[tuple[str, ...], ...], year: str
    ) -> TableDocument:
        office = self.offices.office()
        return TableDocument(
            title=title,
            columns=columns,
            rows=rows,
            head_lines=(
                f"填报单位：{office.name}",
                f"范围：{year}年，共 {len(rows)} 条",
                f"截止日期：{PartialDate.of(self.clock.today()).chinese()}",
            ),
            heading="内部台账",
            watermark=self.documents.library.commons.demonstration_mark if office.is_demonstration else "",
            author=office.name,
        )

    def _cover(self, year: int, volumes: Sequence[Bound]) -> list[TableDocument]:
        office, bound = self.offices.office(), [each for each in volumes if each.file_name]
        pages = sum(each.pages for each in bound)
        facts = (
            ("单位", office.name),
            ("年度", f"{year}年"),
            ("册数", f"{len(bound)} 册"),
            ("页数", f"{pages} 页（不含封面和目录）"),
            ("打印日期", PartialDate.of(self.clock.today()).chinese()),
            ("装订人", ""),
            ("归档日期", ""),
            ("保管期限", ""),
        )
        cover = self._table(f"{year}年度登记簿", (TableColumn("项目", 50), TableColumn("内容", 130)), facts, str(year))
        upright = Orientation.PORTRAIT
        listed = self._table("装订目录", _VOLUMES, tuple(_volume_rows(volumes)), str(year))
        heads = (f"填报单位：{office.name}", f"年度：{year}年")
        return [
            _with(cover, heads[:0], (), upright, 14.0),
            _with(listed, heads, ("装订人：", "审核人：", "日期："), upright, 8.0),
        ]


def _drawing(entries: RegisterPaper, book: Book, query: ListQuery) -> Callable[[], _Drawn]:
    return lambda: entries.draw_in_order(book, query)


def _with(
    table: TableDocument, heads: tuple[str, ...], foot: tuple[str, ...], orientation: Orientation, row_height: float
) -> TableDocument:
    return replace(table, head_lines=heads, foot_lines=foot, orientation=orientation, row_height=row_height, heading="")


def _volume_rows(volumes: Sequence[Bound]) -> list[tuple[str, ...]]:
    """One row a register; the pages of all volumes are counted through, so that a missing one shows."""
    rows: list[tuple[str, ...]] = []
    page = number = 0
    for each in volumes:
        if not each.file_name:
            rows.append(("—", each.title, "", "0", "", "", "本年度没有登记"))
            continue
        number += 1
        span = f"{page + 1}–{page + each.pages}" if each.pages > 1 else str(page + 1)
        rows.append((str(number), each.title, each.file_name, str(each.entries), str(each.pages), span, ""))
        page += each.pages
    return rows

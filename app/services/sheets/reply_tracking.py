"""The reply-tracking sheet (回复跟踪表) as a table: which letters, how each stands, and the counts under them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.models.dates import PartialDate
from app.models.terms import Timeliness
from app.services.documents.facts import Align, TableColumn, TableDocument
from app.services.documents.register import columns_of, orientation_of, row_of
from app.services.documents.templates.model import RegisterSpec
from app.services.lists.listing import Cell, ListQuery
from app.services.secrecy.on_paper import marked
from app.services.secrecy.rows import SheetMark
from app.services.sheets.workbooks import Value, WorkbookSheet

REGISTER = "reply-tracking"  # the template with the columns
TITLE = "检察建议回复跟踪表"
HEADING = "内部台账"
WATERMARK = "演示数据 不作工作使用"
_UNDATED = "日期不明"
_FROM_ISSUE = "*"
_ISSUE_NOTE = "届满日带“*”的，收到日期未记载，自发出之日起算。"
_START = TableColumn("起算", 14, Align.CENTRE)


@dataclass(frozen=True)
class TrackedLetter:
    """One line: the cells of the list of letters by key, and whether a reply was known on the day."""

    cells: dict[str, Cell]
    is_replied: bool

    @property
    def timeliness(self) -> str:
        """按期, 逾期3天, 逾期19天未回复, 未到期 or 无法判断."""
        days = self.cells["days_late"]
        if days is None:
            return str(self.cells["timeliness"])
        return f"逾期{days}天" if self.is_replied else f"逾期{days}天未回复"

    @property
    def is_counted_from_issue(self) -> bool:
        """The reply period runs from the issue date, because the receipt is unknown."""
        return self.cells["due_on"] is not None and not self.cells["start_is_receipt"]


@dataclass(frozen=True)
class Tracking:
    """The sheet's content: the letters of one query, in its order."""

    office: str
    is_demonstration: bool
    query: ListQuery
    scope: str
    letters: Sequence[TrackedLetter]
    spec: RegisterSpec  # its columns
    mark: SheetMark

    def table(self) -> TableDocument:
        """As it is printed."""
        cells = (_printed(place, each) for place, each in enumerate(self.letters, start=1))
        return self._document(columns_of(self.spec), [row_of(self.spec, each) for each in cells])

    def sheet(self) -> WorkbookSheet:
        """As a workbook's sheet: real dates where the day is known, and the start of the period in its own column."""
        keys, columns = list(self.spec.keys), list(columns_of(self.spec))
        after = keys.index("due_on") + 1 if "due_on" in keys else len(keys)
        keys.insert(after, "start")
        columns.insert(after, _START)
        values = (_calculable(place, each) for place, each in enumerate(self.letters, start=1))
        cells = tuple(tuple(each.get(key) for key in keys) for each in values)
        return WorkbookSheet("回复跟踪表", self._document(tuple(columns), []), cells)

    @property
    def counts(self) -> str:
        """共 n 份 … under the table."""
        replied = sum(each.is_replied for each in self.letters)
        late = [each for each in self.letters if each.cells["timeliness"] == Timeliness.LATE.label]
        unanswered = sum(not each.is_replied for each in late)
        unknown = sum(each.cells["timeliness"] == Timeliness.UNKNOWN.label for each in self.letters)
        return (
            f"共 {len(self.letters)} 份：已回复 {replied} 份（其中逾期回复 {len(late) - unanswered} 份），"
            f"未回复 {len(self.letters) - replied} 份（其中已逾期 {unanswered} 份）；是否按期无法判断 {unknown} 份。"
        )

    def _document(self, columns: tuple[TableColumn, ...], rows: list[tuple[str, ...]]) -> TableDocument:
        day = PartialDate.of(self.query.as_of).chinese()
        from_issue = any(each.is_counted_from_issue for each in self.letters)
        document = TableDocument(
            title=TITLE,
            columns=columns,
            rows=tuple(rows),
            head_lines=(
                f"填报单位：{self.office}",
                f"范围：{self.scope}",
                f"截止日期：{day}，共 {len(self.letters)} 份",
            ),
            notes=(self.counts, _ISSUE_NOTE) if from_issue and rows else (self.counts,),
            heading=HEADING,
            watermark=WATERMARK if self.is_demonstration else "",
            author=self.office,
            foot_lines=self.spec.foot_lines,
            orientation=orientation_of(self.spec),
        )
        return marked(document, self.mark)


def _printed(place: int, letter: TrackedLetter) -> dict[str, str]:
    cells = letter.cells
    due = str(cells["due_on"] or "未设")
    return {
        "place": str(place),
        "number": str(cells["number"] or cells["id"]),
        **{name: str(cells[name] or "") for name in ("kind", "addressee", "issued_on", "received_on")},
        "due_on": due + _FROM_ISSUE if letter.is_counted_from_issue else due,
        "replied_on": str(cells["replied_on"] or (_UNDATED if letter.is_replied else "")),
        "timeliness": letter.timeliness.replace("天未", "天\n未"),
        **{name: str(cells[name]) for name in ("adoption", "rectification", "state")},
    }


def _calculable(place: int, letter: TrackedLetter) -> dict[str, Value]:
    cells = letter.cells
    start = "" if cells["due_on"] is None else "自发出" if letter.is_counted_from_issue else "自收到"
    return {
        **_printed(place, letter),
        "place": place,
        **{name: _day(cells[name]) for name in ("issued_on", "received_on", "due_on")},
        "start": start,
        "replied_on": _day(cells["replied_on"]) if cells["replied_on"] else _UNDATED if letter.is_replied else None,
        "timeliness": letter.timeliness,
    }


def _day(cell: Cell) -> date | str | None:
    """A real date where the day is known, else the text; None where there is none."""
    if cell is None:
        return None
    return PartialDate(str(cell)).exact or str(cell)

"""The list of all results of all reviews, with the figures above it."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from typing_extensions import override

from app.models.review_terms import FeedbackOutcome, ResultState, TriggerList
from app.models.terms import RecordType
from app.services.desk import Desk
from app.services.foundation.errors import DomainError
from app.services.lists.listing import ListQuery, Row
from app.services.review_results.columns import COLUMNS
from app.services.review_results.rows import CODE, TITLE, BoardFigures
from app.services.review_results.words import words_of_cells
from app.views.review_results.acts import ResultActs
from app.views.review_results.preview import ResultPreview
from app.views.review_results.tiles import LATE, RATE, ResultTiles
from app.views.shared.filter_row import Filter
from app.views.shared.list_page import ListPage, ListSpec
from app.views.shared.listed_sheet import ListedSheet
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_DUE = "已到期"
_BY_TILES = frozenset({"state", "is_due"})  # what the tiles narrow by; the figures are counted without


def _kinds(desk: Desk) -> list[str]:
    return [kind.name for kind in desk.review_results.kinds.all]


def _addressees(desk: Desk) -> list[str]:
    return list(desk.review_results.addressees())


_FILTERS = (
    Filter("list", "清单", tuple(each.label for each in TriggerList), width=120),
    Filter("name", "种类", _kinds, width=140),
    Filter("state", "状态", tuple(state.label for state in ResultState), width=120),
    Filter("addressee", "对象", _addressees, width=170),
)
_FURTHER = (
    Filter("is_due", "反馈期限", (_DUE, "未到期"), width=130),
    Filter("feedback_outcome", "反馈结论", tuple(outcome.label for outcome in FeedbackOutcome), width=140),
    Filter("reach", "内外", ("内部", "外部"), width=100),
)
_FIRST = (
    *("lamp", "name", "title", "addressee", "sent_on", "due_on", "feedback_on"),
    *("verified_on", "settled_on", "number", "state", "list", "id"),
)


class ResultBoard(ListPage):
    """Enter opens the review a result hangs on."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        spec = ListSpec(
            key="review_results",
            title="落实跟踪",
            unit="项",
            columns=COLUMNS,
            filters=_FILTERS,
            words=self._words,
            first=_FIRST,
            empty="这里是各件审视的结果：讲评、通报、提醒函、检察建议、移送、培训、制度。在审视的“结果”页上拟制。",
            hint="Enter 打开审视 · F2 登记反馈 · F3 核实销号",
            overdue="逾期未反馈",
            further=_FURTHER,
            period="发出日期",
        )
        super().__init__(workplace, spec, lambda: workplace.desk.review_results.listing, ResultPreview(workplace))
        self.acts, self.tiles = ResultActs(workplace, self), ResultTiles(workplace)
        self.sheet = ListedSheet(workplace, TITLE, CODE, "项", lambda: workplace.desk.review_results.paper)
        self.work, self.counting = WorkStrip(workplace), WorkStrip(workplace)
        for strip in (self.counting, self.work, self.tiles):
            self.put_strip(strip)
        self.tiles.picked.connect(self.narrow_by)
        self.add_action("登记反馈…", "mail-check", self.register_feedback)
        self.add_action("核实销号…", "checks", self.verify)
        self.add_action("导出…", "table-export", self.export_listed)
        self.add_action("打印…", "printer", self.print_listed, "Ctrl+P")
        self.add_row_action("打开审视", "folder-open", self.open_review)
        self.add_row_action("登记反馈…", "mail-check", lambda _key: self.register_feedback(), "F2")
        self.add_row_action("核实销号…", "checks", lambda _key: self.verify(), "F3")
        self.record_opened.connect(self.open_review)

    @override
    def refresh(self) -> None:
        super().refresh()
        query = self.model.query
        if query is None or not self._workplace.has_desk:
            return
        self.tiles.mark(_tile_of(query))
        rest = tuple(each for each in query.where if each[0] not in _BY_TILES)
        asked = replace(query, where=rest, is_overdue=False, sort=None)
        listing = self._workplace.desk.review_results.listing
        self.counting.run("正在统计……", lambda _: listing.figures(asked), self._show_figures)

    def narrow_by(self, tile: str) -> None:
        """List what a tile counts; empty for everything."""
        filters, state = self.filters, next((each.label for each in ResultState if each.value == tile), "")
        with QSignalBlocker(filters):
            for key, shown in (("state", state), ("is_due", _DUE if tile == RATE else "")):
                if shown:
                    filters.pick(key, shown)
                else:
                    filters.unpick(key)
            filters.set_overdue(tile == LATE)
        self.refresh()

    def open_review(self, result_id: int) -> None:
        """Go to the review of a result."""
        try:
            row = self._workplace.desk.review_results.row(result_id)
        except DomainError as problem:
            self._workplace.say(str(problem))
        else:
            self._workplace.open_record(RecordType.REVERSE_REVIEW, row.review_id)

    def register_feedback(self) -> None:
        """登记反馈 of the current result."""
        self._on_row("feedback")

    def verify(self) -> None:
        """核实销号 of the current result."""
        self._on_row("verify")

    def print_listed(self) -> None:
        """The results as they are filtered and ordered now, as they will print."""
        if self.model.query is not None:
            self.sheet.show(self.model.query, self.work)

    def export_listed(self) -> None:
        """The same as a file."""
        if self.model.query is not None:
            self.sheet.export(self.model.query, self.work)

    def _on_row(self, act: str) -> None:
        key = self.table.current_id
        if key is None:
            self._workplace.say("没有选中结果。请先在列表里选中一项。")
            return
        try:
            row = self._workplace.desk.review_results.row(key)
        except DomainError as problem:
            self._workplace.say(str(problem))
        else:
            getattr(self.acts, act)(row)

    def _show_figures(self, figures: BoardFigures) -> None:
        self.tiles.show_figures(figures)

    def _words(self, row: Row) -> str:
        query = self.model.query
        cells = {column.key: cell for column, cell in zip(COLUMNS, row.cells, strict=True)}
        return words_of_cells(cells, query.as_of) if query is not None else str(cells["state"] or "")


def _tile_of(query: ListQuery) -> str:
    """The tile the query is narrowed by, if it is by one."""
    if query.is_overdue:
        return LATE
    where = dict(query.where)
    if where.get("is_due") == _DUE:
        return RATE
    state = ResultState.labelled(where.get("state", ""))
    return str(state.value) if isinstance(state, ResultState) else ""

"""The lists of the registers: columns, filters, and what can be done with an entry."""

from typing import TYPE_CHECKING

from app.models.case_terms import Direction, MeetingKind, MeetingState, ReportKind, ReportState
from app.models.letter_terms import ServiceResult
from app.models.terms import ServiceMethod
from app.services.case_registers.columns import MEETING_COLUMNS, REPORT_COLUMNS, SEAL_COLUMNS, SERVICE_COLUMNS
from app.services.case_registers.rows import Book
from app.services.desk import Desk
from app.services.foundation.errors import DomainError
from app.services.lists.listing import Listing, Row
from app.views.case_registers.acts import MeetingActs, ReportActs
from app.views.case_registers.previews import MeetingPreview, OutgoingPreview, ReportPreview
from app.views.case_registers.sheets import export_register, show_register
from app.views.shared.filter_row import Filter
from app.views.shared.list_page import ListPage, ListSpec
from app.views.shared.preview import Preview
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.services.case_registers.outgoing import OutgoingBook

_REPORT_FILTERS = (
    Filter("kind", "种类", tuple(kind.label for kind in ReportKind), width=120),
    Filter("direction", "方向", tuple(direction.label for direction in Direction), width=104),
    Filter("state", "状态", tuple(state.label for state in ReportState), width=144),
)
_MEETING_FILTERS = (
    Filter("kind", "种类", tuple(kind.label for kind in MeetingKind), width=160),
    Filter("state", "状态", tuple(state.label for state in MeetingState), width=120),
)


class RegisterList(ListPage):
    """A register that prints and exports what it shows."""

    def __init__(self, workplace: Workplace, book: Book, spec: ListSpec) -> None:
        """Heads only."""
        preview: Preview = OutgoingPreview(workplace, book)
        if book in (Book.REPORTS, Book.MEETINGS):
            preview = ReportPreview(workplace) if book is Book.REPORTS else MeetingPreview(workplace)
        super().__init__(workplace, spec, lambda: _listing(workplace, book), preview)
        self.book, self.work = book, WorkStrip(workplace)
        self.put_strip(self.work)
        self.add_action(f"导出{book.title}…", "table-export", self.export_listed)
        self.add_action(f"打印{book.title}…", "printer", self.print_listed, "Ctrl+P")

    def print_listed(self) -> None:
        """The entries as they are filtered and ordered now, as they will print."""
        if self.model.query is not None:
            show_register(self._workplace, self.book, self.model.query, self.work)

    def export_listed(self) -> None:
        """The same as a file."""
        if self.model.query is not None:
            export_register(self._workplace, self.book, self.model.query, self.work)


class ReportList(RegisterList):
    """请示报告登记簿."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        spec = ListSpec(
            key="reports",
            title="请示报告登记簿",
            unit="件",
            columns=REPORT_COLUMNS,
            filters=_REPORT_FILTERS,
            words=_no_words,
            empty="这里登记请示、报告、报备和备案审查。按“登记请示报告…”（Ctrl+N）记第一件。",
            hint="Enter 查看和修改 · F2 登记答复 · F3 登记落实",
        )
        super().__init__(workplace, Book.REPORTS, spec)
        acts = self.acts = ReportActs(workplace, self)
        self.add_action("登记请示报告…", "plus", acts.register, "Ctrl+N")
        self.add_row_action("查看和修改", "edit", acts.amend)
        self.add_row_action("登记答复…", "mail-check", acts.answer, "F2")
        self.add_row_action("登记落实…", "checks", acts.implement, "F3")
        self.add_row_action("添加文件…", "paperclip", acts.attach)
        self.add_row_action("打开关联记录", "link", acts.open_record, "Ctrl+Return")
        self.record_opened.connect(acts.amend)


class MeetingList(RegisterList):
    """会议登记簿."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        spec = ListSpec(
            key="meetings",
            title="会议登记簿",
            unit="件",
            columns=MEETING_COLUMNS,
            filters=_MEETING_FILTERS,
            words=_no_words,
            empty="这里登记检察委员会、检察官联席会议、业务会商、听证会和人民监督员监督。按“登记会议…”（Ctrl+N）记第一件。",
            hint="Enter 查看和修改 · F2 登记反馈 · F3 登记落实",
        )
        super().__init__(workplace, Book.MEETINGS, spec)
        acts = self.acts = MeetingActs(workplace, self)
        self.add_action("登记会议…", "plus", acts.register, "Ctrl+N")
        self.add_row_action("查看和修改", "edit", acts.amend)
        self.add_row_action("登记反馈…", "mail-forward", acts.feed_back, "F2")
        self.add_row_action("登记落实…", "checks", acts.implement, "F3")
        self.add_row_action("添加文件…", "paperclip", acts.attach)
        self.add_row_action("打开关联记录", "link", acts.open_record, "Ctrl+Return")
        self.record_opened.connect(acts.amend)


class OutgoingList(RegisterList):
    """用印登记簿 or 送达登记簿: entered on the record, looked through and printed here."""

    def __init__(self, workplace: Workplace, book: Book, spec: ListSpec) -> None:
        """Heads only."""
        super().__init__(workplace, book, spec)
        self.add_row_action("打开关联记录", "link", self.open_record, "Ctrl+Return")
        self.record_opened.connect(self.open_record)

    def open_record(self, key: int) -> None:
        """Go to the record of an entry."""
        try:
            self._workplace.open_record(*_outgoing(self._workplace.desk, self.book).record_of(key))
        except DomainError as problem:
            self._workplace.say(str(problem))


class SealList(OutgoingList):
    """用印登记簿."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        spec = ListSpec(
            key="seals",
            title="用印登记簿",
            unit="次",
            columns=SEAL_COLUMNS,
            filters=_periods(Book.SEALS),
            words=_no_words,
            empty="这里是每一次用印。在检察建议的“送达”页上按“登记用印…”登记。",
            hint="Enter 打开关联记录",
        )
        super().__init__(workplace, Book.SEALS, spec)


class ServiceList(OutgoingList):
    """送达登记簿."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        methods = tuple(each.label for each in ServiceMethod)
        results = tuple(each.label for each in ServiceResult)
        spec = ListSpec(
            key="services",
            title="送达登记簿",
            unit="次",
            columns=SERVICE_COLUMNS,
            filters=(
                *_periods(Book.SERVICES),
                Filter("method", "送达方式", methods, width=128),
                Filter("result", "结果", results, width=120),
            ),
            words=_no_words,
            empty="这里是每一次送达，包括拒收和退回的。在检察建议的“送达”页上登记。",
            hint="Enter 打开关联记录",
        )
        super().__init__(workplace, Book.SERVICES, spec)


def _periods(book: Book) -> tuple[Filter, ...]:
    return (
        Filter("year", "年份", lambda desk: _outgoing(desk, book).years(), width=104),
        Filter("month", "月份", lambda desk: _outgoing(desk, book).months(), width=116),
    )


def _outgoing(desk: Desk, book: Book) -> "OutgoingBook":
    return desk.case_registers.seals if book is Book.SEALS else desk.case_registers.services


def _listing(workplace: Workplace, book: Book) -> Listing:
    registers = workplace.desk.case_registers
    if book is Book.REPORTS:
        return registers.reports.listing
    return registers.meetings.listing if book is Book.MEETINGS else _outgoing(workplace.desk, book).listing


def _no_words(_row: Row) -> str:
    """Nothing here has a lamp."""
    return ""

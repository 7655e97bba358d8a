"""The page of 审视案件: its columns, filters and acts; what is still open stands first."""

from typing import TYPE_CHECKING

from app.models.review_terms import ReviewKind, ReviewState, TriggerList
from app.models.terms import RecordType
from app.services.desk import Desk
from app.services.papers.rows import RecordKey
from app.services.reverse_reviews.columns import COLUMNS
from app.services.review_papers.codes import REVIEW_REGISTER, TITLE_OF_REGISTER
from app.views.reverse_reviews.preview import ReviewPreview
from app.views.reverse_reviews.section import section_tabs
from app.views.shared.filter_row import Filter
from app.views.shared.list_page import ListPage, ListSpec
from app.views.shared.listed_sheet import ListedSheet
from app.views.shared.record_page import RecordPage
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.views.shared.record_frame import RecordFrame


def _people(desk: Desk) -> list[str]:
    return [person.name for person in desk.offices.people()]


def _departments(desk: Desk) -> list[str]:
    return list(desk.offices.departments())


FILTERS = (
    Filter("kind", "类型", tuple(kind.label for kind in ReviewKind)),
    Filter("list", "清单", tuple(each.label for each in TriggerList)),
    Filter("state", "状态", tuple(each.label for each in ReviewState)),
    Filter("handler", "审视人", _people, width=110),
    Filter("department", "部门", _departments, width=120),
)


class ReviewsPage(RecordPage):
    """审视案件."""

    chapter = "反向审视"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace, RecordType.REVERSE_REVIEW, self._new_record)
        spec = ListSpec(
            key="reverse_reviews",
            title="审视案件",
            unit="件",
            columns=COLUMNS,
            filters=FILTERS,
            words=lambda row: self.words(row, COLUMNS),
            empty="这里是个案、类案、综合审视和逐案分析。从“触发清单”启动，或者“启动审视”后选一件原案。",
            hint="Enter 打开 · F2 修改 · Ctrl+N 启动审视",
            first=("lamp", "state", "id", "kind", "list", "title", "handler", "findings", "unsettled", "started_on"),
            overdue="超期",
            period="启动日",
        )
        listed = ListPage(workplace, spec, lambda: workplace.desk.reverse_reviews.listing, ReviewPreview(workplace))
        listed.put_above(section_tabs(workplace, "reverse_reviews"))
        self.put_list(listed)
        registers = ListedSheet(
            workplace, TITLE_OF_REGISTER, REVIEW_REGISTER, "件", lambda: workplace.desk.papers.registers.reviews
        )
        self.register, self.work = registers, WorkStrip(workplace)
        listed.put_strip(self.work)
        self.list.add_action("批量打印…", "printer", self.print_selected, "Ctrl+P")
        self.list.add_action("打印登记簿…", "book", self.print_register)
        self.list.add_action("导出登记簿…", "table-export", self.export_register)
        self.list.add_action("移交转办…", "switch-horizontal", self.hand_over_selected, "Ctrl+H")
        self.list.add_action("启动审视", "plus", self.begin_review, "Ctrl+N")
        self.list.add_row_action("打开", "folder-open", self.open_record)
        self.list.add_row_action("修改", "edit", self.edit, "F2").setObjectName("review_amend")

    def begin_review(self) -> None:
        """Open a review and go to it."""
        from app.views.reverse_reviews.review_dialog import ReviewDialog

        dialog = ReviewDialog(self.workplace, parent=self)
        dialog.recorded.connect(self.open_record)
        dialog.open()

    def edit(self, review_id: int) -> None:
        """Change one review of the list."""
        from app.views.reverse_reviews.review_dialog import ReviewDialog

        reviews = self.workplace.desk.reverse_reviews
        self._told(lambda: ReviewDialog(self.workplace, reviews.card(self.workplace.actor, review_id), self).open())

    def print_selected(self) -> None:
        """Print the selected records, whichever of their documents."""
        from app.views.papers.batch_dialog import print_selected

        print_selected(self.workplace, self._selected(), self)

    def print_register(self) -> None:
        """反向审视登记簿 of the reviews as they are filtered and ordered now, as it will print."""
        if self.list.model.query is not None:
            self.register.show(self.list.model.query, self.work)

    def export_register(self) -> None:
        """The same as a PDF or Excel file."""
        if self.list.model.query is not None:
            self.register.export(self.list.model.query, self.work)

    def hand_over_selected(self) -> None:
        """Offer the selected reviews to another department or person."""
        from app.views.hand_overs.offer_dialog import offer_selected

        offer_selected(self.workplace, self._selected(), self)

    def _selected(self) -> list[RecordKey]:
        return [RecordKey(RecordType.REVERSE_REVIEW, record) for record in self.list.table.selected_ids]

    def _new_record(self) -> "RecordFrame":
        from app.views.reverse_reviews.record import ReviewRecord

        return ReviewRecord(self.workplace)

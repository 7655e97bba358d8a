"""The page of matters: its columns, filters and acts."""

from dataclasses import replace
from typing import TYPE_CHECKING

from typing_extensions import override

from app.models.terms import RecordType, Stage
from app.services.desk import Desk
from app.services.lists.listing import ListQuery
from app.services.matters.columns import ARCHIVED, CLOSED, COLUMNS, OPEN, UNWATCHED, WATCHED
from app.views.matters.preview import MatterPreview
from app.views.shared.filter_row import Filter
from app.views.shared.list_page import ListPage, ListSpec
from app.views.shared.record_page import RecordPage
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.views.shared.record_frame import RecordFrame


def _organisations(desk: Desk) -> list[str]:
    return sorted(found.name for found in desk.offices.suggest("", limit=2000))


def _handlers(desk: Desk) -> tuple[str, ...]:
    return desk.docket.overview.handlers()


FILTERS = (
    Filter("stage", "阶段", tuple(stage.label for stage in Stage), width=120),
    Filter("unit", "监督对象", _organisations, width=170),
    Filter("progress", "办理状态", (OPEN, CLOSED, ARCHIVED), width=124),
    Filter("handler", "承办人", _handlers, width=110),
    Filter("watch", "期限设定", (UNWATCHED, WATCHED), width=124),
)


class MatterList(ListPage):
    """Everyday work: archived matters are shown only where somebody asks for them."""

    @override
    def narrowed(self, query: ListQuery) -> ListQuery:
        return replace(query, is_everyday=("progress", ARCHIVED) not in query.where)


class MattersPage(RecordPage):
    """监督事项."""

    chapter = "监督事项的阶段、审批与调查"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace, RecordType.MATTER, self._new_record)
        spec = ListSpec(
            key="matters",
            title="监督事项",
            unit="件",
            columns=COLUMNS,
            filters=FILTERS,
            words=lambda row: self.words(row, COLUMNS),
            empty="这里是本院的监督事项。可以“登记监督事项”，或者把已有的台账导入进来。",
            hint="Enter 打开 · F2 修改案卡",
            overdue="超期、逾期",
        )
        self.put_list(MatterList(workplace, spec, lambda: workplace.desk.matters.listing, MatterPreview(workplace)))
        self.list.add_action("导入…", "file-import", self.import_ledger)
        self.list.add_action("移交转办…", "switch-horizontal", self.hand_over_selected, "Ctrl+H")
        self.list.add_action("批量打印…", "printer", self.print_selected, "Ctrl+P")
        self.list.add_action("导出案件包…", "file-export", self.export_selected)
        self.list.add_action("登记监督事项", "plus", self.begin_matter, "Ctrl+N")
        self.list.add_row_action("打开", "folder-open", self.open_record)
        self.list.add_row_action("修改案卡", "edit", self.edit, "F2")

    def hand_over_selected(self) -> None:
        """Offer the selected records to another department or person."""
        from app.services.papers.rows import RecordKey
        from app.views.hand_overs.offer_dialog import offer_selected

        keys = [RecordKey(RecordType.MATTER, record) for record in self.list.table.selected_ids]
        offer_selected(self.workplace, keys, self)

    def print_selected(self) -> None:
        """Print the selected records, whichever of their documents."""
        from app.services.papers.rows import RecordKey
        from app.views.papers.batch_dialog import print_selected

        keys = [RecordKey(RecordType.MATTER, record) for record in self.list.table.selected_ids]
        print_selected(self.workplace, keys, self)

    def export_selected(self) -> None:
        """Write the selected records as case packages."""
        from app.views.case_packages.export_dialog import export_packages

        chosen = self.list.table.selected_ids
        export_packages(self.workplace, chosen, f"选中的 {len(chosen)} 件监督事项", self)

    def import_ledger(self) -> None:
        """Go to the page where ledgers come in, ready for this kind."""
        self.workplace.preferences.keep("importing/kind", "matters")
        self.workplace.page_wanted.emit("importing")

    def begin_matter(self) -> None:
        """Register a matter and open it."""
        from app.views.matters.card_dialog import CardDialog

        dialog = CardDialog(self.workplace, parent=self)
        dialog.recorded.connect(self.open_record)
        dialog.open()

    def edit(self, matter_id: int) -> None:
        """Change the case card of one matter of the list."""
        self._told(lambda: self._edit(matter_id))

    def _edit(self, matter_id: int) -> None:
        from app.views.matters.card_dialog import CardDialog

        CardDialog(self.workplace, self.workplace.desk.matters.card(matter_id), self).open()

    def _new_record(self) -> "RecordFrame":
        from app.views.matters.record import MatterRecord

        return MatterRecord(self.workplace)

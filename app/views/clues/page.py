"""The page of clues: its columns, filters and acts; what waits for triage stands first."""

from typing import TYPE_CHECKING

from app.models.case_terms import Triage
from app.models.terms import RecordType
from app.services.clues.columns import COLUMNS
from app.services.desk import Desk
from app.services.papers.rows import RecordKey
from app.views.clues.preview import CluePreview
from app.views.shared.filter_row import Filter
from app.views.shared.list_page import ListPage, ListSpec
from app.views.shared.record_page import RecordPage
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.views.clues.register_dialog import RegisterDialog
    from app.views.shared.record_frame import RecordFrame


def _sources(desk: Desk) -> list[str]:
    return [source.name for source in desk.clues.sources()]


def _people(desk: Desk) -> list[str]:
    return [person.name for person in desk.offices.people()]


def _organisations(desk: Desk) -> list[str]:
    return sorted(found.name for found in desk.offices.suggest("", limit=2000))


FILTERS = (
    Filter("triage", "研判结果", tuple(outcome.label for outcome in Triage)),
    Filter("source", "来源", _sources),
    Filter("handler", "承办人", _people, width=110),
    Filter("unit", "单位", _organisations, width=170),
)


class CluesPage(RecordPage):
    """线索."""

    chapter = "线索"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace, RecordType.CLUE, self._new_record)
        spec = ListSpec(
            key="clues",
            title="线索",
            unit="条",
            columns=COLUMNS,
            filters=FILTERS,
            words=lambda row: self.words(row, COLUMNS),
            empty="这里是收到的线索，待研判的排在前面。可以“登记线索”，或者把线索台账、监督模型的结果表导入进来。",
            hint="Enter 打开 · F2 修改 · F3 研判所选",
            first=("lamp", "triage", "id", "source", "unit", "found", "subject", "found_on"),
            overdue="超期",
        )
        self.put_list(ListPage(workplace, spec, lambda: workplace.desk.clues.listing, CluePreview(workplace)))
        self.list.add_action("导入…", "file-import", self.import_table)
        self.list.add_action("批量打印…", "printer", self.print_selected, "Ctrl+P")
        self.list.add_action("登记已移送…", "arrow-forward", self.record_forwarded)
        self.list.add_action("研判所选…", "checks", self.triage_selected, "F3")
        self.list.add_action("登记线索", "plus", self.begin_clue, "Ctrl+N")
        self.list.add_row_action("打开", "folder-open", self.open_record)
        self.list.add_row_action("修改线索", "edit", self.edit, "F2")
        self.list.add_row_action("研判所选…", "checks", lambda _clue: self.triage_selected())
        self.list.add_row_action("报结…", "check", self.report_done)

    def begin_clue(self, source: str = "") -> None:
        """Register a clue and open it, or go on with the next of the same source."""
        from app.views.clues.register_dialog import RegisterDialog

        dialog = RegisterDialog(self.workplace, parent=self, source=source)
        dialog.recorded.connect(lambda clue: self._after(dialog, clue))
        dialog.open()

    def _after(self, dialog: "RegisterDialog", clue_id: int) -> None:
        if dialog.goes_on:
            self.begin_clue(dialog.source)
        else:
            self.open_record(clue_id)

    def triage_selected(self) -> None:
        """Decide about the selected clues at once."""
        from app.views.clues.triage_dialog import TriageDialog

        chosen = self.list.table.selected_ids
        if chosen:
            self._told(lambda: TriageDialog(self.workplace, chosen, self).open())
        else:
            self.workplace.say("没有选中线索。请先在列表里选中要研判的线索，按住 Ctrl 或 Shift 可以选多条。")

    def record_forwarded(self) -> None:
        """Record that a clue which is not taken in went to the body that handles it."""
        from app.views.clues.forwarded_dialog import ForwardedDialog

        dialog = ForwardedDialog(self.workplace, self)
        dialog.recorded.connect(self.open_record)
        dialog.open()

    def edit(self, clue_id: int) -> None:
        """Change one clue of the list."""
        from app.views.clues.register_dialog import RegisterDialog

        self._told(lambda: RegisterDialog(self.workplace, self.workplace.desk.clues.card(clue_id), self).open())

    def report_done(self, clue_id: int) -> None:
        """Report the upper-level task of one clue as done."""
        from app.views.clues.report_dialog import ReportDialog

        def ask() -> None:
            number = self.workplace.desk.clues.card(clue_id).entry_number
            ReportDialog(self.workplace, (RecordType.CLUE, clue_id), number, self).open()

        self._told(ask)

    def print_selected(self) -> None:
        """Print the selected records, whichever of their documents."""
        from app.views.papers.batch_dialog import print_selected

        keys = [RecordKey(RecordType.CLUE, record) for record in self.list.table.selected_ids]
        print_selected(self.workplace, keys, self)

    def import_table(self) -> None:
        """Go to the page where ledgers and result tables come in, ready for clues."""
        self.workplace.preferences.keep("importing/kind", "clues")
        self.workplace.page_wanted.emit("importing")

    def _new_record(self) -> "RecordFrame":
        from app.views.clues.record import ClueRecord

        return ClueRecord(self.workplace)

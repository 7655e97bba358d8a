"""The page of letters: its columns, filters and acts."""

from functools import partial
from typing import TYPE_CHECKING

from app.models.terms import RecordType, SuggestionKind, SuggestionState
from app.services.desk import Desk
from app.services.suggestions.columns import COLUMNS
from app.views.shared.filter_row import Filter
from app.views.shared.list_page import ListPage, ListSpec
from app.views.shared.record_page import RecordPage
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace
from app.views.suggestions.acts import ICONS, NAMES, open_act
from app.views.suggestions.preview import LetterPreview

if TYPE_CHECKING:
    from app.views.shared.record_frame import RecordFrame


def _organisations(desk: Desk) -> list[str]:
    return sorted(found.name for found in desk.offices.suggest("", limit=2000))


def _handlers(desk: Desk) -> tuple[str, ...]:
    return desk.letter_choices.of("handler")


def _departments(desk: Desk) -> tuple[str, ...]:
    return desk.letter_choices.of("department")


FURTHER = (
    Filter("handler", "承办人", _handlers),
    Filter("department", "承办部门", _departments, width=150),
)
FILTERS = (
    Filter("state", "状态", tuple(state.label for state in SuggestionState)),
    Filter("kind", "类型", tuple(kind.label for kind in SuggestionKind)),
    Filter("addressee", "被建议单位", _organisations, width=190),
)


class SuggestionsPage(RecordPage):
    """检察建议."""

    chapter = "检察建议从登记到办结"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace, RecordType.SUGGESTION, self._new_record)
        spec = ListSpec(
            key="suggestions",
            title="检察建议",
            unit="份",
            columns=COLUMNS,
            filters=FILTERS,
            words=lambda row: self.words(row, COLUMNS),
            empty="这里是本院的检察建议。可以“起草建议书”，或者把已有的台账导入进来。",
            hint="Enter 打开 · F2 登记回复",
            first=("lamp", "rectification_lamp", "number", "addressee", "kind", "due_on", "state"),
            overdue="逾期",
            further=FURTHER,
            period="发出日期",
        )
        self.put_list(ListPage(workplace, spec, lambda: workplace.desk.suggestions.listing, LetterPreview(workplace)))
        self.work = WorkStrip(workplace)
        self.list.put_strip(self.work)
        self.list.add_action("导入…", "file-import", self.import_ledger)
        self.list.add_action("导出回复跟踪表…", "table-export", self.export_listed)
        self.list.add_action("回复用时…", "chart-bar", self.show_reply_times)
        self.list.add_action("建议库", "bookmark", lambda: workplace.page_wanted.emit("library"))
        self.list.add_action("移交转办…", "switch-horizontal", self.hand_over_selected, "Ctrl+H")
        self.list.add_action("批量打印…", "printer", self.print_selected, "Ctrl+P")
        self.list.add_action("起草建议书", "plus", self.begin_letter, "Ctrl+N")
        self.list.add_row_action("打开", "folder-open", self.open_record)
        for title, icon in ICONS.items():
            key = "F2" if title == "登记回复" else ""
            self.list.add_row_action(title, icon, partial(self.act, title), key).setObjectName(NAMES.get(title, ""))

    def begin_letter(self) -> None:
        """Draft a new letter and open it."""
        from app.views.suggestions.draft_dialog import DraftDialog

        dialog = DraftDialog(self.workplace, parent=self)
        dialog.recorded.connect(self.open_record)
        dialog.open()

    def hand_over_selected(self) -> None:
        """Offer the selected records to another department or person."""
        from app.services.papers.rows import RecordKey
        from app.views.hand_overs.offer_dialog import offer_selected

        keys = [RecordKey(RecordType.SUGGESTION, record) for record in self.list.table.selected_ids]
        offer_selected(self.workplace, keys, self)

    def print_selected(self) -> None:
        """Print the selected records, whichever of their documents."""
        from app.services.papers.rows import RecordKey
        from app.views.papers.batch_dialog import print_selected

        keys = [RecordKey(RecordType.SUGGESTION, record) for record in self.list.table.selected_ids]
        print_selected(self.workplace, keys, self)

    def import_ledger(self) -> None:
        """Go to the page where ledgers come in, ready for this kind."""
        self.workplace.preferences.keep("importing/kind", "suggestions")
        self.workplace.page_wanted.emit("importing")

    def export_listed(self) -> None:
        """The reply-tracking sheet of the letters as they are filtered now."""
        from app.views.suggestions.tracking import export_tracking

        if self.list.model.query is not None:
            export_tracking(self.workplace, self.list.model.query, self.work)

    def show_reply_times(self) -> None:
        """How long the replies of the letters took, as they are filtered now."""
        from app.views.suggestions.reply_times_chart import ReplyTimesDialog

        if self.list.model.query is not None:
            ReplyTimesDialog(self.workplace, self.list.model.query, self).show()

    def act(self, title: str, letter_id: int) -> None:
        """Open the dialog of one act on one letter of the list."""
        self._told(lambda: self._act(title, letter_id))

    def _act(self, title: str, letter_id: int) -> None:
        open_act(self.workplace, self.workplace.desk.suggestions.card(letter_id), title, self)

    def _new_record(self) -> "RecordFrame":
        from app.views.suggestions.record import LetterRecord

        return LetterRecord(self.workplace)

"""The page of letters: its columns, filters and acts."""

from functools import partial

from app.models.terms import RecordType, SuggestionKind, SuggestionState
from app.services.desk import Desk
from app.services.suggestions.rows import COLUMNS
from app.views.shared.filter_row import Filter
from app.views.shared.list_page import ListPage, ListSpec
from app.views.shared.record_page import RecordPage
from app.views.shared.workplace import Workplace
from app.views.suggestions.draft_dialog import DraftDialog
from app.views.suggestions.preview import LetterPreview
from app.views.suggestions.record import ACTS, LetterRecord


def _organisations(desk: Desk) -> list[str]:
    return sorted(found.name for found in desk.offices.suggest("", limit=2000))


FILTERS = (
    Filter("state", "状态", tuple(state.label for state in SuggestionState)),
    Filter("kind", "类型", tuple(kind.label for kind in SuggestionKind)),
    Filter("addressee", "被建议单位", _organisations, width=190),
)


class SuggestionsPage(RecordPage):
    """检察建议."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace, RecordType.SUGGESTION, lambda: LetterRecord(workplace))
        spec = ListSpec(
            key="suggestions",
            title="检察建议",
            unit="份",
            columns=COLUMNS,
            filters=FILTERS,
            words=lambda row: self.words(row, COLUMNS),
            empty="这里是本院的检察建议。可以“起草建议书”，或者把已有的台账导入进来。",
            hint="Enter 打开 · F2 登记回复",
            first=("lamp", "number", "addressee", "kind", "received_on", "due_on", "state"),
            has_overdue=True,
        )
        self.put_list(ListPage(workplace, spec, lambda: workplace.desk.suggestions.listing, LetterPreview(workplace)))
        self.list.add_action("起草建议书", "plus", self.begin_letter, "Ctrl+N")
        self.list.add_row_action("打开", "folder-open", self.open_record)
        for title, (icon, _) in ACTS.items():
            key = "F2" if title == "登记回复" else ""
            self.list.add_row_action(title, icon, partial(self.act, title), key)

    def begin_letter(self) -> None:
        """Draft a new letter and open it."""
        dialog = DraftDialog(self.workplace, parent=self)
        dialog.recorded.connect(self.open_record)
        dialog.open()

    def act(self, title: str, letter_id: int) -> None:
        """Open the dialog of one act on one letter of the list."""
        self._told(lambda: self._act(title, letter_id))

    def _act(self, title: str, letter_id: int) -> None:
        card = self.workplace.desk.suggestions.card(letter_id)
        _, dialog = ACTS[title]
        dialog(self.workplace, card, self).open()

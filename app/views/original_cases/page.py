"""The page of original cases: its columns, filters and acts; what waits to be dealt with stands first."""

from typing import TYPE_CHECKING

from app.models.terms import RecordType
from app.services.desk import Desk
from app.services.original_cases.columns import COLUMNS
from app.views.original_cases.preview import CasePreview
from app.views.reverse_reviews.section import section_tabs
from app.views.shared.filter_row import Filter
from app.views.shared.list_page import ListPage, ListSpec
from app.views.shared.record_page import RecordPage
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.views.original_cases.register_dialog import RegisterDialog
    from app.views.shared.record_frame import RecordFrame


def _kinds(desk: Desk) -> list[str]:
    cases = desk.original_cases
    return list(dict.fromkeys([*(word.name for word in cases.words.kinds), *cases.choices.of("kind")]))


def _petition_kinds(desk: Desk) -> list[str]:
    cases = desk.original_cases
    known = (word.name for word in cases.words.petition_kinds)
    return list(dict.fromkeys([*known, *cases.choices.of("petition_kind")]))


def _units(desk: Desk) -> tuple[str, ...]:
    return desk.original_cases.choices.of("unit")


def _fields(desk: Desk) -> tuple[str, ...]:
    return desk.original_cases.choices.of("field")


FILTERS = (
    Filter("kind", "类型", _kinds, width=112),
    Filter("unit", "单位", _units, width=180),
    Filter("petition_kind", "申诉类型", _petition_kinds),
)
FURTHER = (Filter("field", "领域", _fields),)


class OriginalCasesPage(RecordPage):
    """原案."""

    chapter = "原案登记与导入"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace, RecordType.ORIGINAL_CASE, self._new_record)
        spec = ListSpec(
            key="original_cases",
            title="原案登记",
            unit="件",
            columns=COLUMNS,
            filters=FILTERS,
            words=lambda row: "",
            empty="这里是供审视的原案，符合触发情形待处理的排在前面。可以“登记原案”，或者把案件台账导入进来。",
            hint="Enter 打开 · F2 修改",
            first=("id", "name", "triggers", "reviews", "kind", "cause", "number"),
            further=FURTHER,
            period="办结日期",
        )
        listed = ListPage(workplace, spec, lambda: workplace.desk.original_cases.listing, CasePreview(workplace))
        listed.put_above(section_tabs(workplace, "original_cases"))
        self.put_list(listed)
        self.list.add_action("导入…", "file-import", self.import_table)
        self.list.add_action("登记原案", "plus", self.begin_case, "Ctrl+N")
        self.list.add_row_action("打开", "folder-open", self.open_record)
        self.list.add_row_action("修改原案", "edit", self.edit, "F2")
        workplace.actor_changed.connect(lambda _name: self._show_anew())

    def begin_case(self) -> None:
        """Register a case and open it."""
        from app.views.original_cases.register_dialog import RegisterDialog

        self._told(lambda: self._open(RegisterDialog(self.workplace, parent=self)))

    def edit(self, case_id: int) -> None:
        """Change one case of the list."""
        from app.views.original_cases.register_dialog import RegisterDialog

        cases, viewer = self.workplace.desk.original_cases, self.workplace.actor
        self._told(lambda: RegisterDialog(self.workplace, cases.card(viewer, case_id), self).open())

    def import_table(self) -> None:
        """Go to the page where ledgers come in, ready for cases."""
        self.workplace.preferences.keep("importing/kind", "cases")
        self.workplace.page_wanted.emit("importing")

    def _open(self, dialog: "RegisterDialog") -> None:
        dialog.recorded.connect(self.open_record)
        dialog.open()

    def _show_anew(self) -> None:
        """Somebody else works here now, who may see other names."""
        record = self._record
        if record is not None and record.record_id is not None:
            key = record.record_id
            self._told(lambda: record.show_record(key))

    def _new_record(self) -> "RecordFrame":
        from app.views.original_cases.record import CaseRecord

        return CaseRecord(self.workplace)

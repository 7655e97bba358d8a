"""What the dialogs of both registers share: the record an entry belongs to, typed or given."""

from PySide6.QtWidgets import QWidget

from app.services.case_registers.rows import RecordRef
from app.views.case_registers.names import names_like, people
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

RECORD_HINT = "登记号或单位名称；不属于哪一件的留空"


class EntryDialog(FormDialog):
    """Subclasses add their fields."""

    def __init__(self, workplace: Workplace, title: str, parent: QWidget | None) -> None:
        """``title`` is the act, on the button too."""
        super().__init__(workplace, title, title, parent)

    def add_record(self, record: RecordRef | None, *, is_given: bool) -> None:
        """The record; one that is given by the page that opened the dialog cannot be changed here."""
        told = f"{record.entry_number} {record.name}" if record else ""
        like = self.workplace.desk.case_registers.records.like
        field = self.form.add_looked_up("record_number", "关联记录", told, like, hint=RECORD_HINT)
        field.setReadOnly(is_given)

    def add_person(self, name: str, title: str, value: str) -> None:
        """Somebody of the office, or anybody else."""
        self.form.add_choice(name, title, ["", *people(self.workplace.desk)], value)

    def add_people(self, name: str, title: str, value: str) -> None:
        """Several people; each name is completed from the office's register."""
        desk = self.workplace.desk
        hint = "姓名之间用顿号，院外人员直接填写"
        self.form.add_looked_up(name, title, value, lambda typed: names_like(desk, typed), hint=hint)

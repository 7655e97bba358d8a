"""报结: an upper-level task reported as done."""

from PySide6.QtWidgets import QWidget

from app.models.dates import PartialDate
from app.services.clues.rows import RecordKey
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class ReportDialog(FormDialog):
    """Of a clue or a matter; the deadline of 要求办结日 is met by it."""

    def __init__(self, workplace: Workplace, record: RecordKey, number: str, parent: QWidget | None = None) -> None:
        """``number`` is the record's entry number."""
        super().__init__(workplace, "报结", "报结", parent)
        self._record, self._number = record, number
        self.tell(f"{number}：向交办机关报结后登记，要求办结日的期限随即完成。")
        self.form.add_date("on", "报结日期", PartialDate.of(workplace.desk.clock.today()))
        self.form.add_long_text("note", "说明", lines=3)

    def perform(self, actor: Actor) -> Written:
        """Register the day."""
        day = self.form.needed_date("on")
        return self.workplace.desk.clues.report_done(actor, self._record, day, self.form.text("note"))

    def done_words(self) -> str:
        """What the status line says afterwards."""
        return f"{self._number} 已报结"

"""登记纠正情况 of a problem: corrected, supplemented, or not to be corrected with the reason."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.review_terms import Correction
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.review_findings.rows import CorrectionDraft, FindingRow
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class CorrectionDialog(FormDialog):
    """The evidence goes to the review's files."""

    def __init__(self, workplace: Workplace, row: FindingRow, parent: QWidget | None = None) -> None:
        """``row`` is an error or a flaw."""
        super().__init__(workplace, "登记纠正情况", "登记", parent)
        self._row = row
        self.tell(f"第 {row.place} 条 · {row.dimension} · {row.verdict.label}：{row.problem or row.fact}")
        chosen = None if row.correction is Correction.OPEN else row.correction
        self.form.add_term("correction", "纠正情况", Correction, chosen)
        today = PartialDate.of(workplace.desk.clock.today())
        self.form.add_date("on", "纠正日期", row.corrected_on or today)
        self.form.add_long_text("note", "说明", row.correction_note, lines=3)
        self.form.add_file("scan", "纠正材料")

    @override
    def perform(self, actor: Actor) -> Written:
        form = self.form
        draft = CorrectionDraft(
            form.term("correction", Correction), form.date("on"), form.text("note"), form.file("scan")
        )
        return self.workplace.desk.review_findings.correct(actor, self._row.id, self._row.version, draft)

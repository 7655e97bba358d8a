"""登记反馈 of a result: what the addressee says, and which problems are put right by it."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.review_terms import FeedbackOutcome
from app.services.foundation.intentions import Actor
from app.services.review_results.rows import FeedbackDraft, ResultRow
from app.views.review_results.finding_picks import FindingPicks
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace


class FeedbackDialog(SavingDialog):
    """The scan is copied in beside the window."""

    def __init__(self, workplace: Workplace, row: ResultRow, parent: QWidget | None = None) -> None:
        """``row`` is the result that was sent."""
        super().__init__(workplace, "登记反馈", "登记", parent)
        self._row = row
        due = f"，要求 {row.due_on} 前反馈（{row.lamp_words}）" if row.due_on else ""
        self.tell(
            f"{row.name}“{row.title}”→ {row.addressee}{due}。结论是已纠正、已补正、已采纳落实的，勾选的问题随之登记。"
        )
        form = self.form
        form.add_date("on", "反馈日期", PartialDate.of(workplace.desk.clock.today()))
        form.add_term("outcome", "反馈结论", FeedbackOutcome)
        form.add_long_text("text", "反馈内容", lines=5)
        self._picks = FindingPicks(row.findings, [each.id for each in row.findings])
        self._picks.picked.connect(form.changed)
        form.add_field("corrected", "整改的问题", self._picks, self._picks)
        form.show_field("corrected", bool(row.findings))
        form.add_file("scan", "反馈材料")

    @override
    def job(self, actor: Actor) -> Save:
        form, row, service = self.form, self._row, self.workplace.desk.review_results
        draft = FeedbackDraft(
            on=form.needed_date("on"),
            outcome=form.term("outcome", FeedbackOutcome),
            text=form.text("text"),
            corrected=self._picks.ids(),
            scan=form.file("scan"),
        )
        return lambda progress: service.register_feedback(actor, row.id, row.version, draft, progress)

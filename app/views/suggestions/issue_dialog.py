"""登记制发: the official number and date the national system gave."""

from PySide6.QtWidgets import QWidget

from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.suggestions.rows import IssueDraft, LetterCard
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class IssueDialog(FormDialog):
    """Registers the issue of one letter."""

    def __init__(self, workplace: Workplace, card: LetterCard, parent: QWidget | None = None) -> None:
        """``card`` is the letter."""
        super().__init__(workplace, "登记制发", "登记制发", parent)
        self._card = card
        self.tell(
            f"致 {card.draft.addressee}。文书在业务系统制作、编号、签发；这里登记系统给出的文号，登记后正文不能再改。"
        )
        self.form.add_text("number", "文号", card.number or "", hint="如 ×检建〔2026〕9号")
        self.form.add_date("issued_on", "发出日期", card.issued_on)

    def perform(self, actor: Actor) -> Written:
        """Register number and date."""
        issue = IssueDraft(self.form.text("number"), self.form.needed_date("issued_on"))
        return self.workplace.desk.suggestions.register_issue(actor, self._card.id, issue)

"""登记整改: how far things have been put right, as somebody saw it."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.terms import Rectification
from app.services.foundation.intentions import Actor
from app.services.suggestions.rows import LetterCard, RectificationDraft
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace
from app.views.suggestions.facts import name_of


class RectificationDialog(SavingDialog):
    """Registers one visit or report; replied and rectified are separate."""

    def __init__(self, workplace: Workplace, card: LetterCard, parent: QWidget | None = None) -> None:
        """``card`` is the letter."""
        super().__init__(workplace, "登记整改", "登记整改", parent)
        self._card = card
        self.tell(f"{name_of(card)} 致 {card.draft.addressee}。目前：{card.rectification.label}。")
        states = (Rectification.IN_PROGRESS, Rectification.INCOMPLETE, Rectification.COMPLETE)
        self.form.add_term("state", "整改情况", states)
        self.form.add_date("seen_on", "核查日期", is_month_enough=True)
        self.form.add_text("seen_by", "核查人")
        self.form.add_long_text("note", "核查情况", lines=4)
        self.form.add_file("scan", "整改材料")

    @override
    def job(self, actor: Actor) -> Save:
        form = self.form
        seen = RectificationDraft(
            state=form.term("state", Rectification),
            seen_on=form.needed_date("seen_on"),
            seen_by=form.text("seen_by"),
            note=form.text("note"),
            scan=form.file("scan"),
        )
        letters, key = self.workplace.desk.suggestions, self._card.id
        return lambda progress: letters.record_rectification(actor, key, seen, progress)

"""登记回复: the day it was entered, what it says, and its scan."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.terms import Adoption
from app.services.foundation.intentions import Actor
from app.services.suggestions.rows import LetterCard, ReplyDraft
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace
from app.views.suggestions.facts import name_of


class ReplyDialog(SavingDialog):
    """Registers one reply; the date of 收文登记 is the date that counts."""

    def __init__(self, workplace: Workplace, card: LetterCard, parent: QWidget | None = None) -> None:
        """``card`` is the letter that is answered."""
        super().__init__(workplace, "登记回复", "登记回复", parent)
        self._card = card
        due = f"，届满日 {card.due_on:%Y-%m-%d}" if card.due_on else ""
        self.tell(f"{name_of(card)} 致 {card.draft.addressee}{due}。收文登记日期和回复函扫描件必填。")
        self.form.add_date("registered_on", "收文登记日期")
        self.form.add_file("scan", "回复函扫描件")
        answers = [adoption for adoption in Adoption if adoption is not Adoption.UNRECORDED]
        self.form.add_term("adoption", "采纳情况", answers)
        self.form.add_text("entry_number", "收文登记号")
        self.form.add_date("written_on", "落款日期", is_month_enough=True)
        self.form.add_text("number", "回复文号")
        self.form.add_long_text("summary", "回复要点", lines=4)

    @override
    def job(self, actor: Actor) -> Save:
        form = self.form
        reply = ReplyDraft(
            registered_on=form.needed_date("registered_on"),
            scan=form.file("scan"),
            adoption=form.term("adoption", Adoption),
            entry_number=form.text("entry_number"),
            written_on=form.date("written_on"),
            number=form.text("number"),
            summary=form.text("summary"),
        )
        letters, key = self.workplace.desk.suggestions, self._card.id
        return lambda progress: letters.record_reply(actor, key, reply, progress)

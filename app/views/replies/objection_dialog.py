"""登记异议: the day it was entered, what it says, and its scan."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services.foundation.intentions import Actor
from app.services.replies.rows import ObjectionDraft, ObjectionPeriod
from app.services.suggestions.rows import LetterCard
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace
from app.views.suggestions.facts import name_of


class ObjectionDialog(SavingDialog):
    """Registers one objection."""

    def __init__(self, workplace: Workplace, card: LetterCard, parent: QWidget | None = None) -> None:
        """``card`` is the letter that is objected to."""
        super().__init__(workplace, "登记异议", "登记异议", parent)
        self._card = card
        period = workplace.desk.replies.of(card.id).period
        self.tell(
            f"{name_of(card)} 致 {card.draft.addressee}。{period_words(period)}"
            "提出异议的应当立即复核，没有固定天数（检察建议工作规定第二十三条）。"
        )
        self.form.add_date("raised_on", "收文登记日期")
        self.form.add_file("scan", "异议书扫描件")
        self.form.add_text("entry_number", "收文登记号", hint="本院收文登记簿上的编号，可不填")
        self.form.add_long_text("content", "异议内容", lines=6)

    @override
    def job(self, actor: Actor) -> Save:
        form, objections, key = self.form, self.workplace.desk.objections, self._card.id
        draft = ObjectionDraft(
            raised_on=form.needed_date("raised_on"),
            content=form.text("content"),
            scan=form.file("scan"),
            entry_number=form.text("entry_number"),
        )
        return lambda progress: objections.register(actor, key, draft, progress)


def period_words(period: ObjectionPeriod) -> str:
    """Until when the addressee may object, or why that is not known."""
    if period.due_on is None:
        return period.note
    over = "（已过）" if period.is_over else ""
    return f"异议期限“{period.written}”，至 {period.due_on} 止{over}。"

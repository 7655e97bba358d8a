"""登记通知: the answer or notice that was sent, by its number, and the day the addressee received it."""

from PySide6.QtWidgets import QWidget

from app.models.terms import RecordType
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.papers.objection_facts import PAPER_OF
from app.services.papers.rows import RecordKey
from app.services.replies.rows import NoticeDraft, ObjectionRow
from app.services.suggestions.rows import LetterCard
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace
from app.views.suggestions.facts import name_of


class NoticeDialog(FormDialog):
    """Registers that the addressee has been told."""

    def __init__(
        self, workplace: Workplace, card: LetterCard, objection: ObjectionRow, parent: QWidget | None = None
    ) -> None:
        """``objection`` is decided; the number of its registered paper is filled in."""
        super().__init__(workplace, "登记复核通知", "登记", parent)
        self._objection = objection
        restarts = "回复期限自对方收到之日起重新计算。" if objection.restarts_period else ""
        self.tell(
            f"{name_of(card)} 致 {card.draft.addressee}，{objection.outcome.label}。"
            f"写答复函或者通知书的文号和对方收到的日期。{restarts}"
        )
        key = RecordKey(RecordType.SUGGESTION, card.id)
        paper = workplace.desk.papers.frozen(PAPER_OF[objection.outcome], key)
        self.form.add_text("number", "文号", paper.number if paper else "")
        self.form.add_date("notified_on", "收到日期")

    def perform(self, actor: Actor) -> Written:
        """Register it."""
        notice = NoticeDraft(self.form.text("number"), self.form.needed_date("notified_on"))
        return self.workplace.desk.objections.notify(actor, self._objection.id, notice, self._objection.version)

"""登记送达: how and when the addressee received the letter; the reply period runs from that day."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.terms import ServiceMethod
from app.services.foundation.intentions import Actor
from app.services.suggestions.rows import LetterCard, ServiceDraft
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace
from app.views.suggestions.facts import name_of


class ServiceDialog(SavingDialog):
    """Registers the receipt of one letter."""

    def __init__(self, workplace: Workplace, card: LetterCard, parent: QWidget | None = None) -> None:
        """``card`` is the letter."""
        super().__init__(workplace, "登记送达", "登记送达", parent)
        self._card = card
        self.tell(f"{name_of(card)} 致 {card.draft.addressee}。回复期限自收到之日起算。")
        methods = [method for method in ServiceMethod if method is not ServiceMethod.UNSPECIFIED]
        self.form.add_term("method", "送达方式", methods, ServiceMethod.WRITTEN)
        self.form.add_date("received_on", "送达日期", is_month_enough=True)
        self.form.add_text("receiver", "签收人")
        self.form.add_text("note", "说明")
        self.form.add_file("scan", "送达回证")

    @override
    def job(self, actor: Actor) -> Save:
        form = self.form
        service = ServiceDraft(
            method=form.term("method", ServiceMethod),
            received_on=form.needed_date("received_on"),
            receiver=form.text("receiver"),
            note=form.text("note"),
            scan=form.file("scan"),
        )
        letters, key = self.workplace.desk.suggestions, self._card.id
        return lambda progress: letters.register_service(actor, key, service, progress)

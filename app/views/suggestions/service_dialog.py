"""登记送达: how and when the addressee received the letter; the reply period runs from that day."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.terms import ServiceMethod
from app.services.foundation.intentions import Actor
from app.services.serving.methods import RECEIVED
from app.services.suggestions.rows import LetterCard, ServiceDraft
from app.views.serving.method_fields import MethodFields
from app.views.serving.step_dialog import StepDialog
from app.views.shared.work_dialog import Save
from app.views.shared.workplace import Workplace
from app.views.suggestions.facts import name_of


class ServiceDialog(StepDialog):
    """Registers the receipt of one letter in one step; what is asked for depends on the method."""

    def __init__(self, workplace: Workplace, card: LetterCard, parent: QWidget | None = None) -> None:
        """``card`` is the letter."""
        super().__init__(workplace, "登记送达", card.version, parent)
        self._card = card
        rules = workplace.desk.serving.methods.rules
        fields = MethodFields(self.form, rules, (card.draft.kind, RECEIVED), self._explain)
        self.form.add_date("received_on", "送达日期", is_month_enough=True)
        self.form.add_text("receiver", "签收人")
        fields.add()
        self.form.add_text("note", "说明")
        self.form.add_file("scan", "送达回证")
        self.form.add_check("is_correction", "更正", "更正已登记的送达")
        self.form.show_field("is_correction", card.received_on is not None)

    @override
    def newest(self) -> int | None:
        return self.workplace.desk.suggestions.card(self._card.id).version

    @override
    def job(self, actor: Actor) -> Save:
        form = self.form
        service = ServiceDraft(
            method=form.term("method", ServiceMethod),
            received_on=form.needed_date("received_on"),
            receiver=form.text("receiver"),
            note=form.text("note"),
            scan=form.file("scan"),
            tracking_number=form.text("tracking_number"),
            is_agreed=form.is_checked("is_agreed"),
            is_party=form.is_checked("is_party"),
            place=form.text("place"),
            participants=form.text("participants"),
            refusal=form.text("refusal"),
            is_correction=form.is_checked("is_correction"),
        )
        letters, key = self.workplace.desk.suggestions, self._card.id
        return self.once_told(
            lambda version, progress: letters.register_service(actor, key, replace(service, version=version), progress)
        )

    def _explain(self, hint: str) -> None:
        to = self._card.draft.addressee
        self.tell(f"{name_of(self._card)} 致 {to}。回复期限自收到之日起算。{hint}")
        self.fit()

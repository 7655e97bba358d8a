"""登记送出 and 登记签收: the two steps of a service."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.letter_terms import ServiceResult
from app.models.terms import ServiceMethod
from app.services.foundation.intentions import Actor
from app.services.serving.methods import SENT
from app.services.serving.rows import DispatchDraft, ReceiptDraft, ServiceRow, ServingCard
from app.services.suggestions.rows import LetterCard
from app.views.serving.method_fields import MethodFields
from app.views.serving.step_dialog import ServiceStepDialog, StepDialog
from app.views.shared.work_dialog import Save
from app.views.shared.workplace import Workplace
from app.views.suggestions.facts import name_of


class DispatchDialog(StepDialog):
    """The letter leaves the office; the reply period does not run yet."""

    def __init__(self, workplace: Workplace, card: LetterCard, serving: ServingCard, parent: QWidget | None) -> None:
        """``serving`` says what was tried before."""
        super().__init__(workplace, "登记送出", card.version, parent)
        self._card = card
        form, rules = self.form, workplace.desk.serving.methods.rules
        fields = MethodFields(form, rules, (card.draft.kind, SENT), self._explain)
        form.add_date("sent_on", "送出日期", PartialDate.of(workplace.desk.clock.today()))
        form.add_text("sent_by", "送达人", card.draft.handler or workplace.actor.name, hint="两人送达的都写上")
        fields.add()
        form.add_text("note", "备注")
        last = serving.services[-1] if serving.services else None
        if last is not None and last.result in (ServiceResult.REFUSED, ServiceResult.RETURNED):
            fields.pick(ServiceMethod.POSTED if last.method is not ServiceMethod.POSTED else ServiceMethod.WRITTEN)

    @override
    def newest(self) -> int | None:
        return self.workplace.desk.suggestions.card(self._card.id).version

    @override
    def job(self, actor: Actor) -> Save:
        form, delivery, key = self.form, self.workplace.desk.serving.delivery, self._card.id
        draft = DispatchDraft(
            method=form.term("method", ServiceMethod),
            sent_on=form.needed_date("sent_on"),
            sent_by=form.text("sent_by"),
            tracking_number=form.text("tracking_number"),
            is_agreed=form.is_checked("is_agreed"),
            is_party=form.is_checked("is_party"),
            place=form.text("place"),
            participants=form.text("participants"),
            note=form.text("note"),
        )
        return self.once_told(lambda version, _: delivery.dispatch(actor, key, replace(draft, version=version)))

    def _explain(self, hint: str) -> None:
        self.tell(f"{name_of(self._card)} 致 {self._card.draft.addressee}。{hint}")
        self.fit()


class ReceiptDialog(ServiceStepDialog):
    """What was sent was received; the reply period runs from that day."""

    def __init__(self, workplace: Workplace, service: tuple[int, ServiceRow], parent: QWidget | None = None) -> None:
        """``service`` is the letter's id and the service under way."""
        super().__init__(workplace, "登记签收", service, parent)
        row = self.row
        self._is_left = row.method is ServiceMethod.LEFT
        day = "留置之日为送达日期" if self._is_left else "签收之日为送达日期"
        self.tell(f"{row.sent_on} 以{row.method.label}送出。{day}，回复期限自该日起算。")
        self.form.add_date("received_on", "留置日期" if self._is_left else "签收日期")
        if self._is_left:
            self.form.add_text("refusal", "拒收事由", hint="拒绝签收的事由和日期")
            self.form.add_text("participants", "见证人", row.participants, hint="姓名、单位；没有的附照片或录像")
        else:
            on_site = row.method is ServiceMethod.ANNOUNCED
            self.form.add_text("receiver", "签收人", hint="姓名、职务" if on_site else "")
        self.form.add_text("note", "备注", row.note)
        self.form.add_file("scan", "送达回证")

    @override
    def job(self, actor: Actor) -> Save:
        form, delivery, key = self.form, self.workplace.desk.serving.delivery, self.row.id
        draft = ReceiptDraft(
            received_on=form.needed_date("received_on"),
            receiver="" if self._is_left else form.text("receiver"),
            participants=form.text("participants") if self._is_left else "",
            refusal=form.text("refusal") if self._is_left else "",
            note=form.text("note"),
            scan=form.file("scan"),
        )
        return self.once_told(lambda version, on: delivery.receive(actor, key, replace(draft, version=version), on))

"""登记投递, 拒收 and 退回, and the receipt that came back later: a dialog each."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.serving.rows import FailureDraft, ServiceRow
from app.views.serving.step_dialog import ServiceStepDialog
from app.views.shared.work_dialog import Save
from app.views.shared.workplace import Workplace

Service = tuple[int, ServiceRow]
_OUTCOMES = ("无人签收", "收件人拒收", "地址不详", "电话无人接听")


class AttemptDialog(ServiceStepDialog):
    """One attempt of the post that did not succeed."""

    def __init__(self, workplace: Workplace, service: Service, parent: QWidget | None = None) -> None:
        """``service`` is the letter's id and the service under way."""
        super().__init__(workplace, "登记投递", service, parent)
        tried = len(self.row.attempts)
        until = f"，{self.row.post_until:%Y-%m-%d} 前投递三次不成的退回" if self.row.post_until else ""
        self.tell(f"邮件号 {self.row.tracking_number or '未填'}，已投递 {tried} 次{until}。送到了的请用“签收”。")
        self.form.add_date("tried_on", "投递日期", PartialDate.of(workplace.desk.clock.today()))
        self.form.add_choice("outcome", "投递结果", _OUTCOMES)

    @override
    def job(self, actor: Actor) -> Save:
        delivery, key = self.workplace.desk.serving.delivery, self.row.id
        tried_on, outcome = self.form.needed_date("tried_on"), self.form.text("outcome")
        return lambda _: delivery.attempt(actor, key, tried_on, outcome)


class FailureDialog(ServiceStepDialog):
    """登记拒收 or 登记退回: the letter was not served."""

    def __init__(self, workplace: Workplace, service: Service, is_refusal: bool, parent: QWidget | None = None) -> None:
        """``is_refusal``: the addressee did not take it; else the post brought it back."""
        super().__init__(workplace, "登记拒收" if is_refusal else "登记退回", service, parent)
        self._is_refusal = is_refusal
        self.tell("没有送达，回复期限不起算。登记后这一页会写明下一步怎么办。")
        today = PartialDate.of(workplace.desk.clock.today())
        self.form.add_date("happened_on", "拒收日期" if is_refusal else "退回日期", today)
        self.form.add_long_text("reason", "拒收事由" if is_refusal else "退回原因", lines=3)
        if is_refusal:
            self.form.add_text("participants", "见证人", self.row.participants, hint="姓名、单位")
        self.form.add_file("scan", "送达回证" if is_refusal else "退回凭证")

    @override
    def job(self, actor: Actor) -> Save:
        form, delivery, key = self.form, self.workplace.desk.serving.delivery, self.row.id
        happened_on, reason, scan = form.needed_date("happened_on"), form.text("reason"), form.file("scan")
        present = form.text("participants") if self._is_refusal else ""
        act = delivery.refuse if self._is_refusal else delivery.send_back
        return self.once_told(
            lambda version, on: act(actor, key, FailureDraft(happened_on, reason, present, scan, version), on)
        )


class ReceiptScanDialog(ServiceStepDialog):
    """收回送达回证: the scan of a receipt that came back after the day was registered."""

    def __init__(self, workplace: Workplace, service: Service, parent: QWidget | None = None) -> None:
        """``service`` is the letter's id and the service without its receipt."""
        super().__init__(workplace, "收回送达回证", service, parent)
        day = self.row.received_on or self.row.sent_on
        self.tell(f"{self.row.method.label}，{day} {self.row.result.label}。扫描件存到“附件”里，归入这次送达。")
        self.form.add_file("scan", "送达回证")

    @override
    def job(self, actor: Actor) -> Save:
        delivery, key, scan = self.workplace.desk.serving.delivery, self.row.id, self.form.file("scan")
        if scan is None:
            raise FieldProblem("scan", "请选择送达回证的扫描件，或把文件拖到这里。")
        return self.once_told(lambda version, on: delivery.attach_receipt(actor, key, version, scan, on))

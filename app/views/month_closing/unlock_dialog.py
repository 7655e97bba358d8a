"""解锁: asked for explicitly, with its reason."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class UnlockDialog(FormDialog):
    """By another person than the one who locked."""

    def __init__(self, workplace: Workplace, period: str, parent: QWidget | None = None) -> None:
        """``period`` is the locked month."""
        super().__init__(workplace, f"解锁 {period} 月度统计", "解锁", parent)
        self._period = period
        self.tell("原来锁定的统计和摘要保留，理由留痕；更正后要重新计算、审核、锁定。解锁应当由另一个人进行。")
        self.form.add_text("reason", "解锁的理由")

    @override
    def perform(self, actor: Actor) -> Written:
        self.workplace.desk.month_closing.unlock(actor, self._period, self.form.text("reason"))
        return Written(0, self.workplace.last_act())

    @override
    def done_words(self) -> str:
        return f"已解锁 {self._period}"

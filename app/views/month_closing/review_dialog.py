"""审核: what the checks found, each of middle priority answered with a reason."""

from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from app.models.indicator_terms import Priority
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.month_closing.rows import MonthStanding
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class ReviewDialog(FormDialog):
    """By another person than the one who computed."""

    def __init__(self, workplace: Workplace, standing: MonthStanding, parent: QWidget | None = None) -> None:
        """``standing`` is the computed month."""
        super().__init__(workplace, f"审核 {standing.period} 月度统计", "审核通过", parent)
        self._standing = standing
        found = f"检查发现 {len(standing.findings)} 处。" if standing.findings else "检查没有发现问题。"
        self.tell(f"由{standing.computed_by}计算，审核应当由另一个人进行。{found}")
        for each in standing.findings:
            label = QLabel(each.sentence)
            label.setWordWrap(True)
            self.form.add_field(f"said_{each.code}", f"{each.priority.label}级", label, label)
            if each.priority is Priority.MEDIUM:
                self.form.add_text(each.code, "不改的理由")
        self.form.add_text("note", "审核意见")

    @override
    def perform(self, actor: Actor) -> Written:
        asked = (each.code for each in self._standing.findings if each.priority is Priority.MEDIUM)
        reasons = {code: self.form.text(code) for code in asked}
        closing = self.workplace.desk.month_closing
        closing.review(actor, self._standing.period, reasons, self.form.text("note"))
        return Written(0, self.workplace.last_act())

    @override
    def done_words(self) -> str:
        return f"已审核 {self._standing.period}"

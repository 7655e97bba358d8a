"""核对当月: everything of one month held against bands, the months before and rules."""

import re

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.indicator_warnings.rows import Settled
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class ScanDialog(FormDialog):
    """Also what the store counts itself, which nobody types."""

    def __init__(self, workplace: Workplace, month: str, parent: QWidget) -> None:
        """``month`` is offered."""
        super().__init__(workplace, "核对当月数据", "核对", parent)
        self._settled = Settled(0, 0)
        self.tell(
            "把这个月的全部基础数据，和本台账自己统计的数，同警戒范围、此前十二个月、各数之间的规则重新核对一遍。"
            "计算月度统计时也会这样核对。"
        )
        self.form.add_text("month", "月份", month, hint="如 2026-10")

    @override
    def perform(self, actor: Actor) -> Written:
        month = self.form.text("month")
        if not _MONTH.fullmatch(month):
            raise FieldProblem("month", f"“{month}”不是月份。请写成“2026-10”这样的年月。")
        self._settled = self.workplace.desk.indicator_warnings.scan(actor, month)
        return Written(0, self._settled.act if self._settled.raised or self._settled.gone else 0)

    @override
    def done_words(self) -> str:
        return f"已核对：新提出 {self._settled.raised} 项，现已不成立 {self._settled.gone} 项"

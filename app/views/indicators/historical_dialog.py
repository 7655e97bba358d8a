"""观测·历史口径 turned on or off: kept with who, when and why."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class HistoricalDialog(FormDialog):
    """Asks for the reason."""

    def __init__(self, workplace: Workplace, is_wanted: bool, parent: QWidget | None = None) -> None:
        """``is_wanted`` shows them, else they are hidden."""
        verb = "启用" if is_wanted else "停用"
        super().__init__(workplace, f"{verb}历史口径", verb, parent)
        self._is_wanted = is_wanted
        self.tell(
            "2024 年 10 月最高人民检察院停止执行检察业务评价指标体系。"
            "这些指标只作观测，不排名、不打分、不通报；由案管部门决定是否列出。"
        )
        self.form.add_text("reason", "理由", hint="必填，如 案管办业务数据分析研判需要")

    @override
    def perform(self, actor: Actor) -> Written:
        lists = self.workplace.desk.own_indicators.lists
        return lists.show_historical(actor, self._is_wanted, self.form.text("reason"))

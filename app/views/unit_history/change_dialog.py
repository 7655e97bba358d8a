"""登记单位更名: under which name the unit goes on; both histories are one from then on."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.unit_history.rows import UnitHistory
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class ChangeDialog(FormDialog):
    """About one unit."""

    def __init__(self, workplace: Workplace, history: UnitHistory, parent: QWidget | None = None) -> None:
        """``history`` is of the name the unit had."""
        super().__init__(workplace, "登记单位更名", "登记", parent)
        self._unit = history.id
        self.tell(
            f"{history.name} 更名或并入另一单位以后，两个名称的建议、事项和线索合在一份履历里；各份文书上的名称不变。"
        )
        form = self.form

        def like(typed: str) -> list[str]:
            return [found.name for found in workplace.desk.offices.suggest(typed)]

        form.add_looked_up("later", "现在的名称", "", like, hint="单位全称")
        form.add_date("changed_on", "更名日期", is_month_enough=True)
        form.add_text("note", "说明", hint="如 机构改革，职责划入")

    @override
    def perform(self, actor: Actor) -> Written:
        text = self.form.text
        return self.workplace.desk.unit_histories.record_change(
            actor, self._unit, text("later"), self.form.date("changed_on"), text("note")
        )

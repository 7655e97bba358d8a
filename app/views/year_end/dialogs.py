"""Ticking a step of the year's end, with a note."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.year_end.rows import YearStep
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class TickDialog(FormDialog):
    """What is still open is said, and may stand: the office decides."""

    def __init__(self, workplace: Workplace, year: int, step: YearStep, parent: QWidget | None = None) -> None:
        """``step`` as it was shown."""
        super().__init__(workplace, "完成年终事项", "勾选", parent)
        self._year, self._step = year, step
        still = f"还有 {step.open_count} 处要处理，可以先勾选，写明情况。" if step.open_count else ""
        self.tell(f"{year}年 {step.definition.title}：{step.summary}{still}")
        self.form.add_long_text("note", "说明", lines=3)

    @override
    def perform(self, actor: Actor) -> Written:
        note = self.form.text("note")
        return self.workplace.desk.year_end.tick(actor, self._year, self._step.definition.code, note)

    @override
    def done_words(self) -> str:
        return f"已勾选“{self._step.definition.title}”"

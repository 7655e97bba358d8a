"""更正基础数据: another number with its reason, and a note."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services.base_data.periods import Months
from app.services.base_data.rows import FigureRow
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.indicators.model import Item
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class CorrectionDialog(FormDialog):
    """The reason stays in the trail, the note beside the number."""

    def __init__(self, workplace: Workplace, item: Item, figure: FigureRow, parent: QWidget | None = None) -> None:
        """``figure`` as it was shown."""
        super().__init__(workplace, "更正基础数据", "保存", parent)
        self._figure = figure
        when = Months(figure.first, figure.last).shown
        self.tell(f"{item.name} {when}，现在是 {figure.count} {item.unit}。")
        self.form.add_text("count", "数值", str(figure.count))
        self.form.add_text("note", "备注", figure.note)
        self.form.add_text("reason", "更正的理由")

    @override
    def perform(self, actor: Actor) -> Written:
        text = self.form.text("count").replace(",", "")
        if not text.isascii() or not text.isdigit():
            raise FieldProblem("count", f"“{text}”不是不小于 0 的整数。请只写数字。")
        said = self.form.text("reason"), self.form.text("note")
        act = self.workplace.desk.base_data.correct(
            actor, self._figure.id, int(text), *said, shown=self._figure.version
        )
        return Written(self._figure.id, act)

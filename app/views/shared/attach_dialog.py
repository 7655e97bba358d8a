"""添加附件: a file and what it is for."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from app.models.terms import RecordType
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class AttachDialog(FormDialog):
    """Copies a file in for one record."""

    def __init__(
        self,
        workplace: Workplace,
        record: tuple[RecordType, int],
        purposes: Iterable[str],
        parent: QWidget | None = None,
    ) -> None:
        """``purposes`` are offered; others may be typed."""
        super().__init__(workplace, "添加附件", "添加附件", parent)
        self._record = record
        self.form.add_choice("purpose", "用途", purposes)
        self.form.add_file("path", "文件")

    def perform(self, actor: Actor) -> Written:
        """Copy the file in."""
        purpose, path = self.form.text("purpose"), self.form.file("path")
        if not purpose:
            raise FieldProblem("purpose", "请填写用途，例如“调查材料”。")
        if path is None:
            raise FieldProblem("path", "请选择文件。")
        made = self.workplace.desk.attachments.add(actor, *self._record, purpose, path)
        return Written(made, self.workplace.last_act())

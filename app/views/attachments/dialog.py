"""添加附件: files and what they are for; the copying is done by the page, with progress."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.views.attachments.files_field import FilesField
from app.views.secrecy.unread import LEFT_OUT, ask_about_unread
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class AttachDialog(FormDialog):
    """Asks; ``wanted`` tells who adds what for which purpose, once the dialog has closed."""

    wanted = Signal(object, str, list)  # Actor, purpose, paths

    def __init__(
        self,
        workplace: Workplace,
        purposes: Iterable[str],
        paths: Iterable[Path],
        parent: QWidget | None = None,
        purpose: str = "",
    ) -> None:
        """``purposes`` are offered, ``purpose`` first; others may be typed. ``paths`` were dropped or pasted."""
        super().__init__(workplace, "添加附件", "添加附件", parent)
        self.form.add_choice("purpose", "用途", purposes, purpose)
        self.files = FilesField("文件")
        self.files.changed.connect(self.form.changed)
        self.form.add_field("files", "文件", self.files, self.files.list)
        self.files.add(paths)

    @override
    def accept(self) -> None:
        self.form.clear_problems()
        self.problem.clear()
        try:
            actor, purpose, paths = self._asked()
        except FieldProblem as problem:
            self.form.mark(problem)
            return
        ask_about_unread(self, paths, lambda: self._hand_on(actor, purpose, paths), partial(self.problem.say, LEFT_OUT))

    def _hand_on(self, actor: Actor, purpose: str, paths: list[Path]) -> None:
        QDialog.accept(self)  # nothing is written yet: what came of it is said by the page
        self.wanted.emit(actor, purpose, paths)

    def _asked(self) -> tuple[Actor, str, list[Path]]:
        actor = self._actor()
        purpose = self.workplace.desk.attachments.checked_purpose(self.form.text("purpose"))
        paths = self.files.paths()
        if not paths:
            raise FieldProblem("files", "请选择文件，或把文件拖到这里。")
        return actor, purpose, paths

"""添加文件: one file of an entry; it is kept with the entry's record."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace

Attach = Callable[[Actor, int, Path, Progress], Written]


class EntryFileDialog(SavingDialog):
    """Asks for the file of one entry."""

    def __init__(self, workplace: Workplace, entry: tuple[int, str], attach: Attach, parent: QWidget | None) -> None:
        """``entry`` is its id and 登记号, ``attach`` the service's method."""
        super().__init__(workplace, "添加文件", "添加文件", parent)
        self._key, self._attach = entry[0], attach
        self.tell(f"{entry[1]} 的文件，存到关联记录的“附件”里。")
        self.form.add_file("path", "文件")

    @override
    def job(self, actor: Actor) -> Save:
        path, attach, key = self.form.file("path"), self._attach, self._key
        if path is None:
            raise FieldProblem("path", "请选择文件，或把文件拖到这里。")
        return lambda progress: attach(actor, key, path, progress)

"""Every way a file leaves the window: where to, and on a medium why, who agreed and which medium it is."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from app.models.terms import Output
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.intentions import Actor
from app.services.papers.rows import Delivery, PaperNamed
from app.services.secrecy.carrying import Carriers, Carrying
from app.services.store.media import Medium
from app.views.shared.actor_dialog import working_actor
from app.views.shared.file_chooser import chosen_folder, chosen_place
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

SHEETS = {"Excel 工作簿 (*.xlsx)": ".xlsx", "PDF 文件 (*.pdf)": ".pdf"}
PAPERS = {"PDF 文件 (*.pdf)": ".pdf", "Word 文件 (*.docx)": ".docx"}
PDF = {"PDF 文件 (*.pdf)": ".pdf"}
WORD = {"Word 文件 (*.docx)": ".docx"}
WORKBOOK = {"Excel 工作簿 (*.xlsx)": ".xlsx"}

Then = Callable[[Path], object]


class WayOut:
    """Asks where something goes. What the writing itself does not note is noted here, in the words of ``named``.

    The line comes first: one of what was then not written can be explained, a thing that left without one cannot.
    """

    def __init__(self, workplace: Workplace, parent: QWidget, named: PaperNamed | None = None) -> None:
        """``parent`` is what the questions stand before."""
        self._workplace, self._parent, self._named = workplace, parent, named

    def file(self, title: str, proposed: str, kinds: Mapping[str, str], then: Then) -> None:
        """Ask for a file and go on with it; a name without one of the endings of ``kinds`` gets the chosen one."""
        name, kind = chosen_place(self._parent, title, proposed, ";;".join(kinds))
        if name:
            is_whole = not kinds or Path(name).suffix.lower() in kinds.values()
            self.to(Path(name if is_whole else name + kinds.get(kind, next(iter(kinds.values())))), then)

    def folder(self, title: str, then: Then) -> None:
        """Ask for a folder and go on with it."""
        if name := chosen_folder(self._parent, title):
            self.to(Path(name), then)

    def to(self, path: Path, then: Then) -> None:
        """Go on at once, or on a medium after it was said why, who agreed and which medium it is."""
        medium = self._medium_of(path)
        if medium is None:
            if self._is_noted(path):
                then(path)
        elif self._can_be_noted(path):
            dialog = CarryDialog(self._workplace, path, medium, self._named, self._parent)
            dialog.agreed.append(then)
            dialog.open()

    def is_agreed(self, path: Path) -> bool:
        """The same for who has to wait for the answer, as the system's own print window makes one do."""
        medium = self._medium_of(path)
        if medium is None:
            return True
        if not self._can_be_noted(path):
            return False
        dialog = CarryDialog(self._workplace, path, medium, self._named, self._parent)
        return dialog.exec() == QDialog.DialogCode.Accepted

    def _is_noted(self, path: Path) -> bool:
        """Leave a line of what stays in this machine; False where nobody said who takes it out, or may not."""
        if self._named is None or not self._workplace.has_desk:
            return True
        actor = working_actor(self._workplace, self._parent)
        if actor is None:
            return False
        try:
            self._workplace.desk.papers.log.record(actor, self._named, _exported(path))
        except (DomainError, KnownError) as problem:
            self._workplace.say(str(problem))
            return False
        return True

    def _medium_of(self, path: Path) -> Medium | None:
        carriers = self._workplace.desk.carriers if self._workplace.has_desk else Carriers()
        return carriers.medium_of(path)

    def _can_be_noted(self, path: Path) -> bool:
        """Before a store is open there is no register, so nothing goes onto a medium."""
        if not self._workplace.has_desk:
            self._workplace.say(f"没有写出 {path}：打开台账以前不能导出到移动介质。请改选本机的文件夹。")
        return self._workplace.has_desk


class CarryDialog(FormDialog):
    """事由, 审批人 and 介质编号 of what is carried out."""

    def __init__(
        self, workplace: Workplace, path: Path, medium: Medium, named: PaperNamed | None, parent: QWidget
    ) -> None:
        """``named`` is what the register says, where the writing itself notes nothing."""
        super().__init__(workplace, "导出到移动介质", "登记并导出", parent)
        self._path, self._named = path, named
        self.agreed: list[Then] = []
        number = f"，序列号 {medium.serial}" if medium.serial else ""
        self.tell(f"所选位置在移动介质 {medium.root} 上{number}。先写明以下各项，随导出记入打印输出登记簿。")
        self.form.add_text("reason", "事由", hint="如 向上级院报送、移送监察委员会")
        people = [person.name for person in workplace.desk.offices.people()]
        self.form.add_choice("approver", "审批人", people, "")
        self.form.add_text("medium", "介质编号", hint="本院介质台账上的编号，如 U-2026-03")

    @override
    def perform(self, actor: Actor) -> Written:
        desk = self.workplace.desk
        said = Carrying(self.form.text("reason"), self.form.text("approver"), self.form.text("medium"))
        desk.carriers.agree(actor, self._path, said)
        if self._named is None:
            return Written(0, 0)
        return desk.papers.log.record(actor, self._named, _exported(self._path))

    @override
    def finish(self, written: Written) -> None:
        QDialog.accept(self)
        for then in self.agreed:
            then(self._path)


def _exported(path: Path) -> Delivery:
    return Delivery(Output.EXPORTED, str(path.absolute()))

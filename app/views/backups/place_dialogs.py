"""指定备份的第二处 and 停用备份的第二处."""

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from app.models.trust_terms import PlaceKind
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.store.care_rows import PlaceDraft, PlaceRow
from app.services.store.media import Medium
from app.views.keys.place_field import PlaceField
from app.views.shared.file_chooser import chosen_folder
from app.views.shared.form_dialog import FormDialog
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace


class NameDialog(SavingDialog):
    """指定第二处. A place on a network may take long to answer."""

    can_be_undone = False
    at_work = "正在核对这个位置……"

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        """A folder, or a medium that is plugged in now."""
        super().__init__(workplace, "指定备份的第二处", "指定", parent)
        self.tell("只写到这里指定的位置；插入别的介质不会写入任何内容。介质按序列号辨认，换了盘符也认得。")
        self._media = {each.title: each for each in workplace.desk.second_places.media()}
        kind = self.form.add_term("kind", "方式", PlaceKind, PlaceKind.FOLDER)
        medium: QComboBox = self.form.add_choice("serial", "介质", list(self._media))
        medium.setEditable(False)
        medium.setPlaceholderText("请选择" if self._media else "没有插入介质")
        medium.setCurrentIndex(-1)
        self.place = PlaceField("文件夹", "folder", "选择文件夹…", self._ask_folder)
        self.place.text.setPlaceholderText("完整的位置，如 D:\\备份；介质上写其中的文件夹名")
        self.place.text.textChanged.connect(lambda _: self.form.changed.emit())
        self.form.add_field("folder", "文件夹", self.place, self.place.text)
        self.form.add_text("reason", "理由", hint="如 本院数据备份规定及文号")
        kind.currentIndexChanged.connect(lambda _: self._follow_kind())
        self._follow_kind()

    def _follow_kind(self) -> None:
        self.form.show_field("serial", self.form.term("kind", PlaceKind) is PlaceKind.MEDIUM)

    def _medium(self) -> Medium | None:
        """What is chosen as a medium, None for a folder of this machine."""
        is_medium = self.form.term("kind", PlaceKind) is PlaceKind.MEDIUM
        return self._media.get(self.form.text("serial")) if is_medium else None

    def _ask_folder(self, so_far: str) -> str:
        """On a medium what counts is the folder below its root, wherever that appears next time."""
        medium = self._medium()
        if medium is None and self.form.term("kind", PlaceKind) is PlaceKind.MEDIUM:
            self.form.mark(FieldProblem("serial", "请先选择介质。"))
            return ""
        begin = str(medium.root / so_far) if medium else so_far
        name = chosen_folder(self, "备份的第二处", begin)
        if not name or medium is None:
            return name
        if not Path(name).is_relative_to(medium.root):
            self.form.say(FieldProblem("folder", f"{name} 不在介质 {medium.root} 上。请选择介质上的文件夹。"))
            return ""
        return str(Path(name).relative_to(medium.root))

    @override
    def job(self, actor: Actor) -> Save:
        kind, medium, folder = self.form.term("kind", PlaceKind), self._medium(), self.place.text.text().strip()
        if kind is PlaceKind.MEDIUM and medium is None:
            raise FieldProblem("serial", "请插入介质后重新打开这个窗口，再选择它。")
        if not folder:
            raise FieldProblem("folder", "请填写文件夹。")
        draft = PlaceDraft(kind, folder, self.form.text("reason"), medium.serial if medium else "")
        places = self.workplace.desk.second_places
        return lambda _progress: places.name(actor, draft)


class WithdrawDialog(FormDialog):
    """停用第二处."""

    can_be_undone = False

    def __init__(self, workplace: Workplace, row: PlaceRow, parent: QWidget | None = None) -> None:
        """``row`` is the place."""
        super().__init__(workplace, "停用备份的第二处", "停用", parent)
        self._row = row
        self.tell(f"{row.title}：以后不再写到这里，已有的备份留在原处。")
        self.form.add_text("reason", "理由")

    def perform(self, actor: Actor) -> Written:
        """Withdraw it."""
        return self.workplace.desk.second_places.withdraw(actor, self._row.id, self.form.text("reason"))

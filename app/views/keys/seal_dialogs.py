"""加密导出包 and 打开加密包: a folder for another office in one sealed file, and such a file laid out again."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.foundation.errors import FieldProblem
from app.services.foundation.progress import Progress
from app.services.keys.making import KeyMaker
from app.services.keys.problems import WrongPassword
from app.services.keys.rows import SEALED_SUFFIX, SealedExport, Unsealed
from app.services.papers.rows import PaperNamed
from app.views.keys.fields import add_password, typed, words
from app.views.keys.place_field import PlaceField
from app.views.secrecy.way_out import WayOut
from app.views.shared.file_chooser import chosen_folder, chosen_place
from app.views.shared.form import Form
from app.views.shared.quiet_closing import delete_when_quiet
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_WIDTH, _HEIGHT = 640, 400
_KINDS = f"加密包 (*{SEALED_SUFFIX})"
_SEALING = (
    "把一个文件夹（如案件包）加密成一个文件，供移送外单位；里面的文件名也看不到。原文件夹不动，用完请按规定处理。"
    "口令请另行告知对方，不要与文件放在一起。"
)
_HONEST = "本机密码库有 SM4 的用 SM4-GCM，没有的用 AES-256-GCM。这不是商用密码应用安全性评估（密评）。"
_OPENING = "打开外单位用本程序加密的文件，放到一个新文件夹。全部核对完好才会放出来。"


class _SealDialog(QDialog):
    """Fields, one verb, work beside the window; stays open where it cannot be done. Nothing is kept as a draft."""

    def __init__(self, workplace: Workplace, maker: KeyMaker, title: str, verb: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace, self._maker = workplace, maker
        self.form, self.work = Form(workplace), WorkStrip(workplace)
        self.done_sentence = ""
        self.setWindowTitle(title)
        self.resize(_WIDTH, _HEIGHT)
        delete_when_quiet(self)
        self.work.refused.connect(self._refused)
        self.work.idle_changed.connect(self._hold)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(20, 16, 20, 16)
        self._layout.setSpacing(12)
        self._cancel, self.confirm = QPushButton("取消"), QPushButton(verb)
        self._cancel.clicked.connect(lambda _checked: self.reject())
        self.confirm.setObjectName("confirm")
        self.confirm.setProperty("role", "primary")
        self.confirm.clicked.connect(lambda _checked: self.begin())
        for button in (self._cancel, self.confirm):
            button.setAutoDefault(False)

    def begin(self) -> None:
        """Do it; what is missing stands beside its field."""
        if not self.work.is_idle:
            return
        self.form.clear_problems()
        try:
            self.start()
        except FieldProblem as problem:
            self.form.mark(problem)

    def start(self) -> None:
        """Read the fields and begin the work; raises FieldProblem."""
        raise NotImplementedError

    def finish(self, sentence: str) -> None:
        """Close; the sentence is said by whoever opened the dialog."""
        self.done_sentence = sentence
        self.accept()

    @override
    def reject(self) -> None:
        if self.work.is_idle:
            super().reject()
        else:
            self.work.cancel()

    def _hold(self, is_idle: bool) -> None:
        for part in (self.form, self.confirm):
            part.setEnabled(is_idle)

    def _refused(self, problem: object) -> None:
        if isinstance(problem, WrongPassword):
            problem = FieldProblem("password", "口令不对，没有打开。请核对大小写和输入法，或向提供的人核实。")
        if isinstance(problem, FieldProblem) and self.form.mark(problem):
            self.work.problem.clear()

    def _lay_out(self, above: str, below: str = "") -> None:
        self._layout.addWidget(words(above))
        self._layout.addWidget(self.form)
        if below:
            self._layout.addWidget(words(below))
        self._layout.addWidget(self.work)
        self._layout.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self.confirm)
        self._layout.addLayout(row)
        fields: Iterable[QLineEdit] = self.findChildren(QLineEdit)
        for field in fields:
            field.returnPressed.connect(self.begin)

    def _needed(self, name: str, field: PlaceField, sentence: str) -> Path:
        path = field.path()
        if path is None:
            raise FieldProblem(name, sentence)
        return path


class SealDialog(_SealDialog):
    """The folder, the file it becomes, the password twice."""

    def __init__(self, workplace: Workplace, maker: KeyMaker, parent: QWidget) -> None:
        """Nothing is chosen yet."""
        super().__init__(workplace, maker, "加密导出包", "加密", parent)
        self.folder = PlaceField("文件夹", "folder", "选择文件夹…", self._ask_folder)
        self.target = PlaceField("存为", "target", "选择位置…", self._ask_target)
        self.folder.chosen.connect(self._propose)
        self.form.add_field("folder", "文件夹", self.folder, self.folder.text)
        self.form.add_field("target", "存为", self.target, self.target.text)
        self.password = add_password(self.form, "password", "口令")
        self.again = add_password(self.form, "again", "再输一遍")
        self._lay_out(f"{_SEALING}\n{maker.rules.sentence}", _HONEST)

    @override
    def start(self) -> None:
        folder = self._needed("folder", self.folder, "请选择要加密的文件夹。")
        target = self._needed("target", self.target, "请选择加密以后的文件放在哪里。")
        if target.suffix.lower() != SEALED_SUFFIX:
            target = target.with_name(f"{target.name}{SEALED_SUFFIX}")
        password = typed(self.password)
        self._maker.rules.check(password, typed(self.again))
        named = PaperNamed(f"加密包：{folder.name}", "sealed", 0)
        WayOut(self._workplace, self, named).to(target, lambda place: self._seal(folder, place, password))

    def _seal(self, folder: Path, target: Path, password: str) -> None:
        maker = self._maker

        def job(progress: Progress) -> SealedExport:
            return maker.seal(folder, target, password, progress)

        self.work.run("正在加密……", job, lambda done: self.finish(done.sentence))

    def _propose(self, folder: Path) -> None:
        if self.target.path() is None:
            self.target.text.setText(str(folder.with_name(f"{folder.name}{SEALED_SUFFIX}")))

    def _ask_folder(self, so_far: str) -> str:
        return chosen_folder(self, "选择要加密的文件夹", so_far)

    def _ask_target(self, so_far: str) -> str:
        return chosen_place(self, "加密以后存为", so_far, _KINDS)[0]


class UnsealDialog(_SealDialog):
    """The file, its password, and the new folder."""

    def __init__(self, workplace: Workplace, maker: KeyMaker, parent: QWidget) -> None:
        """Nothing is chosen yet."""
        super().__init__(workplace, maker, "打开加密包", "打开", parent)
        self.sealed = self.form.add_file("sealed", "加密包", f"{_KINDS};;所有文件 (*)")
        self.sealed.picked.connect(self._propose)
        self.folder = PlaceField("放到", "folder", "选择位置…", self._ask_folder)
        self.form.add_field("folder", "放到新文件夹", self.folder, self.folder.text)
        self.password = add_password(self.form, "password", "口令")
        self._lay_out(_OPENING)

    @override
    def start(self) -> None:
        sealed = self.form.file("sealed")
        if sealed is None:
            raise FieldProblem("sealed", "请选择要打开的加密包。")
        folder = self._needed("folder", self.folder, "请写明放到哪个新文件夹。")
        password = typed(self.password)
        if not password:
            raise FieldProblem("password", "请输入口令。")
        named = PaperNamed(f"打开的加密包：{sealed.name}", "unsealed", 0)
        WayOut(self._workplace, self, named).to(folder, lambda place: self._unseal(sealed, place, password))

    def _unseal(self, sealed: Path, folder: Path, password: str) -> None:
        maker = self._maker

        def job(progress: Progress) -> Unsealed:
            return maker.unseal(sealed, folder, password, progress)

        self.work.run("正在核对并打开……", job, lambda done: self.finish(done.sentence))

    def _propose(self) -> None:
        sealed = self.sealed.path()
        if sealed is not None and self.folder.path() is None:
            self.folder.text.setText(str(sealed.with_suffix("")))

    def _ask_folder(self, so_far: str) -> str:
        return chosen_place(self, "新文件夹的名字", so_far, "")[0]

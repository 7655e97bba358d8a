"""What stands in the window while no store is open: 新建, 打开, 演示, and why the last attempt failed."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.services.foundation.errors import FieldProblem
from app.services.guarding.drives import NeedsLocalCopy
from app.views.secrecy.words import NO_STATE_SECRETS
from app.views.shared.file_chooser import chosen_file, chosen_place
from app.views.shared.form import Form
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

_STORES = "检督台数据 (*.jdt)"


class Welcome(QWidget):
    """Asks for nothing but what a store cannot be made without."""

    creation_wanted = Signal(Path, str, str)  # where, office name, 代字
    opening_wanted = Signal(Path)
    demonstration_wanted = Signal(Path)
    restoring_wanted = Signal()
    copy_wanted = Signal(Path)  # a store that cannot be worked on where it lies

    def __init__(self, workplace: Workplace, proposed: Path) -> None:
        """``proposed`` is where a new store would lie."""
        super().__init__()
        self._workplace, self._proposed = workplace, proposed
        self._far: Path | None = None
        self._build()
        self.setFocusProxy(self._office)

    def offer_encryption(self, is_possible: bool) -> None:
        """Let a new store be encrypted, and propose it; say so where this machine cannot."""
        self._encrypting.show()
        self._encrypting.setEnabled(is_possible)
        self._encrypting.setChecked(is_possible)
        if not is_possible:
            self._encrypting.setText("本机缺少加密组件，数据将不加密保存")

    @property
    def wants_encryption(self) -> bool:
        """Whether the new store is to be encrypted."""
        return self._encrypting.isChecked()

    def say(self, problem: object) -> None:
        """Why the store could not be opened or made."""
        self.set_busy("")
        self.problem.say(problem)
        self._far = problem.path if isinstance(problem, NeedsLocalCopy) else None
        self.copy.setVisible(self._far is not None)
        layout = self._choices.layout()
        if layout is not None:  # else the wrapped sentence takes its room from the fields
            self._choices.setMinimumHeight(layout.totalHeightForWidth(self._choices.width()))

    def show_progress(self, done: int, total: int) -> None:
        """How far the copying is."""
        self._busy.setRange(0, total)
        self._busy.setValue(done)

    def set_busy(self, words: str) -> None:
        """Show that work goes on; empty when it has ended."""
        self.problem.clear()
        self.copy.hide()
        self._busy.setRange(0, 0)
        self._busy.setVisible(bool(words))
        self._busy_words.setText(words)
        self._choices.setEnabled(not words)

    def _create(self) -> None:
        self.form.clear_problems()
        for name, title in (("office", "院名"), ("short", "代字"), ("place", "保存位置")):
            if not self.form.text(name):
                self.form.mark(FieldProblem(name, f"请填写{title}。"))
                return
        self.creation_wanted.emit(Path(self.form.text("place")), self.form.text("office"), self.form.text("short"))

    def _open(self) -> None:
        name = chosen_file(self, "打开数据", str(self._proposed.parent), _STORES)
        if name:
            self.opening_wanted.emit(Path(name))

    def _copy(self) -> None:
        if self._far is not None:
            self.copy_wanted.emit(self._far)

    def _choose_place(self) -> None:
        name, _ = chosen_place(self, "保存位置", self.form.text("place"), _STORES)
        if name:
            self._place.setText(name if name.endswith(".jdt") else f"{name}.jdt")

    def _build(self) -> None:
        self._choices = QFrame()
        self._choices.setFixedWidth(560)
        column = QVBoxLayout(self._choices)
        column.setSpacing(12)
        column.addWidget(_label("欢迎使用检督台", "title"))
        column.addWidget(_label(f"{NO_STATE_SECRETS}。本机不联网运行，数据只存在您选定的位置。", "muted"))
        column.addSpacing(8)
        column.addWidget(_label("新建本院数据", "heading"))
        column.addWidget(self._creation())
        column.addSpacing(16)
        column.addWidget(_label("或者", "heading"))
        column.addLayout(self._others())
        self.problem = ProblemLabel()
        self.copy = QPushButton("复制到本机")
        self.copy.setObjectName("copy_here")
        self.copy.setProperty("role", "primary")
        self.copy.clicked.connect(self._copy)
        self.copy.hide()
        self._busy_words = _label("", "muted")
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedHeight(6)
        self._busy.setAccessibleName("进度")
        self._busy.hide()
        column.addWidget(self.problem)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._busy_words, self._busy):
            column.addWidget(part)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addWidget(self._choices, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def _creation(self) -> QWidget:
        self.form = Form(self._workplace)
        self._office: QLineEdit = self.form.add_text("office", "院名", hint="××县人民检察院")
        short = self.form.add_text("short", "代字", hint="文号里的代字，如 ×检")
        self._place: QLineEdit = self.form.add_text("place", "保存位置", str(self._proposed))
        self._encrypting = QCheckBox("加密数据（建议）：打开时输入口令，接下来设置")
        self._encrypting.setObjectName("encrypting")
        self._encrypting.hide()
        for field in (self._office, short, self._place):
            field.returnPressed.connect(self._create)
        row = QHBoxLayout()
        choose = QPushButton("选择位置…")
        choose.clicked.connect(self._choose_place)
        create = QPushButton("新建")
        create.setObjectName("create")
        create.setProperty("role", "primary")
        create.clicked.connect(self._create)
        row.addStretch(1)
        row.addWidget(choose)
        row.addWidget(create)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addWidget(self._encrypting)
        column.addLayout(row)
        return box

    def _others(self) -> QHBoxLayout:
        row = QHBoxLayout()
        icons = self._workplace.icons
        open_other = QPushButton(icons.icon("folder-open"), "打开已有数据…")
        open_other.setObjectName("open")
        open_other.clicked.connect(self._open)
        demonstrate = QPushButton(icons.icon("school"), "看看演示数据")
        demonstrate.setObjectName("demonstrate")
        place = self._proposed.with_name("演示.jdt")
        demonstrate.clicked.connect(lambda: self.demonstration_wanted.emit(place))
        restore = QPushButton(icons.icon("history"), "恢复数据…")
        restore.setObjectName("recover")
        restore.clicked.connect(lambda _checked: self.restoring_wanted.emit())
        row.addWidget(open_other)
        row.addWidget(demonstrate)
        row.addWidget(restore)
        row.addStretch(1)
        return row


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label

"""导出案件包: where to, how far it is, what is not in it, and the way to the folder."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.case_packages.rows import PackagesWritten
from app.views.case_packages.folder_field import FolderField
from app.views.secrecy.way_out import WayOut
from app.views.shared.actor_dialog import working_actor
from app.views.shared.background import BackgroundTask
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_WIDTH, _HEIGHT, _PROBLEM_HEIGHT = 640, 320, 110
_FOLDER = "case_packages/folder"  # the last one chosen
_WHAT = (
    "每件一个文件夹：可以离线打开、打印的网页，已登记的文书（草稿标明草稿），全部附件，检察建议各一个子文件夹，"
    "以及每个文件的 SHA-256 清单。除已登记遮蔽的姓名外，没有隐去什么，请按内部资料保管。"
)


class ExportDialog(QDialog):
    """Stays open after the export, with what came of it."""

    def __init__(self, workplace: Workplace, matters: Sequence[int], name: str, parent: QWidget) -> None:
        """``name`` says which matters they are."""
        _let_go_of_closed(parent)
        super().__init__(parent)
        self._workplace, self._matters = workplace, tuple(matters)
        self._written: PackagesWritten | None = None
        self.setObjectName("export_package")
        self.setWindowTitle("导出案件包")
        self.resize(_WIDTH, _HEIGHT)
        self._build(name)

    @property
    def is_over(self) -> bool:
        """It was closed, and no thread works for it any more."""
        tasks = (task for task in self.work.children() if isinstance(task, BackgroundTask))
        return not self.isVisible() and all(task.has_returned for task in tasks)

    def export(self) -> None:
        """Write the packages beside the window."""
        folder = self.where.folder()
        if folder is None:
            self.work.problem.say("请先选择导出到哪个文件夹。")
            self.where.text.setFocus()
            return
        WayOut(self._workplace, self).to(folder, self._export_to)

    def _export_to(self, folder: Path) -> None:
        actor = working_actor(self._workplace, self)
        if actor is None:
            return
        packages, matters = self._workplace.desk.case_packages, self._matters
        self._workplace.preferences.keep(_FOLDER, str(folder))
        self._show(None)
        self.work.run("正在导出……", lambda progress: packages.write(actor, matters, folder, progress), self._show)

    def open_folder(self) -> None:
        """Show the package, of several the folder they are in, in the system's file manager."""
        if self._written is None:
            return
        folder = self._written.packages[0].folder
        shown = folder if len(self._written.packages) == 1 else folder.parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(shown))):
            self.work.problem.say(f"系统里没有能打开文件夹的程序。案件包在 {shown}")

    @override
    def reject(self) -> None:
        if self.work.is_idle:
            super().reject()
        else:
            self.work.cancel()

    def _show(self, written: PackagesWritten | None) -> None:
        self._written = written
        self.problems.setVisible(bool(written and written.problems))
        self.outcome.setVisible(written is not None)
        self.opening.setVisible(written is not None)
        if written is None:
            return
        where = _where(written)
        words = f"已导出 {len(written.packages)} 个案件包、{written.file_count} 个文件到 {where}"
        self._workplace.say(words)
        lost = len(written.problems)
        self.outcome.setText(f"{words}。" + (f"有 {lost} 个文件没有收入：" if lost else "全部文件都已收入。"))
        if lost:
            self.resize(self.width(), max(self.height(), _HEIGHT + _PROBLEM_HEIGHT))
        self.problems.setPlainText("\n".join(written.problems))
        self.opening.setDefault(True)
        self.opening.setFocus()

    def _offer(self, is_idle: bool) -> None:
        for part in (self.where, self.verb):
            part.setEnabled(is_idle)
        self.closing.setText("关闭" if is_idle else "取消")

    def _build(self, name: str) -> None:
        which, what, label = QLabel(name), QLabel(_WHAT), QLabel("导出到")
        which.setProperty("role", "heading")
        which.setTextFormat(Qt.TextFormat.PlainText)
        what.setProperty("role", "muted")
        for text in (which, what):
            text.setWordWrap(True)
        self.where = FolderField("导出到", "package_folder")
        self.where.text.setText(self._workplace.preferences.text(_FOLDER))
        self.where.text.setPlaceholderText("例如优盘上的文件夹")
        label.setBuddy(self.where)
        self.work, self.outcome, self.problems = WorkStrip(self._workplace), QLabel(), QPlainTextEdit()
        self.work.stop.hide()  # the dialog's own 取消 stops the work, as Esc does
        self.work.idle_changed.connect(self._offer)
        self.outcome.setObjectName("package_outcome")
        self.outcome.setWordWrap(True)
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.problems.setReadOnly(True)
        self.problems.setMinimumHeight(_PROBLEM_HEIGHT)
        self.problems.setAccessibleName("没有收入的文件")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.where, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(which)
        layout.addWidget(what)
        layout.addLayout(row)
        for part in (self.work, self.outcome, self.problems):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addLayout(self._buttons())
        self._show(None)

    def _buttons(self) -> QHBoxLayout:
        self.verb, self.opening, self.closing = QPushButton("导出"), QPushButton("打开文件夹"), QPushButton("关闭")
        self.verb.setObjectName("package_export")
        self.verb.setDefault(True)
        self.verb.clicked.connect(self.export)
        self.opening.setObjectName("package_open")
        self.opening.clicked.connect(self.open_folder)
        self.closing.setAutoDefault(False)
        self.closing.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.closing, self.opening, self.verb):
            row.addWidget(button)
        return row


def export_packages(workplace: Workplace, matters: Sequence[int], name: str, parent: QWidget) -> None:
    """Open the dialog for these matters; with none selected the status line says so."""
    if not matters:
        workplace.say("请先在列表中选中要导出的监督事项，可按住 Ctrl 或 Shift 选多行。")
    else:
        ExportDialog(workplace, matters, name, parent).open()


def _where(written: PackagesWritten) -> Path:
    folder = written.packages[0].folder
    return folder if len(written.packages) == 1 else folder.parent


def _let_go_of_closed(parent: QWidget) -> None:
    """Delete earlier dialogs; not at once when closed, for a thread of the pool may still work for them."""
    for child in parent.children():
        if isinstance(child, ExportDialog) and child.is_over:
            child.deleteLater()

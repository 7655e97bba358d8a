"""附件: the files of a record; adding, opening, saving a copy, taking away."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.files import write_file
from app.services.suggestions.rows import AttachmentRow
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.record_table import ROW_HEIGHT
from app.views.shared.workplace import Workplace

_HEADS = ("用途", "文件名", "大小", "加入时间")
_WIDTHS = (120, 420, 90, 150)
_MOMENT = slice(0, 16)


class AttachmentsView(QWidget):
    """Shows files; who adds one is asked for its purpose by the feature."""

    adding_wanted = Signal()
    removal_wanted = Signal(int)  # attachment id

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_files``."""
        super().__init__()
        self._workplace = workplace
        self._files: list[AttachmentRow] = []
        self._build()

    def show_files(self, files: Iterable[AttachmentRow]) -> None:
        """Replace what is shown."""
        self._files = list(files)
        self.problem.clear()
        self.table.setRowCount(len(self._files))
        for row, file in enumerate(self._files):
            cells = (file.purpose, file.file_name, _size(file.size), file.added_at[_MOMENT].replace("T", " "))
            for column, text in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(text))
        if self._files:
            self.table.setCurrentCell(0, 0)
        self._offer()

    def _current(self) -> AttachmentRow | None:
        row = self.table.currentRow()
        return self._files[row] if 0 <= row < len(self._files) else None

    def _open(self) -> None:
        file = self._current()
        if file is not None:
            # Stored under its hash, without an ending: other programs need the name it came with.
            self._copies = QTemporaryDir()
            self._copy(file, Path(self._copies.path()) / file.file_name)
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._copies.filePath(file.file_name)))

    def _save(self) -> None:
        file = self._current()
        if file is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, "另存附件", file.file_name)
        if name and self._copy(file, Path(name)):
            self._workplace.say(f"已保存到 {name}")

    def _copy(self, file: AttachmentRow, target: Path) -> bool:
        self.problem.clear()
        try:
            write_file(target, self._workplace.desk.attachments.path_of(file.sha256).read_bytes())
        except (DomainError, KnownError) as problem:
            self.problem.say(problem)
            return False
        return True

    def _remove(self) -> None:
        file = self._current()
        if file is not None:
            self.removal_wanted.emit(file.id)

    def _offer(self) -> None:
        for button in (self.open, self.save, self.remove):
            button.setEnabled(self._current() is not None)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        self.table = QTableWidget(0, len(_HEADS))
        self.table.setObjectName("attachments")
        self.table.setAccessibleName("附件")
        self.table.setHorizontalHeaderLabels(list(_HEADS))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, width)
        self.table.itemSelectionChanged.connect(self._offer)
        self.table.activated.connect(lambda _: self._open())
        self.problem = ProblemLabel()
        layout.addWidget(self.table, 1)
        layout.addWidget(self.problem)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        icons = self._workplace.icons
        self.add = QPushButton(icons.icon("paperclip"), "添加附件…")
        self.add.setObjectName("attach")
        self.add.clicked.connect(lambda _checked: self.adding_wanted.emit())
        self.open = QPushButton("打开")
        self.open.clicked.connect(self._open)
        self.save = QPushButton("另存为…")
        self.save.clicked.connect(self._save)
        self.remove = QPushButton("移除")
        self.remove.clicked.connect(self._remove)
        row = QHBoxLayout()
        for button in (self.add, self.open, self.save, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        return row


def _size(size: int) -> str:
    return f"{size / 1024**2:.1f} MB" if size >= 1024**2 else f"{max(1, round(size / 1024))} KB"

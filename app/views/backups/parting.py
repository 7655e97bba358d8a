"""The last backup before the window closes: how far it is, and how to close without it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.desk import Desk
from app.services.foundation.progress import Progress
from app.views.shared.background import BackgroundTask

_WIDTH = 460
_WORDS = "正在备份上次备份以后的改动，完成后自动关闭。"
_SAFE = "改动都已保存。不等备份直接关闭也不会丢失改动，下次打开时会补上备份。"


class PartingDialog(QDialog):
    """Ends by itself when the backup is made; stays where it failed, so that it can be read."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Nothing runs before ``begin``."""
        super().__init__(parent)
        self.setWindowTitle("关闭前备份")
        self.setObjectName("parting")
        self.setFixedWidth(_WIDTH)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._task = BackgroundTask(lambda progress: _last_round(desk, progress), self)
        self._build()

    def begin(self) -> None:
        """Show it and start."""
        self._task.progressed.connect(self._show_progress)
        self._task.succeeded.connect(lambda _: self.accept())
        self._task.cancelled.connect(self.accept)
        self._task.failed.connect(self._fail)
        self.open()
        self._task.start()

    @override
    def reject(self) -> None:
        """Esc and the button: close without waiting."""
        if self._task.has_returned:
            super().reject()
            return
        self._task.cancel()
        self.skip.setEnabled(False)

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _fail(self, problem: Exception) -> None:
        self.words.setText(f"这次没有备份成：{problem}")
        self.bar.hide()
        self._make_room()
        self.skip.setText("关闭")
        self.skip.setEnabled(True)
        self.skip.clicked.disconnect()
        self.skip.clicked.connect(lambda _checked: self.accept())

    def _make_room(self) -> None:
        """The dialog is as high as its first words needed; those of a failure take more lines."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setMinimumHeight(layout.totalHeightForWidth(_WIDTH))

    def _build(self) -> None:
        self.words, safe = QLabel(_WORDS), QLabel(_SAFE)
        safe.setProperty("role", "muted")
        for label in (self.words, safe):
            label.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName("进度")
        self.skip = QPushButton("不等备份，直接关闭")
        self.skip.setObjectName("parting_skip")
        self.skip.setAutoDefault(False)  # Enter, still going down from the last field, must not skip the backup
        self.skip.clicked.connect(lambda _checked: self.reject())
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.skip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        for part in (self.words, self.bar, safe):
            layout.addWidget(part)
        layout.addLayout(row)


def _last_round(desk: Desk, progress: Progress) -> None:
    desk.backups.automatic("关闭时", progress)
    desk.second_places.follow(progress)

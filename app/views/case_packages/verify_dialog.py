"""核对案件包: whether a package is as it was exported, and what in it is not."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.services.case_packages.rows import PackageVerdict
from app.views.case_packages.folder_field import FolderField
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_NOTE = "选择“案件包 …”文件夹，把每个文件与清单比对，再看清单是不是本台账导出时登记的。在本机进行，不联网。"


class VerifyPackageDialog(QDialog):
    """Stays open from one package to the next; nothing is written."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        """Nothing has been checked yet."""
        super().__init__(parent)
        self._workplace = workplace
        self.setObjectName("verify_package")
        self.setWindowTitle("核对案件包")
        self.resize(640, 360)
        self._build()

    def check(self) -> None:
        """Compare the chosen folder with its list, beside the window."""
        self._clear()
        folder = self.where.folder()
        if folder is None:
            self.work.problem.say("请先选择案件包文件夹。")
            self.where.text.setFocus()
            return
        packages = self._workplace.desk.case_packages
        self.work.run("正在核对……", lambda progress: packages.verify(folder, progress), self._show)

    def check_folder(self, folder: Path) -> None:
        """Check one folder."""
        self.where.text.setText(str(folder))
        self.check()

    def _clear(self) -> None:
        self.work.problem.clear()
        self.headline.clear()
        self.details.clear()
        self.details.hide()

    def _show(self, verdict: PackageVerdict) -> None:
        self.headline.setText(f"{'✓' if verdict.is_genuine else '×'} {verdict.headline}")
        self.details.setPlainText("\n".join(verdict.details))
        self.details.show()

    def _build(self) -> None:
        note, label, button = QLabel(_NOTE), QLabel("案件包"), QPushButton("核对")
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        self.where = FolderField("案件包", "verify_package_folder")
        self.where.picked.connect(self.check)
        self.where.text.returnPressed.connect(self.check)
        label.setBuddy(self.where)
        button.setObjectName("verify_package_check")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: self.check())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.where, 1)
        row.addWidget(button)
        self.work, self.headline, self.details = WorkStrip(self._workplace), QLabel(), QPlainTextEdit()
        self.headline.setObjectName("verify_package_headline")
        self.headline.setProperty("role", "heading")
        self.headline.setWordWrap(True)
        self.headline.setTextFormat(Qt.TextFormat.PlainText)
        self.details.setReadOnly(True)
        self.details.setAccessibleName("核对结果")
        self.details.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(note)
        layout.addLayout(row)
        for part in (self.work, self.headline):
            layout.addWidget(part)
        layout.addWidget(self.details, 10)
        layout.addStretch(1)


def open_verifying_packages(workplace: Workplace, window: QWidget) -> VerifyPackageDialog:
    """Open the dialog, or bring it forward."""
    found = window.findChild(VerifyPackageDialog, "verify_package")
    dialog = found if isinstance(found, VerifyPackageDialog) else VerifyPackageDialog(workplace, window)
    dialog.show()
    dialog.activateWindow()
    dialog.where.setFocus()
    return dialog

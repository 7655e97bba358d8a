"""文书: the letter as it will print, what it still lacks beside it, print and save."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.models.terms import RecordType
from app.services.documents.facts import RenderedDocument
from app.services.foundation.errors import KnownError
from app.services.foundation.files import write_file
from app.services.papers.rows import RecordKey
from app.views.documents.pages import WIDTHS, Pages
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_SIDE = 232
_LETTER = "suggestion-letter"


class LetterPaper(QWidget):
    """Drawn when it is looked at, and anew when the letter has changed."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_letter``."""
        super().__init__()
        self._workplace = workplace
        self._letter: tuple[int, str] | None = None
        self._is_stale = False
        self.made: RenderedDocument | None = None
        self._build()

    def show_letter(self, letter_id: int, name: str) -> None:
        """``name`` is what a saved file is called; a letter on screen is drawn at once."""
        self._letter, self._is_stale = (letter_id, name), True
        if self.isVisible():
            self._render()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._render()

    def _render(self) -> None:
        if self._letter is None:
            return
        self._is_stale = False
        key, papers, actor = (
            RecordKey(RecordType.SUGGESTION, self._letter[0]),
            self._workplace.desk.papers,
            self._workplace.actor,
        )
        self.work.run("正在排版……", lambda _: papers.render(actor, _LETTER, key), self._show)

    def _show(self, made: RenderedDocument) -> None:
        self.made = made
        self.missing.clear()
        self.missing.addItems(made.missing)
        self._lacks.setText("还缺" if made.missing else "没有缺少的内容")
        self.missing.setVisible(bool(made.missing))
        self._faces.setText(f"共 {made.page_count} 页")
        self._faces.setToolTip("字体 " + "，".join(made.faces_used))
        for button in (self.print, self.save):
            button.setEnabled(True)
        self.pages.show_pdf(made.pdf)

    def _print(self) -> None:
        from app.views.documents.printing import ask_printer, print_pdf

        if self.made is None:
            return
        printer = ask_printer(self, self.made.page_count)
        if printer is None:
            return
        try:
            count = print_pdf(self.made.pdf, printer)
        except KnownError as problem:
            self.work.problem.say(problem)
        else:
            self._workplace.say(f"已送往打印机“{printer.printerName()}”，共 {count} 页。")

    def _save(self) -> None:
        name = self._letter[1] if self._letter else "检察建议书"
        chosen, _ = QFileDialog.getSaveFileName(self, "另存为 PDF", f"{name}.pdf", "PDF 文件 (*.pdf)")
        if chosen:
            self.save_to(Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf"))

    def save_to(self, path: Path) -> None:
        """Write the letter that is on screen."""
        if self.made is None:
            return
        try:
            write_file(path, self.made.pdf)
        except KnownError as problem:
            self.work.problem.say(problem)
        else:
            self._workplace.say(f"已保存 {path}。")

    def _step_zoom(self, by: int) -> None:
        self.zoom.setCurrentIndex(min(max(self.zoom.currentIndex() + by, 1), self.zoom.count() - 1))

    def _build(self) -> None:
        self.work, self.pages = WorkStrip(self._workplace), Pages()
        self.pages.zoom_wanted.connect(self._step_zoom)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.work)
        left.addWidget(self.pages, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 12, 8)
        layout.setSpacing(12)
        layout.addLayout(left, 1)
        layout.addWidget(self._side())

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        self.print = self._button("打印…", "printer", "letter_print", self._print)
        self.save = self._button("另存为 PDF…", "file-export", "letter_save", self._save)
        self.zoom = QComboBox()
        self.zoom.setObjectName("letter_zoom")
        self.zoom.setAccessibleName("缩放")
        self.zoom.addItems(list(WIDTHS))
        self.zoom.currentTextChanged.connect(lambda text: self.pages.set_zoom(WIDTHS[text]))
        self._lacks, self._faces, self.missing = QLabel(), QLabel(), QListWidget()
        self._lacks.setProperty("role", "heading")
        self._faces.setProperty("role", "muted")
        self._faces.setWordWrap(True)
        self.missing.setObjectName("letter_missing")
        self.missing.setAccessibleName("还缺")
        keys = QLabel("PageUp、PageDown 翻动\nCtrl + 和 Ctrl - 缩放")
        keys.setProperty("role", "muted")
        for part in (self.print, self.save, self.zoom, self._lacks, self.missing, self._faces):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(keys)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        return side

    def _button(self, title: str, icon: str, key: str, slot: object) -> QPushButton:
        button = QPushButton(self._workplace.icons.icon(icon), title)
        button.setObjectName(key)
        button.setEnabled(False)
        button.clicked.connect(slot)
        return button

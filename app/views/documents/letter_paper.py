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
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.files import write_file
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.papers.rows import Delivery, FrozenPaper, RecordKey
from app.views.documents.pages import WIDTHS, Pages
from app.views.shared.actor_dialog import working_actor
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_SIDE = 232
_LETTER = "suggestion-letter"
_FINAL_KINDS = "定稿 (*.pdf *.ofd *.docx *.doc *.wps *.jpg *.jpeg *.png *.tif *.tiff)"


class LetterPaper(QWidget):
    """Drawn when it is looked at, and anew when the letter has changed."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_letter``."""
        super().__init__()
        self._workplace = workplace
        self._letter: tuple[int, str] | None = None
        self._is_stale = False
        self.made: RenderedDocument | None = None
        self._paper: FrozenPaper | None = None
        self._build()

    def show_letter(self, letter_id: int, name: str) -> None:
        """``name`` is what a saved file is called; a letter on screen is drawn at once."""
        self._letter, self._is_stale = (letter_id, name), True
        self._show_final(letter_id)
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

        def job(_: Progress) -> tuple[RenderedDocument, FrozenPaper | None]:
            return papers.render(actor, _LETTER, key), papers.frozen(_LETTER, key)

        self.work.run("正在排版……", job, lambda drawn: self._show(*drawn))

    def _show(self, made: RenderedDocument, paper: FrozenPaper | None) -> None:
        self.made, self._paper = made, paper
        self.frozen.setText(_frozen_words(paper))
        self.frozen.setVisible(paper is not None)
        self.correct.setVisible(paper is not None)
        self.missing.clear()
        self.missing.addItems(made.missing)
        self._lacks.setText("还缺" if made.missing else "没有缺少的内容")
        self.missing.setVisible(bool(made.missing))
        self._faces.setText(f"共 {made.page_count} 页")
        self._faces.setToolTip("字体 " + "，".join(made.faces_used))
        for button in (self.print, self.save, self.word, self.register, self.correct):
            button.setEnabled(True)
        self.pages.show_pdf(made.pdf)

    def _print(self) -> None:
        from app.views.documents.noting import printed
        from app.views.documents.printing import ask_printer, print_pdf

        actor = working_actor(self._workplace, self) if self.made else None
        printer = ask_printer(self, self.made.page_count) if self.made and actor else None
        if self.made is None or actor is None or printer is None:
            return
        try:
            count = print_pdf(self.made.pdf, printer)
            self._note(actor, printed(printer, count))
        except (DomainError, KnownError) as problem:
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
        from app.views.documents.noting import saved

        actor = working_actor(self._workplace, self) if self.made else None
        if self.made is None or actor is None:
            return
        try:
            write_file(path, self.made.pdf)
            self._note(actor, saved(path))
        except (DomainError, KnownError) as problem:
            self.work.problem.say(problem)
        else:
            self._workplace.say(f"已保存 {path}。")

    def _save_word(self) -> None:
        name = self._letter[1] if self._letter else "检察建议书"
        chosen, _ = QFileDialog.getSaveFileName(self, "另存为 Word", f"{name}.docx", "Word 文件 (*.docx)")
        if chosen:
            self.save_word_to(Path(chosen if chosen.lower().endswith(".docx") else f"{chosen}.docx"))

    def save_word_to(self, path: Path) -> None:
        """Write the letter as a Word copy."""
        if self._letter is None:
            return
        key, papers = RecordKey(RecordType.SUGGESTION, self._letter[0]), self._workplace.desk.papers
        actor = self._workplace.actor
        said = f"已保存 {path}。修改定稿后可以用“登记定稿”放回本案。"
        self.work.run(
            "正在生成 Word 文件……",
            lambda _: papers.write(actor, _LETTER, key, path),
            lambda _made: self._workplace.say(said),
        )

    def _choose_final(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "登记定稿", "", _FINAL_KINDS)
        if chosen:
            self.register_final(Path(chosen))

    def register_final(self, path: Path) -> None:
        """Keep the final copy, scanned or from the word processor, with the letter."""
        if self._letter is None:
            return
        attachments = self._workplace.desk.attachments
        try:
            made = attachments.register_final(self._workplace.actor, RecordType.SUGGESTION, self._letter[0], path)
        except (DomainError, KnownError) as problem:
            self.work.problem.say(problem)
        else:
            self._workplace.done(f"已登记定稿“{path.name}”", Written(made, self._workplace.last_act()))

    def _show_final(self, letter_id: int) -> None:
        final = self._workplace.desk.attachments.final_of(RecordType.SUGGESTION, letter_id)
        name = final.file_name if final else ""
        # A long name without Chinese has no place to break.
        shown = self.final.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _SIDE)
        self.final.setText(f"定稿：{shown} {final.added_at[:10]}" if final else "定稿：未登记")
        self.final.setToolTip(name)

    def _note(self, actor: Actor, delivery: Delivery) -> None:
        if self._letter is not None and self.made is not None:
            key = RecordKey(RecordType.SUGGESTION, self._letter[0])
            self._workplace.desk.papers.record_print(actor, _LETTER, key, self.made, delivery)

    def _correct(self) -> None:
        from app.views.documents.issue_dialog import PaperCorrectDialog

        if self._paper is not None:
            PaperCorrectDialog(self._workplace, (self._paper.id, self._paper.name), self).open()

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
        self.word = self._button("另存为 Word…", "file-export", "letter_save_word", self._save_word)
        self.register = self._button("登记定稿…", "paperclip", "letter_final", self._choose_final)
        self.final = QLabel()
        self.final.setProperty("role", "muted")
        self.final.setWordWrap(True)
        self.zoom = QComboBox()
        self.zoom.setObjectName("letter_zoom")
        self.zoom.setAccessibleName("缩放")
        self.zoom.addItems(list(WIDTHS))
        self.zoom.currentTextChanged.connect(lambda text: self.pages.set_zoom(WIDTHS[text]))
        self._build_frozen()
        self._lacks, self._faces, self.missing = QLabel(), QLabel(), QListWidget()
        self._lacks.setProperty("role", "heading")
        self._faces.setProperty("role", "muted")
        self._faces.setWordWrap(True)
        self.missing.setObjectName("letter_missing")
        self.missing.setAccessibleName("还缺")
        keys = QLabel("PageUp、PageDown 翻动\nCtrl + 和 Ctrl - 缩放")
        keys.setProperty("role", "muted")
        for button in (self.print, self.save, self.word, self.register, self.correct):
            column.addWidget(button)
        for part in (self.final, self.zoom, self.frozen, self._lacks, self.missing, self._faces):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(keys)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        return side

    def _build_frozen(self) -> None:
        """What a registered letter shows beside its pages; hidden until one is."""
        self.correct = self._button("更正…", "edit", "letter_correct", self._correct)
        self.frozen = QLabel()
        self.frozen.setObjectName("letter_frozen")
        self.frozen.setWordWrap(True)
        self.frozen.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.correct.hide()
        self.frozen.hide()

    def _button(self, title: str, icon: str, key: str, slot: object) -> QPushButton:
        button = QPushButton(self._workplace.icons.icon(icon), title)
        button.setObjectName(key)
        button.setEnabled(False)
        button.clicked.connect(slot)
        return button


def _frozen_words(paper: FrozenPaper | None) -> str:
    if paper is None:
        return ""
    code = " ".join(paper.check_code[place : place + 4] for place in range(0, len(paper.check_code), 4))
    return f"已登记 版本{paper.edition}\nSHA-256 {paper.sha256[:12]}\n校验码 {code}"

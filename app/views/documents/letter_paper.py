"""A document as it will print, following what is typed: what it still lacks beside it, print and save."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.services.documents.facts import RenderedDocument
from app.services.documents.typeset import Laid
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.files import write_file
from app.services.papers.rows import Delivery
from app.views.documents.live import Live
from app.views.documents.pages import WIDTHS, Pages
from app.views.documents.thumbnails import Thumbnails
from app.views.secrecy.way_out import PDF, WORD, WayOut
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_SIDE = 184
_MISSING_ROW = 32
_THUMBNAILS = "papers/thumbnails"


class LetterPaper(QWidget):
    """Drawn when it is looked at, and anew whenever ``show_paper`` says that something changed."""

    missing_chosen = Signal(str)  # the label of a fact that is not there

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_paper``."""
        super().__init__()
        self._workplace = workplace
        self._make: Callable[[], Laid] | None = None
        self._name, self._is_stale = "", False
        self._laid: Laid | None = None
        self.before_output: Callable[[], bool] = lambda: True  # asked before anything leaves; False holds it back
        self.noted: Callable[[RenderedDocument, Delivery], None] = lambda _made, _delivery: None  # what left, and how
        self.write_word: Callable[[Path], object] | None = None  # writes the Word copy, in another thread
        self._build()

    @property
    def made(self) -> RenderedDocument | None:
        """The document on screen as a file; None before there is one. Raises DomainError."""
        return None if self._laid is None else self._laid.rendered

    @property
    def is_idle(self) -> bool:
        """What is on screen is what was last asked for."""
        return self.live.is_idle and not self._is_stale and self.work.is_idle

    def show_paper(self, name: str, make: Callable[[], Laid], *, at_once: bool = True) -> None:
        """``make`` lays the document out, in another thread; ``name`` is what a saved file is called."""
        self._name, self._make, self._is_stale = name, make, True
        if self.isVisible():
            self._begin(at_once=at_once)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._begin(at_once=True)

    def _begin(self, *, at_once: bool) -> None:
        if self._make is not None:
            self._is_stale = False
            self.live.want(self._make, at_once=at_once)

    def _show(self, laid: Laid) -> None:
        self._laid = laid
        self.work.problem.clear()
        self.missing.clear()
        for each in laid.missing:
            item = QListWidgetItem(each, self.missing)
            item.setToolTip(f"{each}：Enter 到这一项填写")
        self._lacks.setText(f"还缺 {len(laid.missing)} 项" if laid.missing else "没有缺少的内容")
        self.missing.setVisible(bool(laid.missing))
        self.missing.setMaximumHeight(len(laid.missing) * _MISSING_ROW + 4)
        self._count.setText(f"共 {laid.page_count} 页")
        self._offer()

    def _refuse(self, problem: Exception) -> None:
        """The page of before stays on screen, but is not what is typed: it may be neither printed nor saved."""
        self._laid = None
        self.work.problem.say(problem)
        self._offer()

    def _offer(self) -> None:
        for button in self._outlets:
            button.setEnabled(self._laid is not None)

    def _print(self) -> None:
        from app.views.documents.noting import printed
        from app.views.documents.printing import ask_printer, print_pdf, sent_words

        if not self.before_output():
            return
        try:
            made = self.made
        except DomainError as problem:
            self.work.problem.say(problem)
            return
        printer = None if made is None else ask_printer(self._workplace, self, made.page_count)
        if made is None or printer is None:
            return
        self.work.run(
            "正在送往打印机……",
            partial(print_pdf, made.pdf, printer),
            lambda count: self._sent(made, printed(printer, count), sent_words(printer, count)),
        )

    def _sent(self, made: RenderedDocument, delivery: Delivery, words: str) -> None:
        self._workplace.say(words)
        self.noted(made, delivery)

    def _save(self) -> None:
        WayOut(self._workplace, self).file("另存为 PDF", f"{self._name}.pdf", PDF, self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the document that is on screen."""
        from app.views.documents.noting import saved

        if not self.before_output():
            return
        try:
            made = self.made
            if made is None:
                return
            write_file(path, made.pdf)
        except (DomainError, KnownError) as problem:
            self.work.problem.say(problem)
        else:
            self._sent(made, saved(path), f"已保存 {path}。")

    def _save_word(self) -> None:
        WayOut(self._workplace, self).file("另存为 Word", f"{self._name}.docx", WORD, self.save_word_to)

    def save_word_to(self, path: Path) -> None:
        """Write the document as a Word copy."""
        write = self.write_word
        if write is None or not self.before_output():
            return
        said = f"已保存 {path}。修改定稿后可以用“登记定稿”放回本案。"
        self.work.run("正在生成 Word 文件……", lambda _: write(path), lambda _made: self._workplace.say(said))

    def _step_zoom(self, by: int) -> None:
        self.zoom.setCurrentIndex(min(max(self.zoom.currentIndex() + by, 1), self.zoom.count() - 1))

    def _toggle_thumbnails(self, is_shown: bool) -> None:
        self.thumbnails.set_shown(is_shown)
        self._workplace.preferences.keep(_THUMBNAILS, "shown" if is_shown else "")

    def _build(self) -> None:
        self.work, self.pages = WorkStrip(self._workplace), Pages()
        self.live, self.thumbnails = Live(self.pages), Thumbnails(self.pages)
        self.live.arrived.connect(self._show)
        self.live.refused.connect(self._refuse)
        self.pages.zoom_wanted.connect(self._step_zoom)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.work)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.thumbnails)
        row.addWidget(self.pages, 1)
        left.addLayout(row, 1)
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
        self._outlets = [self.print, self.save, self.word]  # what is done with a finished document, one below the other
        self.zoom = QComboBox()
        self.zoom.setObjectName("letter_zoom")
        self.zoom.setAccessibleName("缩放")
        self.zoom.addItems(list(WIDTHS))
        self.zoom.currentTextChanged.connect(lambda text: self.pages.set_zoom(WIDTHS[text]))
        self.small = self._button("缩略图", "columns", "letter_thumbnails", None)
        self.small.setCheckable(True)
        self.small.setEnabled(True)
        self.small.toggled.connect(self._toggle_thumbnails)
        self.small.setChecked(bool(self._workplace.preferences.text(_THUMBNAILS)))
        for part in (*self._outlets, self.zoom, self.small, *self._standing()):
            column.addWidget(part)
        column.setStretchFactor(self.missing, 3)
        column.addStretch(1)
        keys = QLabel("PageUp、PageDown 翻动\nCtrl + 和 Ctrl - 缩放")
        keys.setProperty("role", "muted")
        column.addWidget(keys)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        return side

    def _standing(self) -> tuple[QWidget, ...]:
        """What the document lacks, and how long it is."""
        self._lacks, self._count, self.missing = QLabel(), QLabel(), QListWidget()
        self._lacks.setProperty("role", "heading")
        self._count.setProperty("role", "muted")
        self.missing.setObjectName("letter_missing")
        self.missing.setAccessibleName("还缺")
        self.missing.setMinimumHeight(_MISSING_ROW + 4)  # a small screen scrolls it
        self.missing.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.missing.itemActivated.connect(lambda item: self.missing_chosen.emit(item.text()))
        self.missing.itemClicked.connect(lambda item: self.missing_chosen.emit(item.text()))
        self.missing.hide()
        return self._lacks, self.missing, self._count

    def _button(self, title: str, icon: str, key: str, slot: object) -> QPushButton:
        button = QPushButton(self._workplace.icons.icon(icon), title)
        button.setObjectName(key)
        button.setEnabled(False)
        if slot is not None:
            button.clicked.connect(slot)
        return button

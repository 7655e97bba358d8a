"""A sheet as it will print, before it is printed or saved."""

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.foundation.errors import KnownError
from app.services.foundation.files import write_file
from app.views.documents.pages import WIDTHS, Pages
from app.views.secrecy.way_out import PDF, WayOut
from app.views.shared.actor_dialog import working_actor
from app.views.shared.background import BackgroundTask
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace


class PaperDialog(QDialog):
    """Holds one finished PDF; closing it throws the sheet away."""

    def __init__(self, workplace: Workplace, title: str, pdf: bytes, parent: QWidget) -> None:
        """``title`` is the sheet's name, for the window and for a saved file."""
        _let_go_of_closed(parent)
        super().__init__(parent)
        self._workplace, self._title, self.pdf = workplace, title, pdf
        self.setWindowTitle(title)
        self.setObjectName("paper")
        self.resize(1000, 680)
        self._build()
        self.pages.show_pdf(pdf)

    @property
    def is_over(self) -> bool:
        """It was closed, and nothing is being drawn for it any more."""
        tasks = (task for task in self.pages.children() if isinstance(task, BackgroundTask))
        return not self.isVisible() and all(task.has_returned for task in tasks)

    def save_to(self, path: Path) -> bool:
        """Write the sheet; what is refused stands below it."""
        from app.views.documents.noting import note_sheet, saved

        self.problem.clear()
        actor = working_actor(self._workplace, self)
        if actor is None:
            return False
        try:
            write_file(path, self.pdf)
        except KnownError as problem:
            self.problem.say(problem)
            return False
        note_sheet(self._workplace, actor, self._title, self.pdf, saved(path))
        self._workplace.say(f"已保存 {path}。")
        return True

    def _save(self) -> None:
        WayOut(self._workplace, self).file("另存为 PDF", f"{self._title}.pdf", PDF, self.save_to)

    def _print(self) -> None:
        from app.services.documents.preview import page_count
        from app.views.documents.noting import note_sheet, printed
        from app.views.documents.printing import ask_printer, print_pdf, sent_words

        actor = working_actor(self._workplace, self)
        printer = ask_printer(self._workplace, self, page_count(self.pdf)) if actor else None
        if actor is None or printer is None:
            return
        try:
            count = print_pdf(self.pdf, printer)
        except KnownError as problem:
            self.problem.say(problem)
        else:
            note_sheet(self._workplace, actor, self._title, self.pdf, printed(printer, count))
            self._workplace.say(sent_words(printer, count))

    def _step_zoom(self, by: int) -> None:
        self.zoom.setCurrentIndex(min(max(self.zoom.currentIndex() + by, 1), self.zoom.count() - 1))

    def _build(self) -> None:
        self.pages, self.problem = Pages(), ProblemLabel()
        self.pages.zoom_wanted.connect(self._step_zoom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.problem)
        layout.addLayout(self._buttons())
        self.print.setFocus()

    def _buttons(self) -> QHBoxLayout:
        icons, row = self._workplace.icons, QHBoxLayout()
        self.print = QPushButton(icons.icon("printer", "on_accent"), "打印…")
        self.print.clicked.connect(lambda _checked: self._print())
        self.save = QPushButton(icons.icon("file-export"), "另存为 PDF…")
        self.save.clicked.connect(lambda _checked: self._save())
        close = QPushButton("关闭")
        close.clicked.connect(self.accept)
        for key, button in (("paper_print", self.print), ("paper_save", self.save), ("paper_close", close)):
            button.setObjectName(key)
            button.setAutoDefault(False)
        self.print.setDefault(True)
        self.zoom = QComboBox()
        self.zoom.setObjectName("paper_zoom")
        self.zoom.setAccessibleName("缩放")
        self.zoom.addItems(list(WIDTHS))
        self.zoom.currentTextChanged.connect(lambda text: self.pages.set_zoom(WIDTHS[text]))
        keys = QLabel("PageUp、PageDown 翻动 · Ctrl + 和 Ctrl - 缩放")
        keys.setProperty("role", "muted")
        for part in (self.print, self.save, self.zoom, keys):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(close)
        return row


def _let_go_of_closed(parent: QWidget) -> None:
    """Delete earlier sheets; not at once when closed, for a thread of the pool may still be drawing them."""
    for child in parent.children():
        if isinstance(child, PaperDialog) and child.is_over:
            child.deleteLater()

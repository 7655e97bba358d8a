"""相近建议: past letters found by likeness of problem, unit, field and kind, with the figure and the shared words."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.models.terms import RecordType
from app.services.suggestion_library.rows import MEASURE, LibraryAnswer, LibraryQuery, LikeLetter, ParagraphDraft
from app.views.shared.icon_button import icon_button
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace
from app.views.suggestion_library.asking_row import AskingRow
from app.views.suggestion_library.letter_detail import LetterDetail
from app.views.suggestion_library.paragraph_dialog import ParagraphDialog
from app.views.suggestion_library.results_list import ResultsList

TYPING_PAUSE = 350  # milliseconds after the last key


class LettersTab(QWidget):
    """Looks again whenever something is typed; a newer search discards an older one."""

    taken = Signal(object)  # tuple[(part, text), …]
    marking_wanted = Signal(int)  # a letter, to be marked or not any more

    def __init__(self, workplace: Workplace, verb: str) -> None:
        """``verb`` is what taking over is called here."""
        super().__init__()
        self._workplace, self._verb = workplace, verb
        self._build()

    @property
    def is_settled(self) -> bool:
        """What is shown answers what was typed."""
        return not self._pause.isActive() and self.work.is_idle

    def begin(self) -> None:
        """Offer the fields there are, and look for what stands in the row above."""
        self.asking.begin()
        self.look()

    def ask(self, query: LibraryQuery) -> None:
        """Look for something else."""
        self.asking.ask(query)

    def look(self) -> None:
        """Look now."""
        self._pause.stop()
        if self._workplace.has_desk:
            service, query = self._workplace.desk.suggestion_library, self.asking.query()
            self.work.run("正在查找……", lambda _: service.find(query), self._show)

    def _show(self, answer: LibraryAnswer) -> None:
        self.results.show_letters(answer.letters, answer.asked)
        shown = len(answer.letters)
        if not answer.asked and not shown:
            self.found.setText("还没有检察建议。起草或导入以后，这里列出最近的，并按相近度查找以往的写法。")
        elif not answer.asked:
            self.found.setText(f"列出最近的 {shown} 份。填写问题后按相近度排列；{MEASURE}。")
        elif shown:
            self.found.setText(f"逐份比对 {answer.compared} 份，列出 {shown} 份。{MEASURE}。")
        else:
            self.found.setText("没有相近的建议书。请换几个词，或放宽单位、领域、类型。")
        self._show_current()

    def _show_current(self) -> None:
        current = self.results.current()
        self.detail.show_letter(current)
        for button in (self.open, self.mark):
            button.setEnabled(current is not None)
        self._offer()

    def _offer(self) -> None:
        for button in (self.take, self.keep):
            button.setEnabled(bool(self.detail.chosen))

    def _open(self, letter: LikeLetter | None) -> None:
        if letter is not None:
            self._workplace.open_record(RecordType.SUGGESTION, letter.id)

    def _open_current(self) -> None:
        self._open(self.results.current())

    def _take(self) -> None:
        self.taken.emit(self.detail.chosen)

    def _keep(self) -> None:
        """Keep the first ticked part as a paragraph, with the letter's basis."""
        current, chosen = self.results.current(), dict(self.detail.chosen)
        if current is not None and chosen:
            part, text = next(iter(chosen.items()))
            basis = chosen.get("basis", "") if part != "basis" else ""
            said = ParagraphDraft("", part, text, current.kind, current.field, basis)
            ParagraphDialog(self._workplace, parent=self, said=said).open()

    def _mark(self) -> None:
        current = self.results.current()
        if current is not None:
            self.marking_wanted.emit(current.id)

    def _build(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self.look)
        self.asking, self.work = AskingRow(self._workplace), WorkStrip(self._workplace)
        self.results, self.detail = ResultsList(self._workplace), LetterDetail(self._workplace)
        self.asking.changed.connect(self._pause.start)
        self.found = QLabel()
        self.found.setObjectName("library_found")
        self.found.setProperty("role", "muted")
        self.found.setWordWrap(True)
        self.results.currentRowChanged.connect(lambda _: self._show_current())
        self.results.opened.connect(self._open)
        self.detail.ticked.connect(self._offer)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.results)
        split.addWidget(self._right())
        split.setSizes([430, 620])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(8)
        for part in (self.asking, self.work, self.found, split):
            layout.addWidget(part)
        layout.setStretchFactor(split, 1)

    def _right(self) -> QWidget:
        right = QWidget()
        icons = self._workplace.icons
        self.take = icon_button(icons, self._verb, "arrow-forward", "library_take", self._take)
        self.take.setProperty("role", "primary")
        self.take.setIcon(icons.icon("arrow-forward", "on_accent"))
        self.mark = icon_button(icons, "收藏", "bookmark", "library_mark", self._mark)
        self.open = icon_button(icons, "打开", "folder-open", "library_open", self._open_current)
        self.keep = icon_button(icons, "存为段落…", "plus", "library_keep", self._keep)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self.open, self.mark, self.keep, self.take):
            row.addWidget(button)
        layout = QVBoxLayout(right)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.detail, 1)
        layout.addLayout(row)
        return right

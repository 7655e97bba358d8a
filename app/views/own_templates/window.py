"""本院措辞: the versions of one document, which counts when, the sample beside; a new version, or the end of one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.services.foundation.errors import DomainError, KnownError
from app.services.own_templates.rows import OwnTemplateRow
from app.views.own_templates.adopting import WithdrawDialog
from app.views.own_templates.closing import children_of, fit_screen, let_go_of_closed
from app.views.own_templates.comparison import ComparisonDialog
from app.views.own_templates.editor import EditorDialog
from app.views.own_templates.live_preview import LivePreview
from app.views.own_templates.version_texts import VERSION_HEADS, version_rows
from app.views.said_line import SaidLine
from app.views.shared.icon_button import icon_button, while_offered
from app.views.shared.plain_table import PlainTable
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

_SIZE, _WIDTHS = (1240, 700), (600, 560)
_NOTHING_YET = 0  # no version's id


class OwnTemplatesWindow(QDialog):
    """Stays open beside the main window, so that what was done can be taken back there or here."""

    def __init__(self, workplace: Workplace, code: str, parent: QWidget | None = None) -> None:
        """``code`` is the document's; raises DomainError where no standard goes by it."""
        super().__init__(parent)
        self.code = code
        self._workplace = workplace
        self._frame = workplace.desk.own_templates.frame(code)
        self._rows: Sequence[OwnTemplateRow] = ()
        self._shown: int | None = _NOTHING_YET  # the version whose sample is beside; None is the standard
        self._is_filling = False
        self.setWindowTitle(f"本院措辞 — {self._frame.name}")
        self.setObjectName("own_templates")
        fit_screen(self, *_SIZE)
        self._build()
        self.refresh()
        workplace.changed.connect(self._follow)
        workplace.said.connect(self._hear)

    @property
    def current(self) -> OwnTemplateRow | None:
        """The office's version of the current row, None on the standard."""
        place = self.table.currentIndex().row()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def refresh(self) -> None:
        """Read the versions again; the same one stays current."""
        own = self._workplace.desk.own_templates
        self._frame, self._rows = own.frame(self.code), own.rows(self.code)
        self._is_filling = True  # the table begins at its first row, which nobody chose
        self.table.show_rows(version_rows(self._frame, self._rows, self._workplace.desk.clock.today()))
        self._choose(self._shown)
        self._is_filling = False
        self._show_current()

    def add(self) -> None:
        """Edit a new version, made from the one in force."""
        let_go_of_closed(self, EditorDialog)
        editor = EditorDialog(self._workplace, self._frame, self)
        editor.adopted.connect(self._show_adopted)
        editor.open()

    def withdraw(self) -> None:
        """Ask why the current version is to count no longer."""
        if self.current is not None and not self.current.is_withdrawn:
            WithdrawDialog(self._workplace, self.current, self).open()

    def compare(self) -> None:
        """The current version beside the standard."""
        self.problem.clear()
        row = self.current
        if row is None:
            return
        try:
            found = self._workplace.desk.own_templates.comparison(row.id)
        except (DomainError, KnownError) as problem:
            self.problem.say(problem)
        else:
            ComparisonDialog(self._workplace, self._frame, found, f"本院 {row.valid_from} 起", self).open()

    def _show_adopted(self, own_id: int) -> None:
        self.refresh()
        self._choose(own_id)

    def _follow(self, _change: object) -> None:
        if self.isVisible():
            self.refresh()

    def _hear(self, sentence: str, act: int) -> None:
        if self.isVisible():
            self.said.say(sentence, act)
            self.refresh()  # taking back tells no record's list, since versions belong to no record

    def _choose(self, own_id: int | None) -> None:
        ids: list[int | None] = [*(row.id for row in self._rows), None]
        in_force = next((place for place, row in enumerate(self._rows) if row.is_in_force), len(self._rows))
        self.table.setCurrentIndex(self.table.rows.index(ids.index(own_id) if own_id in ids else in_force, 0))

    def _show_current(self) -> None:
        if self._is_filling:
            return
        row = self.current
        self.stop.setEnabled(row is not None and not row.is_withdrawn)
        self.beside.setEnabled(row is not None and not row.damage)
        own, code, own_id = self._workplace.desk.own_templates, self.code, row.id if row else None
        if self._shown != own_id:
            self._shown = own_id
            self.preview.show_made(lambda: own.sample(code, own_id))

    def _build(self) -> None:
        self.table = PlainTable(self._workplace, "own_template_versions", "各版本", VERSION_HEADS)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.table.chosen.connect(lambda *_: self.compare())
        self.preview, self.problem = LivePreview(self._workplace, "样张"), ProblemLabel()
        note = QLabel("标准版本随程序提供，不会被改动。本院版本从所定的日期起优先使用；已登记制发的文书不受影响。")
        note.setWordWrap(True)
        note.setProperty("role", "muted")
        left, column = QWidget(), QVBoxLayout()
        left.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._bar())
        for part in (self.table, self.problem, note):
            column.addWidget(part, 1 if part is self.table else 0)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.preview)
        split.setSizes(list(_WIDTHS))
        self.said = SaidLine(self._workplace.icons)
        self.said.take_back_wanted.connect(self._workplace.take_back)
        self._workplace.undone.connect(lambda sentence, _act: self.said.say(sentence))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 4)
        layout.setSpacing(6)
        layout.addWidget(split, 1)
        layout.addWidget(self.said)
        QShortcut(QKeySequence("Ctrl+N"), self, while_offered(self.new, self.add))

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.new = icon_button(self._workplace.icons, "新版本…", "plus", "own_template_new", self.add)
        self.stop = icon_button(self._workplace.icons, "停用…", "ban", "own_template_withdraw", self.withdraw)
        self.beside = icon_button(self._workplace.icons, "与标准对照", "columns", "own_template_compare", self.compare)
        self.new.setToolTip("从现用的版本改起 (Ctrl+N)")
        self.beside.setToolTip("Enter")
        for button in (self.new, self.stop, self.beside):
            row.addWidget(button)
        row.addStretch(1)
        return row


def open_own_templates(workplace: Workplace, code: str, parent: QWidget) -> OwnTemplatesWindow:
    """Open the versions of a document beside the main window, or bring them forward; raises DomainError."""
    window = parent.window()
    for opened in children_of(window, OwnTemplatesWindow):
        if opened.isVisible() and opened.code == code:
            opened.activateWindow()
            return opened
    let_go_of_closed(window, OwnTemplatesWindow)
    made = OwnTemplatesWindow(workplace, code, window)
    made.setWindowModality(Qt.WindowModality.NonModal)
    made.show()
    made.table.setFocus()
    return made

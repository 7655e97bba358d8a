"""办理: the steps of a letter with their states, what is missing, and one click to each next act."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.suggestion_paths.rows import ISSUE, LetterProgress, StepRow
from app.services.suggestions.rows import LetterCard
from app.views.shared.plain_table import PlainTable
from app.views.shared.workplace import Workplace
from app.views.suggestion_paths.acts import open_step
from app.views.suggestion_paths.dialogs import OthersDialog, SubmitDialog
from app.views.suggestion_paths.wording import (
    HEADS,
    OPINION_HEADS,
    Way,
    opinion_row,
    permission_of,
    summary,
    table_row,
    tip,
    ways_of,
)

_WAYS = 2  # buttons for the ways to supply the current step


class StepsView(QWidget):
    """``show_letter`` reads them anew; the current step stays so while the letter does."""

    paper_wanted = Signal(str)  # the code of the document to write

    def __init__(self, workplace: Workplace) -> None:
        """Empty until a letter is shown."""
        super().__init__()
        self._workplace = workplace
        self._letter: LetterCard | None = None
        self.progress = LetterProgress()
        self._build()

    @property
    def title(self) -> str:
        """What the tab says: how many steps are missing before the issue."""
        is_draft = self._letter is not None and not self._letter.is_issued
        count = len(self.progress.missing) if is_draft else 0
        return f"办理({count})" if count else "办理"

    def show_letter(self, card: LetterCard, progress: LetterProgress) -> None:
        """Show the letter's steps; the one to take now is current at first."""
        current = self.current() if self._letter is not None and self._letter.id == card.id else None
        self._letter, self.progress = card, progress
        rows = progress.steps
        befores = (None, *rows[:-1])
        shown = [table_row(row, before) for row, before in zip(rows, befores, strict=False)]
        self.table.show_rows(shown, tips=[tip(row) for row in rows])
        self.summary.setText(summary(progress))
        opinions = self._workplace.desk.suggestion_paths.opinions(card.id)
        self.opinions.show_rows([opinion_row(each) for each in opinions])
        self.opinions.setVisible(bool(opinions))
        if rows:
            self.table.setCurrentIndex(self.table.rows.index(self._place_of(current), 0))
        self._offer()

    def current(self) -> StepRow | None:
        """The step the buttons are about."""
        place = self.table.currentIndex().row()
        return self.progress.steps[place] if 0 <= place < len(self.progress.steps) else None

    def ways_for(self, row: StepRow) -> tuple[Way, ...]:
        """The ways whoever works here may take."""
        return tuple(way for way in ways_of(row) if self._workplace.is_open(permission_of(row, way)))

    def supply(self, row: StepRow, how: str = "") -> None:
        """Take a step, in the usual way where none is named."""
        ways = self.ways_for(row)
        if self._letter is not None and ways:
            open_step(self._workplace, self._letter.id, row, how or ways[0].how, self)

    def submit(self) -> None:
        """送审."""
        if self._letter is not None:
            SubmitDialog(self._workplace, self._letter.id, self).open()

    def send_to_others(self) -> None:
        """The same letter for further units."""
        if self._letter is not None:
            name = self._letter.number or self._letter.entry_number
            OthersDialog(self._workplace, self._letter.id, name, self).open()

    def _place_of(self, before: StepRow | None) -> int:
        """The step that was current while it is still to be taken, else the one to take now."""
        standing = self.progress.row(before.code) if before is not None else None
        now = self.progress.next
        wanted = standing if standing is not None and not standing.is_done else now
        code = wanted.code if wanted is not None else ISSUE
        return next((place for place, row in enumerate(self.progress.steps) if row.code == code), 0)

    def _take(self, place: int) -> None:
        row = self.current()
        ways = self.ways_for(row) if row else ()
        if row is not None and place < len(ways):
            self.supply(row, ways[place].how)

    def _write(self) -> None:
        row = self.current()
        if row is not None and row.step.papers:
            self.paper_wanted.emit(row.step.papers[0])

    def _offer(self) -> None:
        row = self.current()
        ways = self.ways_for(row) if row else ()
        for place, button in enumerate(self.ways):
            is_there = place < len(ways)
            button.setVisible(is_there)
            button.setText(ways[place].title if is_there else "")
        self.write.setVisible(bool(row and row.step.papers))
        self.others.setEnabled(self._letter is not None)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        self.summary = QLabel()
        self.summary.setProperty("role", "muted")
        self.summary.setWordWrap(True)
        self.table = PlainTable(self._workplace, "letter_steps", "办理步骤", HEADS)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._offer())
        self.table.chosen.connect(lambda _row, _column: self._take(0))
        self.opinions = PlainTable(self._workplace, "letter_opinions", "审核和征求意见", OPINION_HEADS)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 3)
        layout.addWidget(self.opinions, 1)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.ways = tuple(self._button(f"step_way_{place}", "check") for place in range(_WAYS))
        for place, button in enumerate(self.ways):
            button.clicked.connect(lambda _checked, place=place: self._take(place))
            row.addWidget(button)
        self.write = self._button("step_paper", "paper", "写文书")
        self.write.clicked.connect(lambda _checked: self._write())
        row.addWidget(self.write)
        row.addStretch(1)
        self.others = self._button("step_others", "plus", "另发给其他单位…")
        self.others.clicked.connect(lambda _checked: self.send_to_others())
        row.addWidget(self.others)
        return row

    def _button(self, key: str, icon: str, title: str = "") -> QPushButton:
        button = QPushButton(self._workplace.icons.icon(icon), title)
        button.setObjectName(key)
        return button

"""后续 of a letter: urgings, measures, what may be done now and why not yet, and every act of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.models.terms import RecordType
from app.services.further_measures.rows import FOLLOW_UP, URGING, FollowUpCard, MeasureRow
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import LetterCard
from app.views.approvals.dialogs import ProposeDialog, SignDialog
from app.views.attachments.view import AttachmentsView
from app.views.further_measures import wording
from app.views.further_measures.carrying_dialogs import CarryingDialog, ResumingDialog, is_conclusion
from app.views.further_measures.decision_dialog import DecisionDialog
from app.views.further_measures.urging_dialog import UrgingDialog
from app.views.papers.writing_view import WritingView
from app.views.shared.plain_table import PlainTable
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace

_TITLE = "后续"


class FollowUpsView(QWidget):
    """``show_letter`` reads it anew; acts are done in dialogs."""

    def __init__(self, workplace: Workplace, frame: RecordFrame) -> None:
        """Add the tab and its acts to a letter's page; empty until a letter is shown."""
        super().__init__()
        self._workplace, self._frame = workplace, frame
        self._card: FollowUpCard | None = None
        self._build()
        frame.tabs.addTab(self, _TITLE)
        for title, step, icon in (
            ("登记督促", self.urge, "send"),
            ("起草督促函", self.draft_urging, "notebook"),
            ("后续处理…", self.decide, "gavel"),
        ):
            frame.add_more(title, step, icon)

    def show_letter(self, card: LetterCard) -> None:
        """Read what follows the letter; the measure that was current stays so."""
        current = self.current() if self._card and self._card.letter_id == card.id else None
        found = self._workplace.desk.further_measures.card(card.id)
        self._card = found
        self.hints.setText("\n".join(found.hints))
        self.urgings.show_rows([wording.urging_row(row) for row in found.urgings])
        tips = [wording.measure_words(row) for row in found.measures]
        self.measures.show_rows([wording.measure_row(row) for row in found.measures], tips=tips)
        ids = [row.id for row in found.measures]
        if current is not None and current.id in ids:
            self.measures.setCurrentIndex(self.measures.rows.index(ids.index(current.id), 0))
        waiting = sum(row.carried_out_on is None for row in found.measures)
        place = self._frame.tabs.indexOf(self)
        self._frame.tabs.setTabText(place, f"{_TITLE}({waiting})" if waiting else _TITLE)
        self._offer()

    def current(self) -> MeasureRow | None:
        """The measure the buttons are about."""
        row, card = self.measures.currentIndex().row(), self._card
        return card.measures[row] if card is not None and 0 <= row < len(card.measures) else None

    def urge(self) -> None:
        """登记督促."""
        if self._card is not None:
            UrgingDialog(self._workplace, self._card, self).open()

    def draft_urging(self) -> None:
        """起草督促函: the paper, filled in, in one click."""
        self.write_paper(URGING)

    def decide(self, first: str = "") -> None:
        """后续处理; ``first`` is the code of a measure that is ticked at once."""
        if self._card is not None:
            DecisionDialog(self._workplace, self._card, self, first).open()

    def ask_chief(self) -> None:
        """Put 后续处理 up for decision, or where it was, register the signed sheet."""
        card = self._card
        if card is None:
            return
        if card.open_approval_id is not None:
            SignDialog(self._workplace, self._workplace.desk.approvals.card(card.open_approval_id), self).open()
        else:
            key = RecordKey(RecordType.SUGGESTION, card.letter_id)
            ProposeDialog(self._workplace, key, FOLLOW_UP, card.standing.name, self).open()

    def carry_out(self) -> None:
        """登记实施 of the current measure."""
        row = self.current()
        if row is not None and self._card is not None:
            CarryingDialog(self._workplace, self._card.letter_id, row, self).open()

    def conclude(self) -> None:
        """登记结论: of the current measure, or of the one decided that concludes."""
        row = self._concluding()
        if row is not None and self._card is not None:
            CarryingDialog(self._workplace, self._card.letter_id, row, self).open()

    def resume(self) -> None:
        """恢复审查."""
        row = self._suspended()
        if row is not None:
            ResumingDialog(self._workplace, row, self).open()

    def print_paper(self) -> None:
        """Go to the paper that tells the current measure."""
        row = self.current()
        if row is not None and row.rule is not None and row.rule.paper:
            self.write_paper(row.rule.paper)

    def write_paper(self, code: str) -> None:
        """Go to one of the letter's papers."""
        for view in self._tabs():
            if isinstance(view, WritingView):
                self._frame.tabs.setCurrentWidget(view)
                view.write(code)

    def show_file(self, attachment_id: int | None) -> None:
        """Go to one of the letter's files."""
        if attachment_id is None:
            return
        for view in self._tabs():
            if isinstance(view, AttachmentsView):
                self._frame.tabs.setCurrentWidget(view)
                view.table.choose([attachment_id])

    def _tabs(self) -> list[QWidget]:
        return [self._frame.tabs.widget(place) for place in range(self._frame.tabs.count())]

    def _concluding(self) -> MeasureRow | None:
        current = self.current()
        if current is not None and is_conclusion(current):
            return current
        found = [row for row in self._card.measures if is_conclusion(row)] if self._card else []
        return found[-1] if found else None

    def _suspended(self) -> MeasureRow | None:
        found = [
            row
            for row in (self._card.measures if self._card else ())
            if row.rule is not None and row.rule.pauses and row.ended_on is None
        ]
        return found[-1] if found else None

    def _offer(self) -> None:
        row, card = self.current(), self._card
        nothing = wording.NO_MEASURE if card and card.urgings else f"{wording.NO_URGING}{wording.NO_MEASURE}"
        self.detail.setText(nothing if row is None else wording.measure_words(row))
        self.executed.setEnabled(row is not None and not is_conclusion(row))
        self.concluded.setVisible(any(each.measure.conclusion for each in card.offers) if card else False)
        self.concluded.setEnabled(self._concluding() is not None)
        self.concluded.setToolTip("" if self.concluded.isEnabled() else "先用“后续处理”登记起诉、终结或者移送的决定。")
        self.resumed.setVisible(self._suspended() is not None)
        self.paper.setEnabled(row is not None and row.rule is not None and bool(row.rule.paper))
        self.asked.setText("登记签批…" if card and card.open_approval_id is not None else "提请检察长决定…")

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        self.hints, self.detail = QLabel(), QLabel()
        self.detail.setProperty("role", "muted")
        for label in (self.hints, self.detail):
            label.setWordWrap(True)
        self.urgings = PlainTable(self._workplace, "urgings", "督促", wording.URGING_HEADS)
        self.measures = PlainTable(self._workplace, "further_measures", "后续处理", wording.MEASURE_HEADS)
        self.urgings.chosen.connect(self._follow_urging)
        self.measures.chosen.connect(self._follow_measure)
        self.measures.selectionModel().currentRowChanged.connect(lambda _now, _before: self._offer())
        layout.addWidget(self.hints)
        for table in (self.urgings, self.measures):
            layout.addWidget(QLabel(table.accessibleName()))
            layout.addWidget(table, 1)
        layout.addWidget(self.detail)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.urged = self._button(row, "登记督促…", "send", self.urge)
        self.drafted = self._button(row, "起草督促函", "notebook", self.draft_urging)
        self.asked = self._button(row, "提请检察长决定…", "check", self.ask_chief)
        self.decided = self._button(row, "后续处理…", "gavel", self.decide)
        self.executed = self._button(row, "登记实施…", "arrow-forward", self.carry_out)
        self.concluded = self._button(row, "登记结论…", "checks", self.conclude)
        self.resumed = self._button(row, "恢复审查…", "history", self.resume)
        self.paper = self._button(row, "打印文书", "printer", self.print_paper)
        row.addStretch(1)
        return row

    def _button(self, row: QHBoxLayout, title: str, icon: str, step: Callable[[], None]) -> QPushButton:
        button = QPushButton(self._workplace.icons.icon(icon), title)
        button.setObjectName(f"follow_up_{step.__name__}")
        button.clicked.connect(lambda _checked: step())
        row.addWidget(button)
        return button

    def _follow_urging(self, row: int, column: int) -> None:
        if self._card is not None and column == wording.URGING_FILE:
            self.show_file(self._card.urgings[row].attachment_id)

    def _follow_measure(self, row: int, column: int) -> None:
        if self._card is None:
            return
        if column == wording.MEASURE_FILE and self._card.measures[row].attachment_id is not None:
            self.show_file(self._card.measures[row].attachment_id)
        else:
            self.carry_out()

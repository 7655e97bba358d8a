"""等次与意见 of a review: each grade by its three steps, each objection with what became of it, and what comes next."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.models.case_terms import ApprovalState
from app.models.terms import RecordType
from app.services.papers.rows import RecordKey
from app.services.reverse_reviews.rows import ReviewCard
from app.services.review_grades.rows import CASE_GRADE, GradeRow, GradesCard, ObjectionRow
from app.views.review_grades import wording
from app.views.shared.icon_button import icon_button, while_offered
from app.views.shared.plain_table import PlainTable
from app.views.shared.record_frame import RecordFrame
from app.views.shared.stage_bar import StageBar
from app.views.shared.workplace import Workplace

TITLE = "等次与意见"
_NO_GRADE = "还没有提出等次。等次由人提出，听取当事检察官意见以后由检察长或者检察委员会决定；程序不评定，也不建议。"
_NO_OBJECTION = "没有登记意见。"


class ReviewGradesView(QWidget):
    """A tab of the record page, and its acts; acts are done in dialogs."""

    def __init__(self, frame: RecordFrame, workplace: Workplace) -> None:
        """Join the frame; empty until ``show_review``."""
        super().__init__()
        self._frame, self._workplace = frame, workplace
        self._review: ReviewCard | None = None
        self._card: GradesCard | None = None
        self.setAccessibleName(TITLE)
        self._build()
        frame.tabs.addTab(self, TITLE)
        acts: tuple[tuple[str, Callable[[], object], str], ...] = (
            ("提出等次…", self.propose, "plus"),
            ("登记当事检察官意见…", self.register, "mail-opened"),
            ("等次规定…", self.show_sets, "book"),
            ("意见处理提醒…", self.set_reminders, "calendar"),
        )
        for title, step, icon in acts:
            frame.add_more(title, step, icon)

    def show_review(self, card: ReviewCard) -> None:
        """Read and show it; what was current stays so."""
        is_same = self._review is not None and self._review.id == card.id
        grade, objection = (self.current(), self.current_objection()) if is_same else (None, None)
        before = {each.id for each in self._card.grades} if is_same and self._card else set()
        spoken = {each.id for each in self._card.objections} if is_same and self._card else set()
        self._review = card
        shown = self._card = self._workplace.desk.review_grades.card(self._workplace.actor, card.id)
        self._show(self.grades, [wording.grade_row(each, is_concluded=shown.is_concluded) for each in shown.grades])
        self._show(self.objections, [wording.objection_row(each) for each in shown.objections])
        _choose(self.grades, [each.id for each in shown.grades], before, grade.id if grade else None)
        _choose(self.objections, [each.id for each in shown.objections], spoken, objection.id if objection else None)
        self.hints.setText(wording.hint_words(shown))
        self.hints.setVisible(bool(shown.hints))
        waiting = len(shown.pending)
        self._frame.tabs.setTabText(self._frame.tabs.indexOf(self), f"{TITLE}·待处理 {waiting}" if waiting else TITLE)
        self._show_grade()
        self._show_objection()

    def current(self) -> GradeRow | None:
        """The grade the buttons are about."""
        found, row = self._card.grades if self._card else (), self.grades.currentIndex().row()
        return found[row] if 0 <= row < len(found) else None

    def current_objection(self) -> ObjectionRow | None:
        """The objection the buttons are about."""
        found, row = self._card.objections if self._card else (), self.objections.currentIndex().row()
        return found[row] if 0 <= row < len(found) else None

    def propose(self) -> None:
        """Propose a grade."""
        from app.views.review_grades.grade_dialogs import ProposeGradeDialog

        if self._card is None:
            return
        if not self._card.cases:
            self._workplace.say("这件审视还没有所审案件，不能提出等次。请先选择原案。")
            return
        ProposeGradeDialog(self._workplace, self._card, parent=self).open()

    def go_on(self) -> None:
        """What comes next for the current grade: hear, decide, or correct."""
        row = self.current()
        if row is None or self._card is None or self._review is None:
            return
        if row.is_standing:
            from app.views.review_grades.grade_dialogs import ProposeGradeDialog

            ProposeGradeDialog(self._workplace, self._card, row, self).open()
        elif row.is_open and not row.is_heard:
            from app.views.review_grades.grade_dialogs import HearDialog

            case = next((each for each in self._card.cases if each.id == row.case_id), None)
            HearDialog(self._workplace, case, row, self).open()
        elif row.is_open:
            from app.views.review_grades.decision_dialogs import DecideDialog

            DecideDialog(self._workplace, self._review.id, row, self).open()

    def end(self) -> None:
        """Take a proposal back, or register that a decided grade was."""
        row = self.current()
        if row is None or self._review is None:
            return
        if row.is_open:
            from app.views.review_grades.grade_dialogs import DropDialog

            DropDialog(self._workplace, row, self).open()
        elif row.is_standing:
            from app.views.review_grades.decision_dialogs import WithdrawDialog

            WithdrawDialog(self._workplace, self._review.id, row, self).open()

    def supply_approval(self) -> None:
        """What the decision needs: to be put up, or where it was, its signed sheet."""
        from app.views.approvals.dialogs import ProposeDialog, SignDialog

        if self._review is None:
            return
        key = RecordKey(RecordType.REVERSE_REVIEW, self._review.id)
        cards = self._workplace.desk.approvals.of(key)
        running = [each for each in cards if each.act == CASE_GRADE and each.state is ApprovalState.OPEN]
        if running:
            SignDialog(self._workplace, running[0], self).open()
        else:
            ProposeDialog(self._workplace, key, CASE_GRADE, self._review.entry_number, self).open()

    def register(self) -> None:
        """Register what an original handler says."""
        from app.views.review_grades.objection_dialogs import FindingObjectionDialog

        if self._card is None:
            return
        if not any(not each.is_withdrawn for each in self._card.findings) and not any(
            each.is_standing for each in self._card.grades
        ):
            self._workplace.say("还没有审视发现，也没有决定等次，没有可以提意见的。")
            return
        FindingObjectionDialog(self._workplace, self._card, self).open()

    def settle(self) -> None:
        """Register what was decided about the current objection."""
        from app.views.review_grades.objection_dialogs import SettleDialog

        row = self.current_objection()
        if self._card is None or row is None:
            return
        if not row.is_pending:
            self._workplace.say(f"这份{row.form.label}{row.outcome.label}，不用再处理。")
            return
        SettleDialog(self._workplace, self._card, row, self).open()

    def show_sets(self) -> None:
        """Which set of grades counts from when."""
        from app.views.review_grades.set_dialogs import GradeSetsDialog

        GradeSetsDialog(self._workplace, self).open()

    def set_reminders(self) -> None:
        """The office's own reminders."""
        from app.views.review_grades.set_dialogs import RemindersDialog

        RemindersDialog(self._workplace, self).open()

    def _show(self, table: PlainTable, rows: list[tuple[str, ...]]) -> None:
        table.show_rows(rows, tips=["\n".join(row) for row in rows])

    def _show_grade(self) -> None:
        row = self.current()
        may_act = self._card is not None and not self._card.is_closed
        self.steps.setVisible(row is not None)
        self.steps.show_steps(wording.grade_steps(row) if row else ())
        self.said.setText(wording.grade_words(row) if row else _NO_GRADE)
        next_step = "更正等次…" if row and row.is_standing else "登记决定…" if row and row.is_heard else "登记听取意见…"
        self.step.setText(next_step)
        self.add.setEnabled(may_act)
        self.step.setEnabled(may_act and row is not None and row.withdrawn_on is None)
        self.approval.setEnabled(may_act and row is not None and row.withdrawn_on is None)
        self.stop.setText("撤销等次…" if row and row.is_standing else "撤回拟定…")
        self.stop.setEnabled(may_act and row is not None and row.withdrawn_on is None)

    def _show_objection(self) -> None:
        row = self.current_objection()
        may_act = self._card is not None and not self._card.is_closed
        self.came_of.setText(wording.objection_words(row) if row else _NO_OBJECTION)
        self.speak.setEnabled(may_act)
        self.decide.setEnabled(may_act and row is not None and row.is_pending)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        self.hints, self.said, self.came_of = _muted(), _muted(), _muted()
        self.grades = PlainTable(self._workplace, "grades", "案件等次", wording.GRADE_HEADS)
        self.objections = PlainTable(self._workplace, "finding_objections", "当事检察官意见", wording.OBJECTION_HEADS)
        self.steps = StageBar(self._workplace)
        self.grades.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_grade())
        self.objections.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_objection())
        layout.addWidget(self.hints)
        layout.addWidget(self.grades, 1)
        layout.addWidget(self.steps)
        layout.addWidget(self.said)
        layout.addLayout(self._grade_buttons())
        layout.addWidget(self.objections, 1)
        layout.addWidget(self.came_of)
        layout.addLayout(self._objection_buttons())
        self.grades.chosen.connect(while_offered(self.step, self.go_on))
        self.objections.chosen.connect(while_offered(self.decide, self.settle))

    def _grade_buttons(self) -> QHBoxLayout:
        self.add = self._button("提出等次…", "plus", "grade_propose", self.propose)
        self.step = self._button("登记听取意见…", "check", "grade_step", self.go_on)
        self.approval = self._button("提请或登记审批…", "gavel", "grade_approval", self.supply_approval)
        self.stop = self._button("撤回拟定…", "ban", "grade_end", self.end)
        self.sets = self._button("等次规定…", "book", "grade_sets", self.show_sets)
        return _row(self.add, self.step, self.approval, self.stop, self.sets)

    def _objection_buttons(self) -> QHBoxLayout:
        self.speak = self._button("登记意见…", "mail-opened", "finding_objection_register", self.register)
        self.decide = self._button("处理意见…", "check", "finding_objection_settle", self.settle)
        return _row(self.speak, self.decide)

    def _button(self, title: str, icon: str, key: str, slot: Callable[[], object]) -> QPushButton:
        return icon_button(self._workplace.icons, title, icon, key, slot)


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row


def _choose(table: PlainTable, ids: list[int], before: set[int], wanted: int | None) -> None:
    """The row that was current stays so, unless a new one came, which stands first."""
    if wanted in ids and ids[0] in before:
        table.setCurrentIndex(table.rows.index(ids.index(wanted), 0))


def _muted() -> QLabel:
    label = QLabel()
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label

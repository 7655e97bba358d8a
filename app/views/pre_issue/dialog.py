"""检查: what is found about a letter at a moment, each with its provision and way to mend it; passed with reasons."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from app.models.letter_terms import CheckMoment
from app.services.foundation.intentions import Actor
from app.services.pre_issue.rows import CheckStanding, Finding, Look
from app.views.pre_issue.finding_card import FindingCard
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace

_SIZE = (820, 640)


class CheckDialog(SavingDialog):
    """Looks one letter over; ``mend_wanted`` closes it and leads to where a finding is put right."""

    at_work = "正在检查……"
    mend_wanted = Signal(object)  # Finding

    def __init__(
        self, workplace: Workplace, letter: tuple[int, str], moment: CheckMoment, parent: QWidget | None = None
    ) -> None:
        """``letter`` is its id and its name."""
        super().__init__(workplace, "制发前检查", "通过检查", parent)
        self._letter, self._name = letter
        self.cards: tuple[FindingCard, ...] = ()
        self._lay_out(moment)
        self.look()

    @property
    def moment(self) -> CheckMoment:
        """Before which step the letter is looked over."""
        return CheckMoment(self.moments.currentData())

    @override
    def job(self, actor: Actor) -> Save:
        pre_issue, letter, moment, reasons = self.workplace.desk.pre_issue, self._letter, self.moment, self.reasons()
        return lambda _progress: pre_issue.check(actor, letter, moment, reasons)

    @override
    def done_words(self) -> str:
        return f"已通过{self.moment.label}检查"

    @override
    def accept(self) -> None:
        silent = next((card for card in self.cards if card.reason is not None and not card.is_answered), None)
        if not self.work.is_idle:
            return
        if silent is not None and all(card.reason is not None for card in self.cards):
            silent.ask()
            self.sheet.ensureWidgetVisible(silent)
        else:
            super().accept()

    @override
    def fit(self) -> None:
        self.resize(*_SIZE)

    @override
    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        self._go_to_first()

    def reasons(self) -> dict[str, str]:
        """What is typed, by the keys of the findings."""
        return {card.finding.key: card.reason.text() for card in self.cards if card.reason is not None}

    def look(self) -> None:
        """Look the letter over now; fonts and templates are read beside the window."""
        pre_issue, letter, moment = self.workplace.desk.pre_issue, self._letter, self.moment
        self.summary.setText("正在检查……")
        self.work.run(
            self.at_work,
            lambda _: (pre_issue.look(letter, moment), pre_issue.standing(letter, moment)),
            lambda found: self._show(*found),
        )

    def _show(self, look: Look, standing: CheckStanding | None) -> None:
        earlier, typed = dict(look.earlier), self.reasons()
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = tuple(
            FindingCard(self.workplace, finding, place, typed.get(finding.key) or earlier.get(finding.key, ""))
            for place, finding in enumerate(look.findings)
        )
        for card in self.cards:
            card.mend_wanted.connect(self._leave_for)
            card.changed.connect(self._touched)
            card.changed.connect(self.problem.clear)
            self._list.insertWidget(self._list.count() - 1, card)
        self.confirm.setEnabled(not look.reds)
        self.summary.setText(_summary(look))
        self.standing.setText(_standing(standing, self.moment))
        self.problem.clear()
        self._go_to_first()

    def _go_to_first(self) -> None:
        if not self.isVisible():
            return
        waiting = next((card for card in self.cards if not card.is_answered), None)
        if waiting is not None:
            waiting.setFocus()
            # Once it is laid out; before, the sheet would scroll to where the last look's findings were.
            QTimer.singleShot(0, waiting, lambda: self.sheet.ensureWidgetVisible(waiting, 0, 0))
        elif self.confirm.isEnabled():
            self.confirm.setFocus()

    def _leave_for(self, finding: Finding) -> None:
        self._is_touched = False
        self.reject()
        self.mend_wanted.emit(finding)

    def _lay_out(self, moment: CheckMoment) -> None:
        self.moments, self.summary, self.standing = QComboBox(), QLabel(), QLabel()
        self.moments.setObjectName("moment")
        self.moments.setAccessibleName("时点")
        for each in CheckMoment:
            self.moments.addItem(each.label, each.value)
        self.moments.setCurrentIndex(self.moments.findData(moment.value))
        self.moments.currentIndexChanged.connect(lambda _: self.look())
        self.summary.setObjectName("check_summary")
        self.standing.setObjectName("check_standing")
        self.standing.setProperty("role", "muted")
        for label in (self.summary, self.standing):
            label.setWordWrap(True)
        label = QLabel("时点")
        label.setBuddy(self.moments)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label)
        head.addWidget(self.moments)
        head.addWidget(QLabel(self._name))
        head.addStretch(1)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertLayout(0, head)
            layout.insertWidget(1, self.summary)
            layout.insertWidget(2, self.standing)
            layout.insertWidget(3, self._findings(), 1)
        self._sheet.setMaximumHeight(0 if self.workplace.actor.name else 60)

    def _findings(self) -> QScrollArea:
        self.sheet, inside = QScrollArea(), QWidget()
        inside.setObjectName("sheet")
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(8, 4, 8, 4)
        self._list.setSpacing(6)
        self._list.addStretch(1)
        self.sheet.setObjectName("findings")
        self.sheet.setAccessibleName("检查结果")
        self.sheet.setWidgetResizable(True)
        self.sheet.setFrameShape(QFrame.Shape.StyledPanel)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sheet.setWidget(inside)
        return self.sheet


def _summary(look: Look) -> str:
    reds, ambers = len(look.reds), len(look.ambers)
    if reds:
        more = f"，另有 {ambers} 项须说明理由" if ambers else ""
        return f"有 {reds} 项必须改正{more}。改正以后才能通过{look.moment.label}检查。"
    if ambers:
        return f"没有必须改正的；有 {ambers} 项须说明理由，写明后按“通过检查”。"
    return "没有发现问题，可以通过。"


def _standing(standing: CheckStanding | None, moment: CheckMoment) -> str:
    if standing is None:
        return f"还没有通过{moment.label}检查。"
    at = standing.checked_at[:16].replace("T", " ")
    told = f"{standing.moment.label}检查 {at} 由{standing.checked_by}通过"
    return f"{told}，内容没有改动。" if standing.is_current else f"{told}，以后内容有改动，须重新检查。"

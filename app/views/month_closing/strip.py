"""How far the month has come, and the next step, above the month's figures."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.models.indicator_terms import MonthState
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.month_closing.rows import MonthStanding
from app.views.month_closing.reconciliation_dialog import ReconciliationDialog
from app.views.month_closing.review_dialog import ReviewDialog
from app.views.month_closing.unlock_dialog import UnlockDialog
from app.views.shared.actor_dialog import working_actor
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_MOST_DELTAS = 4
_Step = Callable[[Actor, str, Progress], MonthStanding]


class ClosingStrip(QWidget):
    """Only the steps that can be taken now are offered."""

    changed = Signal()  # a step was taken

    def __init__(self, workplace: Workplace) -> None:
        """Empty until a month is shown."""
        super().__init__()
        self._workplace = workplace
        self._standing: MonthStanding | None = None
        self.state = QLabel()
        self.state.setObjectName("month_closing_state")
        self.state.setWordWrap(True)
        self.work = WorkStrip(workplace)
        layout = QHBoxLayout()
        layout.setSpacing(8)
        layout.addWidget(self.state, 1)
        self.reconcile = self._button("对账…", "month_reconcile", self._reconcile)
        self.compute = self._button("计算并检查", "month_compute", self._compute)
        self.review = self._button("审核…", "month_review", self._review)
        self.lock = self._button("锁定", "month_lock", self._lock)
        self.unlock = self._button("解锁…", "month_unlock", self._unlock)
        self._steps = (self.reconcile, self.compute, self.review, self.lock, self.unlock)
        for button in self._steps:
            button.hide()  # which of them can be taken is known with the month
            layout.addWidget(button)
        self.work.idle_changed.connect(self._offer_steps)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(layout)
        whole.addWidget(self.work)

    def show_month(self, standing: MonthStanding, is_running: bool) -> None:
        """Say how far a month has come."""
        if self._standing is not None and self._standing.period != standing.period:
            self.work.problem.clear()
        self._standing = standing
        self.state.setText(_told(standing, is_running))
        offered = {
            self.reconcile: standing.state is not MonthState.LOCKED,
            self.compute: not is_running and standing.state is not MonthState.LOCKED,
            self.review: standing.state is MonthState.COMPUTED,
            self.lock: standing.state is MonthState.REVIEWED,
            self.unlock: standing.state is MonthState.LOCKED,
        }
        for button, is_offered in offered.items():
            button.setVisible(is_offered)

    def _offer_steps(self, is_idle: bool) -> None:
        """One step at a time."""
        for button in self._steps:
            button.setEnabled(is_idle)

    def _compute(self) -> None:
        self._take(self._workplace.desk.month_closing.compute, "计算")

    def _lock(self) -> None:
        self._take(self._workplace.desk.month_closing.lock, "锁定")

    def _review(self) -> None:
        if self._standing is not None and not self._is_own(self._standing.computed_by, "计算", "审核"):
            self._open(ReviewDialog(self._workplace, self._standing, self))

    def _unlock(self) -> None:
        if self._standing is not None and not self._is_own(self._standing.locked_by, "锁定", "解锁"):
            self._open(UnlockDialog(self._workplace, self._standing.period, self))

    def _is_own(self, who: str | None, done: str, wanted: str) -> bool:
        """Whoever has signed in cannot be somebody else in the dialog: better said before anything is typed."""
        session = self._workplace.session
        if session is None or session.name != who:
            return False
        self._workplace.say(f"本月由{who}{done}，{wanted}应当由另一个人进行。请由另一个人登录后{wanted}。")
        return True

    def _reconcile(self) -> None:
        if self._standing is not None:
            self._open(ReconciliationDialog(self._workplace, self._standing.period, self))

    def _open(self, dialog: ReviewDialog | UnlockDialog | ReconciliationDialog) -> None:
        dialog.recorded.connect(lambda _id: self._note_step())
        dialog.open()

    def _note_step(self) -> None:
        """What was said of an earlier step is over."""
        self.work.problem.clear()
        self.changed.emit()

    def _take(self, step: _Step, verb: str) -> None:
        """Beside the window: all tables of the month are counted, and on locking drawn."""
        actor = working_actor(self._workplace, self)
        if actor is None or self._standing is None:
            return
        period = self._standing.period

        def tell(standing: MonthStanding) -> None:
            found = f"，检查发现 {len(standing.findings)} 处" if verb == "计算" and standing.findings else ""
            self._workplace.done(f"已{verb} {period}{found}", Written(0, self._workplace.last_act()))
            self.changed.emit()

        self.work.run(f"正在{verb} {period}……", lambda progress: step(actor, period, progress), tell)

    def _button(self, title: str, name: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(title)
        button.setObjectName(name)
        button.setAccessibleName(title)
        button.clicked.connect(slot)
        return button


def _told(standing: MonthStanding, is_running: bool) -> str:
    before = "".join(standing.corrected_before)
    if is_running:
        return f"本月未完，月初以后才能结账。{before}"
    said = [f"{standing.state.label}{f'（第{standing.edition}次）' if standing.edition > 1 else ''}"]
    if standing.computed_by:
        said.append(f"{standing.computed_by} {standing.computed_at[:10]} 计算")
    if standing.reviewed_by:
        said.append(f"{standing.reviewed_by} {standing.reviewed_at[:10]} 审核")
    if standing.locked_by:
        said.append(f"{standing.locked_by} {standing.locked_at[:10]} 锁定，摘要 {standing.digest[:12]}")
    if standing.unlock_reason:
        said.append(f"解锁理由：{standing.unlock_reason}")
    if standing.state is MonthState.COMPUTED and standing.findings:
        said.append(f"检查发现 {len(standing.findings)} 处")
    if standing.deltas:
        named = "、".join(f"{each.name} {each.locked}→{each.now}" for each in standing.deltas[:_MOST_DELTAS])
        more = f"等 {len(standing.deltas)} 项" if len(standing.deltas) > _MOST_DELTAS else ""
        said.append(f"锁定以后有更正：{named}{more}")
    if before:
        said.append(before)
    return " · ".join(said)

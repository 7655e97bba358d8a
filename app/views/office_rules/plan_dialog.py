"""The dry run: what would change, every open deadline before and after; only 执行 writes it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.office_rules.rows import ChangePlan
from app.views.office_rules.plan_texts import AFFECTED_HEADS, NOT_COMPUTED_HEADS, affected_texts, counts_of
from app.views.shared.plain_table import PlainTable
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_SIZE = (1080, 600)
_STEPS_HEIGHT = 132


class PlanDialog(QDialog):
    """Shows one plan; it goes with the dialog that asked for it.

    执行 applies the very plan that is seen; 取消 leaves everything as it is.
    """

    applied = Signal(object)  # Written

    def __init__(self, workplace: Workplace, actor: Actor, plan: ChangePlan, parent: QWidget | None = None) -> None:
        """``actor`` is who will have decided."""
        super().__init__(parent)
        self._workplace, self._actor, self._plan = workplace, actor, plan
        self.setWindowTitle("预览变动")
        self.resize(*_SIZE)
        self._build()
        self._show()

    def carry_out(self) -> None:
        """Apply the plan; it cannot be stopped halfway."""
        rules = self._workplace.desk.office_rules

        def job(progress: Progress) -> Written:
            return rules.apply(self._actor, self._plan, progress)

        self.work.run("正在执行……", job, self._finish)
        self.work.stop.setEnabled(False)

    @override
    def reject(self) -> None:
        if self.work.is_idle:
            super().reject()

    def _finish(self, written: Written) -> None:
        self.accept()
        self.applied.emit(written)

    def _show(self) -> None:
        plan = self._plan
        self.what.setText("\n".join(plan.what))
        self.counts.setText(f"{counts_of(plan)}理由：{plan.proposal.reason}")
        self.affected.show_rows([affected_texts(each) for each in plan.affected])
        self.not_computed.show_rows([(sentence,) for sentence in plan.not_computed], tips=plan.not_computed)
        self._moving.setVisible(bool(plan.affected))
        self.not_computed.setVisible(bool(plan.not_computed))
        self.nothing.setVisible(not plan.affected)

    def _show_steps(self) -> None:
        place = self.affected.currentIndex().row()
        if 0 <= place < len(self._plan.affected):
            each = self._plan.affected[place]
            self.before.setPlainText("\n".join(each.steps_before))
            self.after.setPlainText("\n".join(each.steps_after))

    def _build(self) -> None:
        self.what, self.counts = QLabel(), QLabel()
        self.what.setObjectName("plan_what")
        self.what.setProperty("role", "heading")
        self.counts.setObjectName("plan_counts")
        self.nothing = QLabel("现在没有期限会因此变动；以后起算的期限按变动后的计算。")
        for label in (self.what, self.counts, self.nothing):
            label.setWordWrap(True)
        self.not_computed = PlainTable(
            self._workplace, "plan_not_computed", NOT_COMPUTED_HEADS[0].title, NOT_COMPUTED_HEADS
        )
        self.not_computed.setMaximumHeight(124)
        self.work = WorkStrip(self._workplace)
        self._moving = self._build_moving()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        for part in (self.what, self.counts, self.nothing, self._moving, self.not_computed, self.work):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.setStretchFactor(self._moving, 1000)
        layout.addLayout(self._button_row())

    def _build_moving(self) -> QWidget:
        self.affected = PlainTable(self._workplace, "plan_affected", "会变动的期限", AFFECTED_HEADS)
        self.affected.selectionModel().currentChanged.connect(lambda *_: self._show_steps())
        self.affected.model().modelReset.connect(self._show_steps)
        self.before, self.after = QPlainTextEdit(), QPlainTextEdit()
        moving = QWidget()
        grid = QGridLayout(moving)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.addWidget(self.affected, 0, 0, 1, 2)
        grid.setRowStretch(0, 1)
        steps: Sequence[tuple[QPlainTextEdit, str, str]] = (
            (self.before, "plan_before", "现在怎么算的"),
            (self.after, "plan_after", "变动后怎么算"),
        )
        for column, (text, key, title) in enumerate(steps):
            text.setObjectName(key)
            text.setAccessibleName(title)
            text.setReadOnly(True)
            text.setTabChangesFocus(True)
            text.setFixedHeight(_STEPS_HEIGHT)
            label = QLabel(title)
            label.setProperty("role", "muted")
            grid.addWidget(label, 1, column)
            grid.addWidget(text, 2, column)
        return moving

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        self.cancel, self.confirm = QPushButton("取消"), QPushButton("执行")
        self.cancel.setObjectName("plan_cancel")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.confirm.setObjectName("plan_confirm")
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self.carry_out)
        for button in (self.cancel, self.confirm):
            self.work.idle_changed.connect(button.setEnabled)
            row.addWidget(button)
        return row

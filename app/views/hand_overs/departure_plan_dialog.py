"""The dry run of a departure: every record with where it goes; only 移交 writes it, exactly as it is seen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.hand_overs.rows import DeparturePlan
from app.views.shared.background import BackgroundTask
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_SIZE = (920, 560)
_NAMED = 5  # as many numbers as a line holds
_HEADS = (Head("种类", 88), Head("登记号/文号", 180), Head("单位", 220), Head("现在", 170), Head("移交给"))


class DeparturePlanDialog(QDialog):
    """取消 leads back to the fields."""

    applied = Signal(object)  # Written

    def __init__(self, workplace: Workplace, actor: Actor, plan: DeparturePlan, parent: QWidget | None = None) -> None:
        """``actor`` is who will have handed over."""
        super().__init__(parent)
        self._workplace, self._actor, self._plan = workplace, actor, plan
        self.setWindowTitle("预览移交")
        self.resize(*_SIZE)
        self._build()
        self._show()

    @property
    def has_returned(self) -> bool:
        """No thread of the pool works for it any more."""
        return all(task.has_returned for task in self.work.children() if isinstance(task, BackgroundTask))

    def carry_out(self) -> None:
        """Do what is seen; it cannot be stopped halfway."""
        service = self._workplace.desk.hand_overs

        def job(_progress: Progress) -> Written:
            return service.hand_over_everything(self._actor, self._plan)

        self.work.run("正在移交……", job, self._finish)
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
        self.counts.setText(f"{plan.person}：{plan.words}。")
        self.consequences.setText("\n".join(_consequences(plan)))
        self.table.show_rows(
            [
                (each.record.record_type.label, each.number, each.title, each.giver.words, each.receiver.words)
                for each in plan.records
            ]
        )
        self.table.setVisible(bool(plan.records))

    def _build(self) -> None:
        self.counts, self.consequences = QLabel(), QLabel()
        self.counts.setObjectName("departure_counts")
        self.counts.setProperty("role", "heading")
        self.consequences.setObjectName("departure_consequences")
        self.consequences.setWordWrap(True)
        self.table = PlainTable(self._workplace, "departure_records", "要移交的记录", _HEADS)
        self.work = WorkStrip(self._workplace)
        self.cancel, self.confirm = QPushButton("取消"), QPushButton("移交")
        self.cancel.setObjectName("departure_cancel")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.confirm.setObjectName("departure_confirm")
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self.carry_out)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.cancel, self.confirm):
            self.work.idle_changed.connect(button.setEnabled)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.counts)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.consequences)
        layout.addWidget(self.work)
        layout.addLayout(buttons)


def _consequences(plan: DeparturePlan) -> list[str]:
    """What happens beside the records, one sentence each."""
    departure = plan.departure
    sentences = [f"日期 {departure.on}，理由：{departure.reason.strip().rstrip('。')}。"]
    if plan.ending:
        named = "、".join(each.number for each in plan.ending[:_NAMED]) + ("等" if len(plan.ending) > _NAMED else "")
        sentences.append(f"尚未答复的移交 {len(plan.ending)} 次随之终止：{named}。")
    if departure.is_leaving:
        sentences.append(f"{plan.person}标记为离岗，以后不再供选择，原有记录保留姓名。")
    elif departure.new_department:
        sentences.append(f"{plan.person}登记到{departure.new_department}。")
    return sentences

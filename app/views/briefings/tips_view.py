"""工作提示 and 督办事项 of a briefing as a table: entered, followed, taken out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.services.briefings.rows import BriefingCard, Tip
from app.services.foundation.errors import DomainError, KnownError
from app.views.shared.actor_dialog import working_actor
from app.views.shared.icon_button import icon_button
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_HEADS = (
    Head("编号", 44),
    Head("问题", 180),
    Head("提示对象", 88),
    Head("要求", 150),
    Head("责任人", 66),
    Head("时限", 88),
    Head("状态", 66),
    Head("进展"),
)


class TipsView(QWidget):
    """Progress may be entered after 定稿 too; ``changed`` says that the briefing was written."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_card``."""
        super().__init__()
        self._workplace = workplace
        self._card: BriefingCard | None = None
        self.table = PlainTable(workplace, "briefing_tips", "督办事项", _HEADS)
        self.table.chosen.connect(lambda row, _column: self._change(row))
        icons = workplace.icons
        new = icon_button(icons, "登记督办事项…", "plus", "tip_new", self._new)
        change = icon_button(icons, "修改、登记进展…", "edit", "tip_change", self._change_current)
        drop = icon_button(icons, "删除", "x", "tip_drop", self._drop)
        self._new_button, self._needing = new, (change, drop)
        told = QLabel("没有销号的，下一份同类报告的“上期督办落实”会列出并转入。")
        told.setProperty("role", "muted")
        told.setWordWrap(True)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(told, 1)
        for button in (drop, change, new):
            acts.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.table, 1)
        layout.addLayout(acts)

    def show_card(self, card: BriefingCard) -> None:
        """Replace what is shown."""
        self._card = card
        self.table.show_rows([_cells(tip) for tip in card.text.tips])
        change, drop = self._needing
        change.setEnabled(bool(card.text.tips))
        drop.setEnabled(bool(card.text.tips) and not card.row.is_finished)

    def _new(self) -> None:
        self._open(None)

    def _change_current(self) -> None:
        self._change(self.table.currentIndex().row())

    def _change(self, row: int) -> None:
        if self._card is not None and 0 <= row < len(self._card.text.tips):
            self._open(row)

    def _open(self, place: int | None) -> None:
        from app.views.briefings.dialogs import TipDialog

        if self._card is not None:
            dialog = TipDialog(self._workplace, self._card, place, self)
            dialog.recorded.connect(lambda _id: self.changed.emit())
            dialog.open()

    def _drop(self) -> None:
        actor, card, row = working_actor(self._workplace, self), self._card, self.table.currentIndex().row()
        if actor is None or card is None or row < 0:
            return
        try:
            written = self._workplace.desk.briefings.drop_tip(actor, card.row.id, card.row.version, row)
        except (DomainError, KnownError) as problem:
            self._workplace.say(str(problem))
            return
        self._workplace.done("已删除督办事项", written)
        self.changed.emit()


def _cells(tip: Tip) -> tuple[str, ...]:
    return (tip.number, tip.problem, tip.to, tip.demand, tip.person, tip.due_on, tip.state.label, tip.progress)

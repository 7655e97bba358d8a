"""The tab 回收站: what was removed, by whom and why; 取回, and 彻底删除 once its time is over."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.services.foundation.errors import DomainError, KnownError
from app.services.trash.intentions import DELETE_FOR_GOOD
from app.services.trash.rows import RemovedRow
from app.views.shared.actor_dialog import working_actor
from app.views.shared.icon_button import icon_button
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace
from app.views.trash.dialogs import DeleteDialog, wanted_for

_HEADS = (
    Head("类别", 84),
    Head("登记号", 120),
    Head("名称", 220),
    Head("移入人", 76),
    Head("移入时间", 132),
    Head("保留至", 100),
    Head("状态", 180),
    Head("理由"),
)
_NOTHING = (
    "回收站是空的。登记错的监督事项、检察建议、线索、反向审视，在记录页的“更多”里“移入回收站…”，"
    "以后列在这里，随时可以取回，期满才能彻底删除。"
)


class TrashView(QWidget):
    """Read whenever it comes on screen, and after every act on it."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``refresh``."""
        super().__init__()
        self._workplace = workplace
        self._rows: tuple[RemovedRow, ...] = ()
        self._build()
        workplace.changed.connect(lambda _: self._follow())

    def refresh(self) -> None:
        """Read the trash again."""
        desk, today = self._workplace.desk, self._workplace.desk.clock.today()
        self.problem.clear()
        may_ask = desk.access.may("countersign:ask") and desk.access.may(DELETE_FOR_GOOD.permission)
        self.ask.setVisible(may_ask and desk.countersigns.is_asked_for(DELETE_FOR_GOOD.name))
        try:
            self._rows = desk.trash.lines(with_gone=self.gone.isChecked())
        except (DomainError, KnownError) as problem:
            self._rows = ()
            self.problem.say(problem)
        self.table.show_rows(
            [
                (
                    row.record_type.label,
                    row.number,
                    row.title,
                    row.removed_by,
                    row.removed_at[:16].replace("T", " "),
                    str(row.kept_until),
                    self._state(row, is_due=row.is_due(today)),
                    row.reason,
                )
                for row in self._rows
            ]
        )
        self.count.setText(f"共 {len(self._rows)} 条" if self._rows else "")

    def _state(self, row: RemovedRow, *, is_due: bool) -> str:
        if row.gone_at:
            return f"已彻底删除 {row.gone_at[:10]}"
        if not is_due:
            return "可以取回"
        if self._workplace.session is not None:
            wanted, countersigns = wanted_for(row), self._workplace.desk.countersigns
            asked = [each for each in countersigns.of(wanted.intention, *wanted.row) if not countersigns.is_stale(each)]
            if asked and asked[-1].agreed is not False:
                return "已同意彻底删除" if asked[-1].agreed else "已申请，等答复"
        return "可以彻底删除"

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def fetch_back(self) -> None:
        """Put the record of the current row back."""
        row, actor = self._chosen(), working_actor(self._workplace, self)
        if row is None or actor is None:
            return
        self.problem.clear()
        try:
            written = self._workplace.desk.trash.fetch_back(actor, row.id)
        except (DomainError, KnownError) as problem:
            self.problem.say(problem)
            return
        self._workplace.done(f"已取回 {row.number}", written)
        self.refresh()

    def delete_for_good(self) -> None:
        """Ask for the reason of giving the record of the current row up."""
        row = self._chosen()
        if row is None or self._is_kept(row, "才能彻底删除，需要时可以取回"):
            return
        dialog = DeleteDialog(self._workplace, row, self)
        dialog.accepted.connect(self.refresh)
        dialog.open()

    def ask_agreement(self) -> None:
        """Ask another person to agree to giving the record of the current row up."""
        row = self._chosen()
        if row is None or self._is_kept(row, "才能申请彻底删除"):
            return
        from app.views.access.asking import AskDialog  # only stores with accounts need it

        dialog = AskDialog(self._workplace, wanted_for(row), "彻底删除", self)
        dialog.accepted.connect(self.refresh)
        dialog.open()

    def _is_kept(self, row: RemovedRow, words: str) -> bool:
        """Whether the record cannot be given up now; said before a reason is typed in vain."""
        if row.gone_at:
            self.problem.say(f"{row.number} 已经彻底删除，不用再办。")
            return True
        if not row.is_due(self._workplace.desk.clock.today()):
            self.problem.say(f"{row.number} 要保留到 {row.kept_until}，到期以后{words}。")
            return True
        return False

    def _chosen(self) -> RemovedRow | None:
        self.problem.clear()
        place = self.table.currentIndex().row()
        if 0 <= place < len(self._rows):
            return self._rows[place]
        self.problem.say("请先选择一条记录。")
        return None

    def _build(self) -> None:
        self.table = PlainTable(self._workplace, "trash", "回收站", _HEADS, _NOTHING)
        self.problem, self.count = ProblemLabel(), QLabel()
        self.count.setProperty("role", "muted")
        self.gone = QCheckBox("也列出已彻底删除的")
        self.gone.setObjectName("trash_gone")
        self.gone.toggled.connect(lambda _: self.refresh())
        icons, row = self._workplace.icons, QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(icon_button(icons, "取回", "arrow-back-up", "trash_fetch", self.fetch_back))
        row.addWidget(icon_button(icons, "彻底删除…", "ban", "trash_delete", self.delete_for_good))
        self.ask = icon_button(icons, "申请第二人同意…", "user", "trash_ask", self.ask_agreement)
        row.addWidget(self.ask)
        row.addWidget(self.gone)
        row.addStretch(1)
        row.addWidget(self.count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.problem)
        layout.addWidget(self.table, 1)

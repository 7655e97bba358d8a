"""The office's items: what is counted beside the standard ones."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.foundation.errors import DomainError
from app.services.own_indicators.intentions import ADD_ITEM
from app.services.own_indicators.rows import OwnItemRow
from app.views.own_indicators.dialogs import ItemDialog, ReasonDialog
from app.views.shared.hints import told_empty
from app.views.shared.icon_button import icon_button, while_offered
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_HEADS = (
    Head("名称", 200),
    Head("领域", 90),
    Head("单位", 52),
    Head("由各项相加", 260),
    Head("状态", 72),
    Head("已填报", 64, is_number=True),
    Head("用于"),
)
_NONE = "还没有本院项目。按“增加…”（Ctrl+N）；保存以后就能在“基础数据”里填报，也能写进指标的算式。"


class ItemsTab(QWidget):
    """Ctrl+N adds one, Enter changes the current one."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__()
        self._workplace = workplace
        self._rows: tuple[OwnItemRow, ...] = ()
        self.table = PlainTable(workplace, "own_items_rows", "本院项目", _HEADS)
        self.state = QLabel()
        self.state.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._bar())
        layout.addWidget(self.table, 1)
        layout.addWidget(self.state)
        self.setFocusProxy(self.table)

    @property
    def current(self) -> OwnItemRow | None:
        """The item of the current row."""
        place = self.table.currentIndex().row()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def start(self) -> None:
        """Read again."""
        place = self.table.currentIndex().row()
        self._rows = self._workplace.desk.own_indicators.items()
        self.table.show_rows([_texts(each) for each in self._rows])
        self.table.setCurrentIndex(self.table.rows.index(min(max(place, 0), len(self._rows) - 1), 0))
        self.state.setText(f"{len(self._rows)} 项" if self._rows else self._nothing())

    def _nothing(self) -> str:
        return told_empty(_NONE, () if self._workplace.is_open(ADD_ITEM.permission) else ["增加…"])

    def add(self) -> None:
        """Count something else."""
        ItemDialog(self._workplace, None, self).open()

    def change(self) -> None:
        """Say otherwise what the current item is."""
        if self.current is None:
            self._workplace.say(self._nothing())
        else:
            ItemDialog(self._workplace, self.current, self).open()

    def withdraw(self) -> None:
        """Count the current item no more."""
        row, own = self.current, self._workplace.desk.own_indicators
        if row is None or row.is_withdrawn:
            self._workplace.say("请先选一个没有停用的本院项目。")
            return
        title = f"停用 {row.name}"
        ReasonDialog(
            self._workplace, title, "停用", lambda who, why: own.withdraw_item(who, row.id, why, row.version), self
        ).open()

    def restore(self) -> None:
        """Count the current item again."""
        row, own = self.current, self._workplace.desk.own_indicators
        if row is None:
            return
        try:
            self._workplace.done(f"已恢复 {row.name}", own.restore_item(self._workplace.actor, row.id))
        except DomainError as problem:
            self._workplace.say(str(problem))

    def _bar(self) -> QHBoxLayout:
        row, icons = QHBoxLayout(), self._workplace.icons
        self._buttons: dict[str, QPushButton] = {}
        row.setSpacing(8)
        for title, icon, key, slot in (
            ("增加…", "plus", "own_item_add", self.add),
            ("修改…", "edit", "own_item_change", self.change),
            ("停用…", "ban", "own_item_withdraw", self.withdraw),
            ("恢复", "arrow-back-up", "own_item_restore", self.restore),
        ):
            self._buttons[key] = icon_button(icons, title, icon, key, slot)
            row.addWidget(self._buttons[key])
        self.table.chosen.connect(while_offered(self._buttons["own_item_change"], self.change))
        self.begin = while_offered(self._buttons["own_item_add"], self.add)  # by Ctrl+N
        row.addStretch(1)
        return row


def _texts(row: OwnItemRow) -> tuple[str, ...]:
    state = "已停用" if row.is_withdrawn else "在用"
    return (row.name, row.area, row.unit, row.total or "直接填报", state, str(row.figures), "、".join(row.used_by))

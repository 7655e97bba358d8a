"""规则: the shipped rules between base figures and the office's own, edited and tested before they take effect."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.figure_rules.rows import RuleRow
from app.views.shared.icon_button import while_offered
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_HEADS = (Head("级别", 44), Head("名称", 250), Head("内容", 380), Head("状态", 112), Head("依据"))


class FigureRulesView(QWidget):
    """Enter changes a rule; below the table stands all that is known of the current one."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``start``."""
        super().__init__()
        self._workplace = workplace
        self._rules: tuple[RuleRow, ...] = ()
        self.table = PlainTable(workplace, "figure_rules", "数间规则", _HEADS)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._explain())
        self.meaning = QLabel()
        self.meaning.setWordWrap(True)
        self.meaning.setProperty("role", "muted")
        self.setFocusProxy(self.table)
        buttons = QHBoxLayout()
        self.adding = self._button("新建规则…", "figure_rule_add", self.add, buttons)
        self.changing = self._button("修改…", "figure_rule_change", self.change, buttons)
        self.table.chosen.connect(while_offered(self.changing, self.change))
        self.stopping = self._button("停用…", "figure_rule_withdraw", self.withdraw, buttons)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(buttons)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.meaning)

    def start(self) -> None:
        """Read the rules again; the current one stays so."""
        row = max(self.table.currentIndex().row(), 0)
        self._rules = self._workplace.desk.figure_rules.rules()
        self.table.show_rows(
            [(each.priority.label, each.name, each.text, each.standing, _basis(each)) for each in self._rules]
        )
        self.table.setCurrentIndex(self.table.rows.index(min(row, len(self._rules) - 1), 1))

    def add(self) -> None:
        """A new rule of the office."""
        self._ask(None)

    def change(self) -> None:
        """The current rule: a new edition, of a shipped one the office's own version."""
        self._ask(self._current())

    def withdraw(self) -> None:
        """Stop using the current rule."""
        from app.views.figure_rules.withdraw_dialog import WithdrawRuleDialog

        rule = self._current()
        if rule is not None and not rule.is_withdrawn:
            dialog = WithdrawRuleDialog(self._workplace, rule, self)
            dialog.recorded.connect(lambda _: self.start())
            dialog.open()

    def _ask(self, rule: RuleRow | None) -> None:
        from app.views.figure_rules.rule_dialog import RuleDialog

        dialog = RuleDialog(self._workplace, rule, self)
        dialog.recorded.connect(lambda _: self.start())
        dialog.open()

    def _current(self) -> RuleRow | None:
        row = self.table.currentIndex().row()
        return self._rules[row] if 0 <= row < len(self._rules) else None

    def _explain(self) -> None:
        rule = self._current()
        self.changing.setEnabled(rule is not None)
        self.stopping.setEnabled(rule is not None and not rule.is_withdrawn)
        if rule is None:
            self.meaning.clear()
            return
        reason = f"理由：{rule.reason}。" if rule.reason else ""
        of = f"右边取{rule.back}的数。" if rule.back else ""
        self.meaning.setText(f"{rule.name}：{rule.text}。{of}不成立时：{rule.remedy}依据：{_basis(rule)}。{reason}")

    def _button(self, words: str, name: str, slot: Callable[[], None], row: QHBoxLayout) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        row.addWidget(button)
        return button


def _basis(rule: RuleRow) -> str:
    return f"{rule.source}（{rule.certainty.label if rule.certainty else '本院'}）"

"""期限规则: every rule with its standard and its local length, the whole of it beside, and what may be changed."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.office_rules.rows import RulePair
from app.views.office_rules.following import Following
from app.views.office_rules.rule_dialog import RefreshDialog, RuleDialog, WithoutRuleDialog
from app.views.office_rules.rule_texts import RULE_HEADS, row_texts, speaks_of
from app.views.office_rules.side_by_side import SideBySide
from app.views.shared.icon_button import icon_button, while_offered
from app.views.shared.plain_table import PlainTable
from app.views.shared.workplace import Workplace

_WIDTHS = (800, 340)


class RulesView(QWidget):
    """The standard set is read-only; the office's own set is changed with a dry run first."""

    chapter = "规则和日历"

    def __init__(self, workplace: Workplace) -> None:
        """Empty until it is shown."""
        super().__init__()
        self._workplace = workplace
        self._pairs: Sequence[RulePair] = ()
        self._shown: Sequence[RulePair] = ()
        self._following = Following(workplace, self.refresh, self)
        self._build()

    @property
    def current(self) -> RulePair | None:
        """The rule of the current row."""
        place = self.table.currentIndex().row()
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def refresh(self) -> None:
        """Read the rules again; the same rule stays current."""
        self._pairs = self._workplace.desk.office_rules.pairs()
        self._narrow()

    def change(self) -> None:
        """Change the current rule as the office's own."""
        if self.current is not None:
            RuleDialog(self._workplace, self.current, self).open()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._following.look()

    def _narrow(self) -> None:
        chosen = _key(self.current)
        self._shown = [pair for pair in self._pairs if speaks_of(pair, self.search.text())]
        self.table.show_rows([row_texts(pair) for pair in self._shown])
        place = next((row for row, pair in enumerate(self._shown) if _key(pair) == chosen), None)
        if place is None:  # the local rule that was current may have come just now, or be gone
            place = next((row for row, pair in enumerate(self._shown) if pair.code == chosen[0]), 0)
        self.table.setCurrentIndex(self.table.rows.index(place, 0))
        own = sum(pair.local is not None for pair in self._pairs)
        listed = f"列出 {len(self._shown)} 行" if self._shown else "没有符合的，请换个词查找"
        standard = len({(pair.code, str(pair.standard)) for pair in self._pairs if pair.standard})
        self.count.setText(f"标准规则 {standard} 条，本地规则 {own} 条，{listed}")
        self._show_current()

    def _show_current(self) -> None:
        pair = self.current
        self.details.show_pair(pair)
        has_local = pair is not None and pair.local is not None
        self.edit.setText("修改本地规则…" if has_local else "修改为本地规则…")
        self.edit.setEnabled(pair is not None)
        self.drop.setEnabled(has_local)

    def _add(self) -> None:
        RuleDialog(self._workplace, None, self).open()

    def _drop(self) -> None:
        if self.current is not None and self.current.local is not None:
            WithoutRuleDialog(self._workplace, self.current, self).open()

    def _refresh_deadlines(self) -> None:
        RefreshDialog(self._workplace, self).open()

    def _build(self) -> None:
        self.search, self.count = QLineEdit(), QLabel()
        self.search.setObjectName("rules_search")
        self.search.setAccessibleName("查找规则")
        self.search.setPlaceholderText("查找规则：代码、名称、依据、起算事件……")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(340)
        self.search.textChanged.connect(lambda _: self._narrow())
        self.count.setObjectName("rules_count")
        self.count.setProperty("role", "muted")
        self.table = PlainTable(self._workplace, "rules_table", "期限规则", RULE_HEADS)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.details = SideBySide()
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.details)
        split.setSizes(list(_WIDTHS))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(8)
        layout.addLayout(self._bar())
        self.table.chosen.connect(while_offered(self.edit, self.change))
        layout.addWidget(split, 1)
        layout.addWidget(self.count)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search)
        row.addStretch(1)
        icons = self._workplace.icons
        self.edit = icon_button(icons, "修改为本地规则…", "edit", "rules_edit", self.change)
        self.drop = icon_button(icons, "撤销本地规则…", "ban", "rules_drop", self._drop)
        self.add = icon_button(icons, "新增本地规则…", "plus", "rules_add", self._add)
        self.renew = icon_button(icons, "重新计算期限…", "history", "rules_refresh", self._refresh_deadlines)
        for button in (self.edit, self.drop, self.add, self.renew):
            row.addWidget(button)
        return row


def _key(pair: RulePair | None) -> tuple[str, int | None]:
    """What tells a row from others: a code may have several local rules."""
    return (pair.code, pair.local_id) if pair else ("", None)

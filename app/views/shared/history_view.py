"""全部经过: what was done to a record, by whom and when, with the fields that changed before and after."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.services.suggestions.rows import HistoryLine
from app.views.shared.workplace import Workplace

_ACT = int(Qt.ItemDataRole.UserRole)
_MOMENT = slice(0, 16)  # 2026-11-22T09:00, to the minute
_HEADS = ("时间", "经办人", "事项", "原来", "现在")
_WIDTHS = (150, 90, 200, 240)


class HistoryView(QWidget):
    """The newest act first; an act on which nobody has worked since can be taken back."""

    take_back_wanted = Signal(int)

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_lines``."""
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        self.tree = QTreeWidget()
        self.tree.setObjectName("history")
        self.tree.setAccessibleName("全部经过")
        self.tree.setHeaderLabels(list(_HEADS))
        self.tree.setWordWrap(True)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(_WIDTHS):
            self.tree.setColumnWidth(column, width)
        self.tree.currentItemChanged.connect(lambda *_: self._offer())
        layout.addWidget(self.tree, 1)
        self.undo = QPushButton(workplace.icons.icon("arrow-back-up"), "撤销这一步")
        self.undo.setObjectName("take_back")
        self.undo.setEnabled(False)
        self.undo.clicked.connect(lambda: self.take_back_wanted.emit(self._current_act()))
        row = QHBoxLayout()
        row.addWidget(self.undo)
        row.addStretch(1)
        layout.addLayout(row)

    def show_lines(self, lines: Iterable[HistoryLine]) -> None:
        """Replace what is shown; ``lines`` come oldest first."""
        self.tree.clear()
        for line in reversed(list(lines)):
            moment = line.at[_MOMENT].replace("T", " ")
            title = f"{line.title}（{line.reason}）" if line.reason else line.title
            act = QTreeWidgetItem(self.tree, [moment, line.actor, title])
            act.setData(0, _ACT, line.act if line.can_be_undone else 0)
            for field, before, after in line.changes:
                change = QTreeWidgetItem(act, ["", "", field, before or "—", after or "—"])
                change.setToolTip(3, before)
                change.setToolTip(4, after)
        if self.tree.topLevelItemCount():
            self.tree.topLevelItem(0).setExpanded(True)
        self._offer()

    def _current_act(self) -> int:
        item = self.tree.currentItem()
        return int(item.data(0, _ACT) or 0) if item is not None else 0

    def _offer(self) -> None:
        self.undo.setEnabled(self._current_act() > 0)

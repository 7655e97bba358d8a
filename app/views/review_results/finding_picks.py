"""The findings a result speaks of, each with a box."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem
from typing_extensions import override

from app.services.review_results.rows import NamedFinding

_ID = int(Qt.ItemDataRole.UserRole)
_LINE, _MOST = 30, 4  # pixels, lines


class FindingPicks(QListWidget):
    """Space ticks the current line; nothing else of it is chosen."""

    picked = Signal()

    def __init__(self, findings: Iterable[NamedFinding], ticked: Iterable[int]) -> None:
        """``ticked`` are the ids that begin with a tick."""
        super().__init__()
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        chosen = set(ticked)
        for finding in findings:
            item = QListWidgetItem(f"{finding.words}　{finding.correction}")
            item.setToolTip(item.text())
            item.setSizeHint(QSize(0, _LINE))
            item.setData(_ID, finding.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if finding.id in chosen else Qt.CheckState.Unchecked)
            self.addItem(item)
        if not self.count():
            self.addItem("（这件审视还没有登记问题）")
            self.item(0).setFlags(Qt.ItemFlag.NoItemFlags)
        self.setFixedHeight(_LINE * min(max(self.count(), 2), _MOST) + 6)
        self.itemChanged.connect(lambda _: self.picked.emit())

    def ids(self) -> tuple[int, ...]:
        """The findings with a tick, in their order."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked)

    def leave(self, findings: Iterable[int]) -> None:
        """Take the ticks off some of them."""
        left = set(findings)
        for item in (self.item(row) for row in range(self.count())):
            if item.data(_ID) in left:
                item.setCheckState(Qt.CheckState.Unchecked)

    @override
    def focusInEvent(self, event: object) -> None:
        if self.currentRow() < 0:
            self.setCurrentRow(0)
        super().focusInEvent(event)  # type: ignore[arg-type]  # Qt hands in a QFocusEvent

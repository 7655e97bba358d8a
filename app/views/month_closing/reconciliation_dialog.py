"""对账: every count of the month beside what the national system says, with the difference and its reason."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import Actor
from app.services.month_closing.rows import SystemEntry
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_TITLES = ("统计项", "台账数", "系统数", "差异", "原因")
_NAME, _OWN, _SYSTEM, _DIFFERENCE, _REASON = range(5)
_WIDTHS = {_NAME: 230, _OWN: 70, _SYSTEM: 76, _DIFFERENCE: 64}
_WIDTH, _HEIGHT = 900, 420


class ReconciliationDialog(FormDialog):
    """System counts and reasons are typed; the difference follows."""

    breadth = _WIDTH  # or the reasons lie out of sight

    def __init__(self, workplace: Workplace, period: str, parent: QWidget | None = None) -> None:
        """``period`` is the month."""
        super().__init__(workplace, f"对账 {period}", "保存", parent)
        self._period = period
        self._lines = workplace.desk.month_closing.reconciliation(period)
        self.tell("填写国家系统（业务应用系统）的数。各项一致或写明差异原因的，锁定后打印不再写“内部台账统计”。")
        self.table = QTableWidget(len(self._lines), len(_TITLES))
        self._lay()
        self.form.add_field("table", "对账表", self.table, self.table)

    @override
    def perform(self, actor: Actor) -> Written:
        entries = []
        for row, line in enumerate(self._lines):
            system, reason = self._text(row, _SYSTEM), self._text(row, _REASON)
            if not system:
                continue
            if not system.isascii() or not system.isdigit():
                raise DomainError(f"“{line.name}”的系统数“{system}”不是不小于 0 的整数。请只写数字。")
            entries.append(SystemEntry(line.code, int(system), reason))
        if not entries:
            raise DomainError("还没有填写任何系统数。请至少填写一项，或者取消。")
        self.workplace.desk.month_closing.reconcile(actor, self._period, entries)
        return Written(0, self.workplace.last_act())

    @override
    def done_words(self) -> str:
        return f"已保存 {self._period} 对账"

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return "" if item is None else item.text().strip().replace(",", "")

    def _follow(self, row: int, column: int) -> None:
        if column == _SYSTEM:
            system = self._text(row, _SYSTEM)
            known = system.isascii() and system.isdigit()
            self.table.item(row, _DIFFERENCE).setText(str(self._lines[row].own - int(system)) if known else "")

    def _lay(self) -> None:
        table = self.table
        table.setObjectName("reconciliation")
        table.setAccessibleName("对账表")
        table.setHorizontalHeaderLabels(list(_TITLES))
        table.setMinimumHeight(_HEIGHT)
        table.verticalHeader().hide()
        table.setTabKeyNavigation(True)
        for row, line in enumerate(self._lines):
            system = "" if line.system is None else str(line.system)
            difference = "" if line.difference is None else str(line.difference)
            for column, text in enumerate((line.name, str(line.own), system, difference, line.reason)):
                item = QTableWidgetItem(text)
                if column in {_NAME, _OWN, _DIFFERENCE}:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                if column in {_OWN, _SYSTEM, _DIFFERENCE}:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                table.setItem(row, column, item)
        header = table.horizontalHeader()
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        header.setSectionResizeMode(_REASON, QHeaderView.ResizeMode.Stretch)
        table.cellChanged.connect(self._follow)
        table.setCurrentCell(0, _SYSTEM)

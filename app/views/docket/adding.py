"""添加期限: a deadline for a record by a rule, or on a day somebody named."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.services.docket.rows import RecordName
    from app.views.docket.act_dialogs import DocketDialog


class AddButton(QPushButton):
    """``record`` says for which record; where there is none, nothing opens."""

    said = Signal(object)  # the sentences to be read after a deadline was set

    def __init__(self, workplace: Workplace, key: str, record: "Callable[[], RecordName | None]") -> None:
        """``key`` is the object name."""
        super().__init__(workplace.icons.icon("plus"), "添加期限…")
        self._workplace, self._record = workplace, record
        self.setObjectName(key)
        self.setProperty("opens", "menu")
        self._ways = QMenu(self)
        self._ways.addAction("按规则…").triggered.connect(lambda _checked: self.by_rule())
        self._ways.addAction("指定届满日…").triggered.connect(lambda _checked: self.on_a_day())
        self.setMenu(self._ways)

    def by_rule(self) -> None:
        """A deadline by a rule of the library."""
        from app.views.docket.act_dialogs import StartByRuleDialog

        record = self._record()
        if record is not None:
            self._open(StartByRuleDialog(self._workplace, record, self.window()))

    def on_a_day(self) -> None:
        """A deadline on a day somebody named."""
        from app.views.docket.act_dialogs import OwnDateDialog

        record = self._record()
        if record is not None:
            self._open(OwnDateDialog(self._workplace, record, self.window()))

    def _open(self, dialog: "DocketDialog") -> None:
        dialog.recorded.connect(lambda _id: self.said.emit(dialog.said))
        dialog.open()

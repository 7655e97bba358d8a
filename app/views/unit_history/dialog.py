"""单位履历 in a window of its own, reached from the search and from any record of the unit."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.services.foundation.changes import RecordsChanged
from app.views.shared.quiet_closing import delete_when_quiet
from app.views.shared.workplace import Workplace
from app.views.unit_history.view import UnitHistoryView


class UnitDialog(QDialog):
    """Closes when a record is gone to."""

    def __init__(self, workplace: Workplace, unit_id: int, parent: QWidget) -> None:
        """Raises DomainError where the unit is gone."""
        super().__init__(parent)
        delete_when_quiet(self)
        self._unit = unit_id
        self.view = UnitHistoryView(workplace)
        self.view.show_unit(unit_id)
        name = self.view.history.name if self.view.history else ""
        self.setWindowTitle(f"单位履历 · {name}")
        close = QPushButton("关闭")
        close.setObjectName("unit_close")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 12)
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)
        self.resize(1240, 560)
        workplace.record_wanted.connect(self._leave)
        workplace.changed.connect(self._renew)

    def _leave(self, _record_type: object, _record_id: int) -> None:
        self.close()

    def _renew(self, _change: RecordsChanged) -> None:
        if self.isVisible():  # one that is closed waits to be deleted and begins nothing more
            self.view.show_unit(self._unit)


def open_unit(workplace: Workplace, name: str, parent: QWidget) -> None:
    """The history of the unit of that very name; where there is none, the status line says so."""
    unit = workplace.desk.unit_histories.unit_id(name) if name.strip() else None
    if unit is None:
        workplace.say(f"没有登记过单位“{name}”。" if name.strip() else "这条记录没有填写单位。")
    else:
        UnitDialog(workplace, unit, parent).open()

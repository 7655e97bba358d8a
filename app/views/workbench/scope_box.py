"""Whose work is shown: one's own, a department's, or the whole office's."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from app.services.workbench.rows import Scope, Whose
from app.views.shared.workplace import Workplace

_KEY = "workbench/scope"


class ScopeBox(QComboBox):
    """Remembers what was chosen; without anybody at work it is the whole office."""

    picked = Signal()

    def __init__(self, workplace: Workplace) -> None:
        """Offers nothing before ``fill``."""
        super().__init__()
        self._workplace = workplace
        self.setObjectName("workbench_scope")
        self.setAccessibleName("看谁的工作")
        self.setMinimumWidth(180)
        self.currentIndexChanged.connect(lambda _: self._keep())

    @property
    def whose(self) -> Whose:
        """What is chosen."""
        found = self.currentData()
        return found if isinstance(found, Whose) else Whose(Scope.OFFICE)

    def fill(self) -> None:
        """Offer the person at work, every department and the office."""
        name = self._workplace.actor.name
        self.blockSignals(True)
        self.clear()
        if name:
            self.addItem(f"我的（{name}）", Whose(Scope.MINE, name))
        self.addItem("全院", Whose(Scope.OFFICE))
        for department in self._workplace.desk.offices.departments():
            self.addItem(department, Whose(Scope.DEPARTMENT, department))
        kept = self._workplace.preferences.text(_KEY)
        place = next((place for place in range(self.count()) if _told(self.itemData(place)) == kept), 0)
        self.setCurrentIndex(place)
        self.blockSignals(False)

    def _keep(self) -> None:
        self._workplace.preferences.keep(_KEY, _told(self.whose))
        self.picked.emit()


def _told(whose: Whose) -> str:
    return whose.scope.value if whose.scope is not Scope.DEPARTMENT else whose.name

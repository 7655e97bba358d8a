"""The original cases of a review that is being opened: typed by number or name, one after another."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.foundation.errors import DomainError
from app.services.reverse_reviews.rows import CaseOffer
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

_SHOWN = 4  # chosen cases seen at once
_HINT = "输入登记号、统一受案号或案件名称，从提示中选择"


class CasesField(QWidget):
    """``is_single`` keeps one case only: choosing another takes its place."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        """No cases yet."""
        super().__init__()
        self._finder = workplace.desk.reverse_reviews.cases
        self._chosen: list[CaseOffer] = []
        self.is_single = True
        self._build()

    @property
    def chosen(self) -> tuple[CaseOffer, ...]:
        """The cases, in the order in which they were chosen."""
        return tuple(self._chosen)

    def put(self, cases: tuple[CaseOffer, ...]) -> None:
        """Begin with these."""
        self._chosen = list(cases)
        self._show()

    def take_typed(self) -> bool:
        """Choose what stands in the line; False where it is no case, which is said below it then."""
        typed = self.text.text().strip()
        if not typed:
            return True
        try:
            found = self._finder.behind(typed)
        except DomainError as problem:
            self.problem.say(problem)
            return False
        if self.is_single:
            self._chosen = [found]
        elif found.id not in {each.id for each in self._chosen}:
            self._chosen.append(found)
        self.text.clear()
        self._show()
        return True

    def hold(self, is_single: bool) -> None:
        """One case, or several."""
        self.is_single = is_single
        if is_single:
            self._chosen = self._chosen[:1]
        self._show()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus() and self.list.currentRow() >= 0:
            del self._chosen[self.list.currentRow()]
            self._show()
            return
        super().keyPressEvent(event)

    def _show(self) -> None:
        self.list.clear()
        self.list.addItems([_words(each) for each in self._chosen])
        if self._chosen:
            self.list.setCurrentRow(len(self._chosen) - 1)
        self.list.setVisible(bool(self._chosen))
        lines = min(max(len(self._chosen), 1), _SHOWN)
        self.list.setFixedHeight(lines * (self.list.fontMetrics().lineSpacing() + 8) + 10)
        self.changed.emit()

    def _offer(self, typed: str) -> None:
        self.problem.clear()
        self._known.setStringList(self._finder.like(typed) if typed.strip() else [])

    def _build(self) -> None:
        self.text, self.list, self.problem = QLineEdit(), QListWidget(), ProblemLabel()
        self.text.setPlaceholderText(_HINT)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self.text)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated.connect(lambda _line: self.take_typed(), Qt.ConnectionType.QueuedConnection)
        self.text.setCompleter(completer)
        self.text.textEdited.connect(self._offer)
        self.text.editingFinished.connect(self.take_typed)
        self.list.setObjectName("chosen_cases")
        self.list.setAccessibleName("已选原案")
        self.list.setToolTip("Delete 移出")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self.text, self.problem, self.list):
            layout.addWidget(part)
        self._show()


def _words(case: CaseOffer) -> str:
    told = "　".join(filter(None, (case.entry_number, case.name, case.unit)))
    met = f"　触发：{'、'.join(case.met)}" if case.met else ""
    return f"{told}{met}" + (f"　已在 {'、'.join(case.reviews)}" if case.reviews else "")

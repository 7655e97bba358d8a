"""办理: the menu of what can be decided about one deadline now, for lists that show many."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.models.terms import DeadlineAct
from app.services.foundation.errors import DomainError
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.services.docket.rows import DeadlineCard

TITLES: dict[DeadlineAct, str] = {
    DeadlineAct.EXTENDED: "延长…",
    DeadlineAct.PAUSED: "暂停…",
    DeadlineAct.RESUMED: "恢复…",
    DeadlineAct.RESTARTED: "重新起算…",
    DeadlineAct.START_CORRECTED: "更正起算日…",
    DeadlineAct.WAIVED: "免除…",
    DeadlineAct.MET: "标记完成…",
}


class DecisionMenu(QMenu):
    """Asks for the deadline when it opens; what cannot be decided about it is greyed."""

    said = Signal(object)  # the sentences to be read after a decision

    def __init__(self, workplace: Workplace, deadline: Callable[[], int | None], parent: QWidget) -> None:
        """``deadline`` says which one is current."""
        super().__init__("办理", parent)
        self._workplace, self._deadline = workplace, deadline
        self._acts = {act: self.addAction(title) for act, title in TITLES.items()}
        for act, action in self._acts.items():
            action.triggered.connect(lambda _checked, act=act: self.decide(act))
        self.aboutToShow.connect(self.offer)

    def offer(self) -> None:
        """Let only those acts be chosen that are open to the current deadline."""
        card = self._card()
        for act, action in self._acts.items():
            action.setEnabled(card is not None and act in card.acts)

    def offered(self) -> list[str]:
        """The titles that can be chosen."""
        return [action.text() for action in self._acts.values() if action.isEnabled()]

    def decide(self, act: DeadlineAct) -> None:
        """Open the dialog of one decision about the current deadline."""
        from app.views.docket.act_dialogs import DIALOGS

        card = self._card()
        if card is not None:
            dialog = DIALOGS[act](self._workplace, card, self.parentWidget().window())
            dialog.recorded.connect(lambda _id: self.said.emit(dialog.said))
            dialog.open()

    def _card(self) -> "DeadlineCard | None":
        deadline_id = self._deadline()
        if deadline_id is None:
            return None
        try:
            return self._workplace.desk.docket.card(deadline_id)
        except DomainError as problem:  # taken back while its row was still on screen
            self._workplace.say(str(problem))
            return None

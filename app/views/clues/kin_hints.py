"""Likely kin offered under the fields while somebody types; looked for beside the window."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.case_terms import LinkKind
from app.services.clues.rows import ClueDraft, Kin, NewLink, RecordKey
from app.services.foundation.errors import DomainError, KnownError
from app.views.clues.glance_dialog import GlanceDialog
from app.views.clues.kin_list import KinList, key_of, reason_of
from app.views.shared.background import BackgroundTask
from app.views.shared.form import Form
from app.views.shared.workplace import Workplace

TYPING_PAUSE = 350  # milliseconds after the last key before the store is asked
_OFFERED = 6
_SHOWN = 2  # entries in sight; the others scroll


class KinHints(QWidget):
    """``look_for`` is called as often as something changes; only the last wish is answered."""

    found = Signal(int)  # how many there are to show

    def __init__(self, workplace: Workplace, *, may_mark: bool) -> None:
        """Without ``may_mark`` kin can only be looked at: links are made on the record's page."""
        super().__init__()
        self._workplace = workplace
        self._ask: Callable[[], ClueDraft] | None = None
        self._newest, self._is_looking = 0, False
        self._marks: dict[RecordKey, LinkKind] = {}
        self.list = KinList(workplace, "kin", "可能相关", opening="查看", most=_SHOWN)
        self.list.link_wanted.connect(lambda kin: self._mark(kin, LinkKind.SIBLING))
        self.list.group_wanted.connect(lambda kin: self._mark(kin, LinkKind.GROUP))
        for button in (self.list.link, self.list.group):
            button.setVisible(may_mark)
        self.list.open_wanted.connect(lambda kin: GlanceDialog(workplace, kin, self).open())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self.setFocusProxy(self.list)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self._look)

    @property
    def is_settled(self) -> bool:
        """What is shown answers what was typed."""
        return not self._pause.isActive() and not self._is_looking

    @property
    def links(self) -> tuple[NewLink, ...]:
        """The links to be made when the record is saved."""
        marked = ((kin, self._marks[key_of(kin)]) for kin in self.list.found if key_of(kin) in self._marks)
        return tuple(NewLink(key_of(kin), kind, reason_of(kin)) for kin, kind in marked)

    def stand_in(self, form: Form, ask: Callable[[], ClueDraft]) -> None:
        """Be a field of this form, shown while there is anything to show; ``ask`` says what was typed."""
        form.add_field("kin", "可能相关", self, self)
        form.show_field("kin", False)
        self.found.connect(lambda count: form.show_field("kin", count > 0))
        form.changed.connect(lambda: self.look_for(ask))

    def look_for(self, ask: Callable[[], ClueDraft]) -> None:
        """Look for the kin of what ``ask`` says once nobody types any more."""
        self._ask = ask
        self._pause.start()

    def _look(self) -> None:
        if self._ask is None:
            return
        draft, clues = self._ask(), self._workplace.desk.clues
        self._newest += 1
        number = self._newest
        if not (draft.unit or draft.found or draft.subject or draft.parties):
            self._show((number, ()))
            return
        self._is_looking = True
        task = BackgroundTask(
            lambda _: (number, clues.likely_kin(draft, _OFFERED, is_new=True)), self._workplace
        )  # outlives us
        task.succeeded.connect(self._show)
        task.failed.connect(self._fail)
        task.start()

    def _show(self, answer: tuple[int, tuple[Kin, ...]]) -> None:
        number, found = answer
        if number != self._newest:
            return
        self._is_looking = False
        # What was marked stays in the list, though the wording has gone another way since.
        keys = {key_of(kin) for kin in found}
        kept = tuple(kin for kin in self.list.found if key_of(kin) in self._marks and key_of(kin) not in keys)
        self.list.show_kin((*kept, *found), self._marks)
        self.found.emit(len(kept) + len(found))

    def _fail(self, error: Exception) -> None:
        """Registering goes on without hints; the sentence stands in the status line."""
        if not isinstance(error, DomainError | KnownError):
            raise error
        self._workplace.say(str(error))
        self._show((self._newest, ()))

    def _mark(self, kin: Kin, kind: LinkKind) -> None:
        """Mark, or take the mark away where it was there already."""
        if self._marks.get(key_of(kin)) is kind:
            del self._marks[key_of(kin)]
        else:
            self._marks[key_of(kin)] = kind
        self.list.show_kin(self.list.found, self._marks)

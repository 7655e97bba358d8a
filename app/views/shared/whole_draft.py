"""Keeps what an editor holds as one draft of one record: at each pause, until it is saved or given up."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.services.drafts.rows import DraftNote, DraftPlace, KeptDraft
from app.services.foundation.errors import DomainError
from app.views.shared.draft_claims import DraftClaims
from app.views.shared.draft_keeper import PAUSE, DraftLine
from app.views.shared.workplace import Workplace

_BODY = "whole"  # the one field such a draft has
Said = Callable[[], str | None]  # what there is to keep; None where nothing differs from what is stored


class WholeDraft(QObject):
    """Nothing is written before something was typed."""

    def __init__(self, workplace: Workplace, parent: QObject, said: Said) -> None:
        """``said`` reads the editor; a value that cannot be read keeps what was kept before."""
        super().__init__(parent)
        self._workplace, self._said, self._line = workplace, said, DraftLine()
        self._place: DraftPlace | None = None
        self._note = DraftNote("", "", "")
        self._is_stored = False
        self.further = 0  # drafts of the same record that other windows left
        self._claims = DraftClaims(workplace, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.keep)
        workplace.closing.connect(self.keep)

    def begin(self, place: DraftPlace, note: DraftNote) -> KeptDraft | None:
        """Follow another record; returns what was left of the last time."""
        self.keep()
        self._claims.release_all()
        claimed = self._claims.begin(place)
        self._place, self._note, self.further = claimed.place, note, claimed.further
        left = claimed.left
        self._is_stored = left is not None
        return left if left is not None and _BODY in left.fields else None

    @staticmethod
    def text(draft: KeptDraft) -> str:
        """What a draft holds."""
        return draft.fields[_BODY]

    def typed(self) -> None:
        """A key: starts a timer, nothing is read."""
        if self._place is not None:
            self._pause.start()

    def keep(self) -> None:
        """Keep now what was typed since."""
        if not self._pause.isActive() and self.sender() is not self._pause:
            return
        self._pause.stop()
        place, note = self._place, self._note
        if place is None:
            return
        try:
            said = self._said()
        except DomainError:
            return  # half a date: the next pause may read it
        drafts, actor = self._workplace.desk.drafts, self._workplace.actor
        if said is None:
            self._drop()
            return
        self._is_stored = True
        self._line.want(lambda: drafts.keep(actor, place, note, {_BODY: said}))

    def end(self) -> None:
        """It was saved or given up."""
        self._pause.stop()
        self._drop()
        self._place = None
        self._claims.release_all()

    def forget(self) -> None:
        """What was left is not wanted; what is typed from now on is kept."""
        self._drop()

    def _drop(self) -> None:
        if self._is_stored and self._place is not None:
            self._is_stored = False
            drafts, actor, place = self._workplace.desk.drafts, self._workplace.actor, self._place
            self._line.want(lambda: drafts.drop(actor, place))

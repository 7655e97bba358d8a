"""What is typed on papers and saved nowhere yet: in this window's memory, and soon after as a draft in the store."""

import hashlib

from PySide6.QtCore import QObject, QTimer

from app.services.drafts.rows import DraftNote, DraftPlace
from app.services.papers.as_json import typed_of
from app.services.papers.rows import RecordKey, TypedPaper
from app.views.shared.draft_claims import DraftClaims
from app.views.shared.draft_keeper import PAUSE, DraftLine
from app.views.shared.workplace import Workplace

_FORM = "papers.writing_view"
_BODY = "paper"  # the one field such a draft has
RESTORED = "已恢复未保存的内容"
_LONGEST = 60  # the column's length

Place = tuple[RecordKey, str]


class UnsavedPapers(QObject):
    """By record and code of the paper. A crash takes no more than the last pause."""

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        """Nothing is typed yet."""
        super().__init__(parent)
        self._workplace, self._line = workplace, DraftLine()
        self._typed: dict[Place, TypedPaper] = {}
        self._notes: dict[Place, DraftNote] = {}
        self._stored: set[Place] = set()  # those that have a draft in the store
        self._left_at: dict[Place, str] = {}  # when what was found in the store had been kept
        self._last: Place | None = None
        self._further: dict[Place, int] = {}  # how many more other windows have left
        self._claims = DraftClaims(workplace, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.store)

    def of(self, place: Place, title: str, subject: str) -> TypedPaper | None:
        """What is unsaved of a paper, also what a crash left; ``title`` and ``subject`` are for the list of drafts."""
        if place not in self._notes:
            self._notes[place] = DraftNote(title, subject, self._workplace.here)
            claimed = self._claims.look(_in_store(place))
            left, self._further[place] = claimed.left, claimed.further
            if left is not None and _BODY in left.fields:
                self._typed[place] = typed_of(left.fields[_BODY])
                self._stored.add(place)
                self._left_at[place] = left.at
        return self._typed.get(place)

    def restored(self, place: Place) -> str:
        """That what is unsaved of a paper was put back; what was kept before this window began is told by its time."""
        left_at = self._left_at.get(place, "") if place in self._typed else ""
        if not left_at:
            return RESTORED
        further = self._further.get(place, 0)
        more = f"。另一个窗口里填写的还有 {further} 份，保存或放弃这一份，离开后再来时恢复" if further else ""
        return f"{RESTORED}（{left_at} 暂存）{more}"

    def may_be_saved(self, place: Place) -> bool:
        """Whether what is unsaved may become the paper's own draft: not while it is typed on in another window, too.

        A paper cannot be kept in two wordings; each window's then stays a draft of its own.
        """
        if place not in self._typed:
            return False
        is_alone = not self._claims.is_typed_elsewhere(_in_store(place))
        if not is_alone:
            self.store()
        return is_alone

    def look_again(self) -> None:
        """The papers are left: whichever has nothing unsaved is looked for anew when somebody comes back."""
        for place in [place for place in self._notes if place not in self._typed]:
            del self._notes[place]

    def put(self, place: Place, typed: TypedPaper) -> None:
        """Remember what is typed; it is stored at the next pause."""
        if self._typed.get(place) == typed:
            return
        if self._last not in (None, place):
            self.store()
        self._typed[place], self._last = typed, place
        self._claims.of(_in_store(place))
        self._pause.start()

    def forget(self, place: Place) -> None:
        """It was saved, or is not wanted."""
        self._typed.pop(place, None)
        self._left_at.pop(place, None)
        self.is_kept(place)
        self._claims.release(_in_store(place))

    def is_kept(self, place: Place) -> None:
        """It lies elsewhere in the store by now: the draft may go, this window still shows it."""
        if self._last == place:
            self._pause.stop()
            self._last = None
        if place in self._stored:
            self._stored.discard(place)
            drafts, actor, kept = self._workplace.desk.drafts, self._workplace.actor, self._claims.of(_in_store(place))
            self._line.want(lambda: drafts.drop(actor, kept))

    def __contains__(self, place: object) -> bool:
        """Whether anything is unsaved of it."""
        return place in self._typed

    def __getitem__(self, place: Place) -> TypedPaper:
        """What is unsaved of it."""
        return self._typed[place]

    def store(self) -> None:
        """Keep at once what was typed since the last pause."""
        place, self._last = self._last, None
        self._pause.stop()
        if place is None or place not in self._typed or place not in self._notes:
            return
        drafts, actor, note = self._workplace.desk.drafts, self._workplace.actor, self._notes[place]
        papers, typed, kept = self._workplace.desk.papers.drafts, self._typed[place], self._claims.of(_in_store(place))
        self._stored.add(place)
        self._line.want(lambda: drafts.keep(actor, kept, note, {_BODY: papers.as_kept(typed)}))


def _in_store(place: Place) -> DraftPlace:
    key, code = place
    record = f"{key.record_type.value}:{key.record_id} {code}"
    if len(record) > _LONGEST:
        record = hashlib.sha256(record.encode()).hexdigest()[:_LONGEST]
    return DraftPlace(_FORM, record)

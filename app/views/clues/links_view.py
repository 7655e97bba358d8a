"""关联 of a record: where it came from, what it belongs together with, and what else looks like it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.models.case_terms import LinkKind
from app.models.terms import RecordType
from app.services.clues.rows import ClueDraft, Kin, RecordKey
from app.services.foundation.errors import DomainError, KnownError
from app.views.clues.kin_list import KinList, key_of, reason_of
from app.views.clues.link_dialog import LinkDialog, UnlinkDialog
from app.views.clues.ties import Tie, origin_of, texts_of, tie_of
from app.views.shared.background import BackgroundTask
from app.views.shared.icon_button import icon_button
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.services.matters.rows import MatterCard
    from app.services.suggestions.rows import LetterCard

_HEADS = (Head("关系", 90), Head("种类", 90), Head("登记号", 150), Head("单位和名称", 320), Head("理由"))
_OFFERED = 20


class LinksView(QWidget):
    """``show_record`` reads the links at once; the likely kin only when the view is looked at."""

    group_wanted = Signal(object)  # Kin, to be opened as one 类案

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_record``."""
        super().__init__()
        self._workplace = workplace
        self._record: RecordKey | None = None
        self._tabs: QTabWidget | None = None
        self._asked: ClueDraft | int = 0
        self._ties: tuple[Tie, ...] = ()
        self._is_stale, self._newest = False, 0
        self.is_settled = True  # what looks like the record has been looked for
        self._build()

    @property
    def title(self) -> str:
        """What the tab says: how many there are."""
        return f"关联({len(self._ties)})" if self._ties else "关联"

    def join(self, tabs: QTabWidget) -> None:
        """Stand among these tabs; the title there tells how many links there are."""
        self._tabs = tabs
        tabs.addTab(self, self.title)

    def show_matter(self, card: "MatterCard") -> None:
        """Show the links of a matter."""
        draft = card.draft
        wording = ClueDraft("", subject=draft.subject, unit=draft.unit, parties=draft.parties, found=draft.found)
        self.show_record((RecordType.MATTER, card.id), wording)

    def show_letter(self, card: "LetterCard") -> None:
        """Show the links of a letter."""
        draft = card.draft
        wording = ClueDraft("", subject=draft.case_name, unit=draft.addressee, found=draft.problem)
        self.show_record((RecordType.SUGGESTION, card.id), wording)

    def show_record(self, record: RecordKey, asked: ClueDraft | int, made: Sequence[Tie] = ()) -> None:
        """``asked`` is what kin are looked for by: a clue's id, or the wording; ``made`` are ties of triage."""
        clues = self._workplace.desk.clues
        before = self.current() if record == self._record else None
        origins = (origin_of(origin) for origin in clues.origins_of(record))
        self._record, self._asked = record, asked
        self._ties = (*made, *origins, *(tie_of(link) for link in clues.links_of(record)))
        self.table.show_rows([texts_of(tie) for tie in self._ties])
        if before in self._ties:
            self.table.setCurrentIndex(self.table.rows.index(self._ties.index(before), 0))
        self.nothing.setVisible(not self._ties)
        self._offer()
        self._is_stale = True
        if self._tabs is not None:
            self._tabs.setTabText(self._tabs.indexOf(self), self.title)
        if self.isVisible():
            self._look()

    def current(self) -> Tie | None:
        """The line the buttons are about."""
        row = self.table.currentIndex().row()
        return self._ties[row] if 0 <= row < len(self._ties) else None

    def add(self) -> None:
        """Link another record by its number."""
        if self._record is not None:
            LinkDialog(self._workplace, self._record, self).open()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._look()

    def _look(self) -> None:
        self._is_stale, self.is_settled = False, False
        self._newest += 1
        number, asked, clues = self._newest, self._asked, self._workplace.desk.clues
        task = BackgroundTask(lambda _: (number, clues.likely_kin(asked, _OFFERED)), self)
        task.succeeded.connect(self._show_kin)
        task.failed.connect(self._fail)
        task.start()

    def _show_kin(self, answer: tuple[int, tuple[Kin, ...]]) -> None:
        number, found = answer
        if number != self._newest:
            return
        self.is_settled = True
        tied = {self._record, *(tie.record for tie in self._ties)}
        others = [kin for kin in found if key_of(kin) not in tied]
        self.kin.show_kin(others)
        self.kin.setVisible(bool(others))
        self.alone.setVisible(not others)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, DomainError | KnownError):
            raise error
        self._workplace.say(str(error))
        self._show_kin((self._newest, ()))

    def _link(self, kin: Kin) -> None:
        self._ask(kin, LinkKind.SIBLING)

    def _group(self, kin: Kin) -> None:
        """Two clues become one matter; to a matter that is there already the record is joined."""
        if self._record and self._record[0] is RecordType.CLUE and kin.record_type is RecordType.CLUE:
            self.group_wanted.emit(kin)
        else:
            self._ask(kin, LinkKind.GROUP)

    def _ask(self, kin: Kin, kind: LinkKind) -> None:
        if self._record is not None:
            LinkDialog(
                self._workplace, self._record, self, number=kin.entry_number, kind=kind, reason=reason_of(kin)
            ).open()

    def _unlink(self) -> None:
        tie = self.current()
        if tie is not None and tie.link is not None:
            UnlinkDialog(self._workplace, tie.link, self).open()

    def _open(self, key: RecordKey) -> None:
        self._workplace.open_record(*key)

    def _offer(self) -> None:
        tie = self.current()
        self.open.setEnabled(tie is not None)
        self.unlink.setEnabled(tie is not None and tie.link is not None)

    def _open_current(self) -> None:
        tie = self.current()
        if tie is not None:
            self._open(tie.record)

    def _build(self) -> None:
        workplace = self._workplace
        self.table = PlainTable(workplace, "links", "关联", _HEADS)
        self.table.chosen.connect(lambda row, _column: self._open(self._ties[row].record))
        self.table.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self.nothing = _muted("还没有关联的记录。")
        self.alone = _muted("没有发现同一单位、同一当事人或措辞相近的记录。")
        heading = QLabel("可能相关")
        heading.setProperty("role", "heading")
        self.kin = KinList(workplace, "likely", "可能相关")
        self.kin.link_wanted.connect(self._link)
        self.kin.group_wanted.connect(self._group)
        self.kin.open_wanted.connect(lambda kin: self._open(key_of(kin)))
        self.kin.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        for part, stretch in ((self.nothing, 0), (self.table, 2)):
            layout.addWidget(part, stretch)
        layout.addLayout(self._buttons())
        layout.addWidget(heading)
        layout.addWidget(self.alone)
        layout.addWidget(self.kin, 3)
        layout.addStretch(0)

    def _buttons(self) -> QHBoxLayout:
        icons = self._workplace.icons
        self.open = icon_button(icons, "打开", "folder-open", "links_open", self._open_current)
        self.link = icon_button(icons, "关联记录…", "link", "links_add", self.add)
        self.unlink = icon_button(icons, "取消关联…", "x", "links_remove", self._unlink)
        row = QHBoxLayout()
        for button in (self.link, self.open, self.unlink):
            row.addWidget(button)
        row.addStretch(1)
        return row


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    return label

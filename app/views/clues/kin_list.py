"""Records that look like a clue's duplicates or siblings, each with its reasons, and what can be done about one."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from app.models.case_terms import LinkKind
from app.models.terms import RecordType
from app.services.clues.rows import Kin, RecordKey
from app.views.shared.icon_button import icon_button
from app.views.shared.workplace import Workplace

_ROW = 48  # pixels of an entry of two lines
Marks = Mapping[RecordKey, LinkKind]


class _Rows(QListWidget):
    """Enter looks at the current record; in a dialog it must not confirm."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            if self.currentItem() is not None:
                self.itemActivated.emit(self.currentItem())
            return
        super().keyPressEvent(event)


class KinList(QWidget):
    """One list to walk through with the arrow keys, and three buttons about its current entry."""

    link_wanted = Signal(object)  # Kin
    group_wanted = Signal(object)  # Kin
    open_wanted = Signal(object)  # Kin

    def __init__(self, workplace: Workplace, key: str, name: str, *, opening: str = "打开", most: int = 0) -> None:
        """``key`` begins the object names; with ``most`` the list is no higher than so many entries."""
        super().__init__()
        self._found: tuple[Kin, ...] = ()
        self._workplace = workplace
        self._most = most
        self.rows = _Rows()
        self.rows.setObjectName(f"{key}_rows")
        self.rows.setAccessibleName(name)
        self.rows.setWordWrap(False)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        icons = workplace.icons
        self.link = icon_button(icons, "关联", "link", f"{key}_link", lambda: self._say(self.link_wanted))
        self.group = icon_button(icons, "合并为类案", "columns", f"{key}_group", lambda: self._say(self.group_wanted))
        self.open = icon_button(icons, opening, "folder-open", f"{key}_open", lambda: self._say(self.open_wanted))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.link, self.group, self.open):
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.rows, 1)
        layout.addLayout(row)
        self.rows.itemActivated.connect(lambda _: self._say(self.open_wanted))
        self.rows.currentRowChanged.connect(lambda _: self._offer())
        self.setFocusProxy(self.rows)
        self._offer()

    @property
    def found(self) -> tuple[Kin, ...]:
        """The records shown, the likeliest first."""
        return self._found

    def current(self) -> Kin | None:
        """The record the buttons are about."""
        row = self.rows.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def show_kin(self, found: Sequence[Kin], marks: Marks | None = None) -> None:
        """Replace what is shown; who walks through the list stays at his record, else the likeliest is current.

        ``marks`` are links still to be made.
        """
        before = self.current() if self.isAncestorOf(QApplication.focusWidget()) else None
        self._found = tuple(found)
        self.rows.clear()
        icons = self._workplace.icons
        for kin in self._found:
            item = QListWidgetItem(_words(kin, marks or {}), self.rows)
            item.setSizeHint(QSize(0, _ROW))
            if kin.is_recurrence:
                item.setIcon(icons.icon("alert-triangle", "lamp_overdue"))
            item.setToolTip("\n".join((f"{kin.entry_number} {kin.title}", *kin.reasons)))
        keys = [key_of(kin) for kin in self._found]
        if keys:
            self.rows.setCurrentRow(keys.index(key_of(before)) if before and key_of(before) in keys else 0)
        if self._most:
            self.rows.setFixedHeight(_ROW * min(max(len(keys), 1), self._most) + 4)
        self._offer()

    def _say(self, signal: object) -> None:
        kin = self.current()
        if kin is not None:
            signal.emit(kin)  # type: ignore[attr-defined]  # a bound signal, for which PySide6 names no type

    def _offer(self) -> None:
        kin = self.current()
        self.open.setEnabled(kin is not None)
        self.link.setEnabled(kin is not None and not kin.is_linked)
        self.group.setEnabled(kin is not None and not kin.is_linked and kin.record_type is not RecordType.SUGGESTION)


def key_of(kin: Kin) -> RecordKey:
    """By which the record is linked."""
    return kin.record_type, kin.id


def reason_of(kin: Kin) -> str:
    """Why the two belong together, as the finder said it."""
    return "；".join(kin.reasons)


def _words(kin: Kin, marks: Marks) -> str:
    mark = marks.get(key_of(kin))
    standing = "〔已关联〕" if kin.is_linked else ""
    marked = {LinkKind.SIBLING: "〔保存时关联〕", LinkKind.GROUP: "〔保存时并为类案〕"}
    return f"{marked[mark] if mark else standing}{kin.entry_number} {kin.title}\n{reason_of(kin)}"

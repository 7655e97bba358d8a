"""A list edited in place: add, change, remove, move; each item is typed in a small dialog of its own."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.drafts.as_text import UnreadableDraft, draft_from, text_of_draft
from app.views.matter_types.item_dialog import ItemDialog
from app.views.shared.icon_button import icon_button
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

Item = TypeVar("Item")


@dataclass(frozen=True)
class ListShape(Generic[Item]):
    """How one list looks and what asks for an item. ``ask`` gets the item to be changed, or None, and all others."""

    key: str
    name: str
    heads: tuple[Head, ...]
    texts: Callable[[Item], Sequence[str]]
    ask: Callable[[Item | None, Sequence[Item]], ItemDialog[Item]]
    kind: type[Item] | None = None  # a dataclass, where the list stands in a form whose draft keeps it


class ListEditor(QWidget, Generic[Item]):
    """Ctrl+N adds, Enter changes, Delete removes, Alt with an arrow moves."""

    changed = Signal()

    def __init__(self, workplace: Workplace, shape: ListShape[Item], items: Sequence[Item]) -> None:
        """``items`` are what stands there at first."""
        super().__init__()
        self._workplace, self._shape = workplace, shape
        self.items: tuple[Item, ...] = tuple(items)
        self._build()
        self._show(0)

    @property
    def place(self) -> int:
        """The current row; -1 where the list is empty."""
        return self.table.currentIndex().row() if self.items else -1

    def kept(self) -> str:
        """The items as the draft of a form keeps them."""
        return text_of_draft(list(self.items))

    def put_kept(self, text: str) -> None:
        """The items of a draft; one that cannot be read changes nothing."""
        if self._shape.kind is not None:
            with suppress(UnreadableDraft):
                self._put(draft_from(tuple[self._shape.kind], text), 0)  # type: ignore[name-defined]  # known only now

    def go_to(self, place: int | None) -> None:
        """Make a row current and go there."""
        if place is not None and 0 <= place < len(self.items):
            self.table.setCurrentIndex(self.table.rows.index(place, 0))
        self.table.setFocus()

    def add(self) -> None:
        """Ask for an item; it comes below the current one."""
        self._ask(None, self.place + 1)

    def edit(self) -> None:
        """Ask for the current item anew."""
        if self.place >= 0:
            self._ask(self.items[self.place], self.place)

    def remove(self) -> None:
        """Leave the current item out."""
        place = self.place
        if place >= 0:
            self._put((*self.items[:place], *self.items[place + 1 :]), place)

    def shift(self, by: int) -> None:
        """The current item up (-1) or down (1), as far as it goes."""
        place, target = self.place, self.place + by
        if place >= 0 and 0 <= target < len(self.items):
            rest = [*self.items[:place], *self.items[place + 1 :]]
            self._put((*rest[:target], self.items[place], *rest[target:]), target)

    def _ask(self, item: Item | None, place: int) -> None:
        others = [each for at, each in enumerate(self.items) if item is None or at != place]
        dialog = self._shape.ask(item, others)
        dialog.setParent(self, dialog.windowFlags())
        after = place if item is None else place + 1
        dialog.told.connect(lambda said: self._put((*self.items[:place], said, *self.items[after:]), place))
        dialog.finished.connect(lambda _: self._come_back())
        dialog.open()

    def _come_back(self) -> None:
        self.window().activateWindow()
        self.table.setFocus()

    def _put(self, items: tuple[Item, ...], place: int) -> None:
        self.items = items
        self._show(place)
        self.changed.emit()

    def _show(self, place: int) -> None:
        self.table.show_rows([tuple(self._shape.texts(each)) for each in self.items])
        for button in (self.change, self.drop, self.up, self.down):
            button.setEnabled(bool(self.items))
        if self.items:
            self.table.setCurrentIndex(self.table.rows.index(min(place, len(self.items) - 1), 0))

    def _build(self) -> None:
        shape, icons = self._shape, self._workplace.icons
        self.table = PlainTable(self._workplace, shape.key, shape.name, shape.heads)
        self.table.chosen.connect(lambda *_: self.edit())
        self.new = icon_button(icons, "添加…", "plus", f"{shape.key}_add", self.add)
        self.change = icon_button(icons, "修改…", "edit", f"{shape.key}_edit", self.edit)
        self.drop = icon_button(icons, "删除", "x", f"{shape.key}_remove", self.remove)
        self.up = icon_button(icons, "上移", "chevron-up", f"{shape.key}_up", lambda: self.shift(-1))
        self.down = icon_button(icons, "下移", "chevron-down", f"{shape.key}_down", lambda: self.shift(1))
        row = QHBoxLayout()
        row.setSpacing(6)
        keys = ("Ctrl+N", "Return", "Delete", "Alt+Up", "Alt+Down")
        for button, key in zip((self.new, self.change, self.drop, self.up, self.down), keys, strict=True):
            button.setToolTip("Enter" if key == "Return" else key)
            row.addWidget(button)
            if key != "Return":  # the table itself hears Enter
                pressed = QShortcut(QKeySequence(key), self, button.click)
                pressed.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)

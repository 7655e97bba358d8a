"""The sentences of a briefing under their headings, each with what is to be known of it in words."""

from collections.abc import Iterator

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem
from typing_extensions import override

from app.services.briefings.rows import BriefingCard, Sentence
from app.views.shared.workplace import Workplace

_KEY = int(Qt.ItemDataRole.UserRole)


class SentenceList(QListWidget):
    """``current_changed`` tells the key of the sentence; Enter asks to edit, Delete to leave out, Ctrl+↑↓ to move."""

    current_changed = Signal(str)
    edit_wanted = Signal()
    remove_wanted = Signal()
    move_wanted = Signal(int)

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_card``."""
        super().__init__()
        self._muted, self._text = workplace.theme.colour("muted"), workplace.theme.colour("text")
        self.setObjectName("briefing_sentences")
        self.setAccessibleName("句子")
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setSpacing(2)
        self.currentItemChanged.connect(lambda item, _before: self._tell(item))
        self.itemDoubleClicked.connect(lambda _item: self.edit_wanted.emit())

    @property
    def key(self) -> str:
        """The current sentence; empty where there is none."""
        item = self.currentItem()
        return str(item.data(_KEY) or "") if item else ""

    def show_card(self, card: BriefingCard, key: str = "") -> None:
        """Replace what is shown; the sentence of ``key``, else the first, becomes current."""
        with QSignalBlocker(self):
            self.clear()
            for section in card.text.sections:
                self._add_heading(section.heading)
                for sentence in section.sentences:
                    self._add(sentence, " ".join(_marks(card, sentence)))
            self.choose(key)

    def choose(self, key: str) -> None:
        """Make a sentence current, else the first."""
        places = [place for place in range(self.count()) if self.item(place).data(_KEY)]
        chosen = next((place for place in places if self.item(place).data(_KEY) == key), None)
        if chosen is None and places:
            chosen = places[0]
        if chosen is not None:
            self.setCurrentRow(chosen)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, has_control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit_wanted.emit()
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif has_control and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_wanted.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.current_changed.emit(str(item.data(_KEY) or ""))

    def _add_heading(self, heading: str) -> None:
        item = QListWidgetItem(heading)
        item.setFlags(Qt.ItemFlag.NoItemFlags)  # the cursor passes over it
        item.setForeground(self._text)  # not grey: it is no choice that is shut
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        self.addItem(item)

    def _add(self, sentence: Sentence, marks: str) -> None:
        item = QListWidgetItem(f"{marks} {sentence.text}".strip())
        item.setData(_KEY, sentence.key)
        if sentence.is_removed:
            font = item.font()
            font.setStrikeOut(True)
            item.setFont(font)
            item.setForeground(self._muted)
        self.addItem(item)


def _marks(card: BriefingCard, sentence: Sentence) -> Iterator[str]:
    if sentence.is_removed:
        yield "〔已删〕"
        return
    if sentence.is_prompt:
        yield "〔待填写〕"
    if sentence.is_own:
        yield "〔自加〕"
    elif sentence.is_edited:
        yield "〔已改〕"
    if sentence.key in card.mismatches:
        yield "〔与数据不一致〕"

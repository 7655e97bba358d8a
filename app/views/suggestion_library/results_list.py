"""The letters found: number and unit, the figure, and the beginning of the problem with the shared words marked."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem
from typing_extensions import override

from app.services.suggestion_library.rows import LikeLetter
from app.views.search.hits_list import RICH, HitDelegate
from app.views.search.marked_text import marked
from app.views.shared.workplace import Workplace

_SHOWN = 90  # characters of a problem


class ResultsList(QListWidget):
    """``opened`` by Enter or double click."""

    opened = Signal(object)  # LikeLetter

    def __init__(self, workplace: Workplace) -> None:
        """Nothing found yet."""
        super().__init__()
        self._theme = workplace.theme
        self._letters: tuple[LikeLetter, ...] = ()
        self.setObjectName("library_results")
        self.setAccessibleName("相近的建议书")
        self.setItemDelegate(HitDelegate(workplace.theme, self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(lambda _: self.opened.emit(self.current()))

    @property
    def letters(self) -> tuple[LikeLetter, ...]:
        """What is shown."""
        return self._letters

    def current(self) -> LikeLetter | None:
        """The letter the row of which is current."""
        row = self.currentRow()
        return self._letters[row] if 0 <= row < len(self._letters) else None

    def show_letters(self, letters: Sequence[LikeLetter], asked: int) -> None:
        """Replace what is shown; the letter that was current stays current, else the first is."""
        before = self.current()
        self.blockSignals(True)
        self.clear()
        self._letters = tuple(letters)
        for letter in self._letters:
            figure = figure_of(letter, asked)
            item = QListWidgetItem(
                f"{letter.number or letter.entry_number} {letter.addressee}，{figure}，{letter.problem[:_SHOWN]}"
            )
            item.setData(RICH, self._rich(letter, figure))
            common = f"\n共同词：{'、'.join(letter.words)}" if letter.words else ""
            item.setToolTip(f"{letter.problem[:_SHOWN]}{common}")
            self.addItem(item)
        keys = [letter.id for letter in self._letters]
        if keys:
            self.setCurrentRow(keys.index(before.id) if before and before.id in keys else 0)
        self.blockSignals(False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current() is not None:
            self.opened.emit(self.current())
            return
        super().keyPressEvent(event)

    def _rich(self, letter: LikeLetter, figure: str) -> str:
        colours = self._theme.colours
        title = escape(letter.addressee)
        problem = marked(" ".join(letter.problem[:_SHOWN].split()), letter.words, colours["band"])
        issued = f" · {letter.issued_on}" if letter.issued_on else ""
        about = f"{letter.number or letter.entry_number}{issued}"
        return (
            f'<div style="color:{colours["text"]}"><b>{title}</b>&nbsp;&nbsp;{figure}</div>'
            f'<div style="color:{colours["muted"]}; margin-top:3px">{about} · {problem}</div>'
        )


def figure_of(letter: LikeLetter, asked: int) -> str:
    """相近 72% · 共有字组 31/40; nothing where nothing was asked for."""
    return f"相近 {letter.likeness}% · 共有字组 {letter.held}/{asked}" if asked else letter.kind.label

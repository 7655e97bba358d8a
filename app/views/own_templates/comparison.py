"""与标准对照: the standard at the left, the office's version at the right, from one change to the next."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from app.services.own_templates.rows import Difference, OfferedFact
from app.views.own_templates.closing import fit_screen
from app.views.own_templates.comparison_text import Shades, counts_words, page_of
from app.views.own_templates.fact_words import FactWords
from app.views.shared.workplace import Workplace

_SIZE = (1100, 680)


class Compared(Protocol):
    """What is compared: a document, a matter type."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def facts(self) -> tuple[OfferedFact, ...]:
        """What its text may name; nothing where it has no such text."""


class ComparisonDialog(QDialog):
    """Read only; its text can be copied."""

    def __init__(
        self,
        workplace: Workplace,
        frame: Compared,
        found: Sequence[Difference],
        which: str,
        parent: QWidget | None = None,
    ) -> None:
        """``which`` names the office's version."""
        super().__init__(parent)
        self._found, self._words = found, FactWords(frame.facts)
        colours = workplace.theme.colours
        self._shades = Shades(colours["line"], colours["selection"], colours["muted"])
        self._at = -1
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"与标准对照 — {frame.name}（{which}）")
        self.setObjectName("comparison")
        fit_screen(self, *_SIZE)
        self._build()
        self._show()

    def go_on(self, by: int = 1) -> None:
        """To the next change, or the one before; round at the ends."""
        changed = sum(each.is_changed for each in self._found)
        if changed:
            self._at = (self._at + by) % changed if self._at >= 0 or by > 0 else changed - 1
            self.text.scrollToAnchor(f"d{self._at}")

    def _show(self) -> None:
        self.text.setHtml(page_of(self._found, self._words, self._shades, only_changed=self.only_changed.isChecked()))
        self._at = -1

    def _build(self) -> None:
        self.counts, self.text = QLabel(counts_words(self._found)), QTextBrowser()
        self.only_changed = QCheckBox("只看不同的")
        self.counts.setObjectName("comparison_counts")
        self.only_changed.setObjectName("comparison_only_changed")
        self.only_changed.toggled.connect(lambda _: self._show())
        self.text.setObjectName("comparison_text")
        self.text.setAccessibleName("标准与本院版本对照")
        self.text.setOpenLinks(False)
        self.following, self.close_button = QPushButton("下一处不同"), QPushButton("关闭")
        self.following.setObjectName("comparison_next")
        self.following.setToolTip("F3；上一处 Shift+F3")
        self.following.setEnabled(any(each.is_changed for each in self._found))
        self.following.clicked.connect(lambda _: self.go_on())
        self.close_button.setObjectName("comparison_close")
        self.close_button.clicked.connect(self.reject)
        for button in (self.following, self.close_button):
            button.setAutoDefault(False)
        QShortcut(QKeySequence("F3"), self, self.go_on)
        QShortcut(QKeySequence("Shift+F3"), self, lambda: self.go_on(-1))
        bar = QHBoxLayout()
        bar.setSpacing(12)
        for part in (self.counts, self.only_changed, self.following, self.close_button):
            bar.addWidget(part)
        bar.insertStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(bar)
        layout.addWidget(self.text, 1)

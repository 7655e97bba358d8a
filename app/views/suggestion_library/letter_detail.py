"""One past letter beside the results: its parts with the shared words marked, each with a tick to take it over."""

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

from app.services.suggestion_library.rows import PARTS, LikeLetter
from app.services.suggestions.rows import LetterDraft
from app.views.search.marked_text import marked
from app.views.shared.workplace import Workplace

_TICKED = ("proposal", "basis")  # what is taken over most often


class LetterDetail(QWidget):
    """Empty until ``show_letter``."""

    ticked = Signal()

    def __init__(self, workplace: Workplace) -> None:
        """Nothing is shown yet."""
        super().__init__()
        self._workplace = workplace
        self._draft: LetterDraft | None = None
        self.text = QTextBrowser()
        self.text.setObjectName("library_text")
        self.text.setAccessibleName("建议书内容")
        self.text.setOpenLinks(False)
        self.boxes = {key: self._box(key, title) for key, title in PARTS.items()}
        row = QHBoxLayout()
        row.setSpacing(10)
        label = QLabel("采用")
        label.setProperty("role", "muted")
        row.addWidget(label)
        for box in self.boxes.values():
            row.addWidget(box)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.text, 1)
        layout.addLayout(row)
        self.show_letter(None)

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """The ticked parts: (part, text)."""
        if self._draft is None:
            return ()
        return tuple((key, getattr(self._draft, key)) for key, box in self.boxes.items() if box.isChecked())

    def show_letter(self, found: LikeLetter | None) -> None:
        """Show a letter's parts; what it does not say cannot be taken over."""
        self._draft = self._workplace.desk.suggestions.card(found.id).draft if found else None
        for key, box in self.boxes.items():
            has_text = self._draft is not None and bool(getattr(self._draft, key).strip())
            box.setEnabled(has_text)
            box.setChecked(has_text and key in _TICKED)
        self.text.setHtml(self._html(found) if found else "")

    def _html(self, found: LikeLetter) -> str:
        colours = self._workplace.theme.colours
        draft = self._draft
        said = [(title, str(getattr(draft, key))) for key, title in PARTS.items() if getattr(draft, key).strip()]
        name = " · ".join(part for part in (found.number or found.entry_number, found.addressee, found.field) if part)
        parts = "".join(
            f'<p style="margin:10px 0 2px 0; color:{colours["muted"]}">{title}</p>'
            f'<p style="margin:0">{_lines(marked(text, found.words, colours["band"]))}</p>'
            for title, text in said
        )
        return f'<div style="color:{colours["text"]}"><b>{escape(name)}</b>{parts}</div>'

    def _box(self, key: str, title: str) -> QCheckBox:
        box = QCheckBox(title)
        box.setObjectName(f"library_take_{key}")
        box.setAccessibleName(f"采用{title}")
        box.toggled.connect(lambda _: self.ticked.emit())
        return box


def _lines(rich: str) -> str:
    return rich.replace("\n", "<br>")

"""同类问题再次发生, on a record: the other record as a link, how alike, and the words both have."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from app.models.terms import RecordType
from app.services.suggestion_library.rows import Recurrence
from app.services.suggestions.rows import LetterCard
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace

_SHOWN = 2


class RecurrenceBanner(QFrame):
    """Takes no room while nothing came up again."""

    def __init__(self, workplace: Workplace) -> None:
        """Hidden at first."""
        super().__init__()
        self._workplace = workplace
        self.setObjectName("recurrence_banner")
        sign = QLabel()
        sign.setPixmap(workplace.icons.icon("alert-triangle", "lamp_overdue").pixmap(16, 16))
        self.words = QLabel()
        self.words.setObjectName("recurrence_words")
        self.words.setAccessibleName("同类问题再次发生")
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.words.linkActivated.connect(self._follow)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(8)
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.words, 1)
        self.hide()

    @classmethod
    def on(cls, frame: RecordFrame) -> "RecurrenceBanner":
        """Between the stages and the tabs of a record page."""
        banner = cls(frame.workplace)
        frame.put_banner(banner)
        return banner

    def show_letter(self, card: LetterCard) -> None:
        """Read what a letter brings again, and what brought its own problem again after it was closed."""
        recurrences = self._workplace.desk.recurrences
        before = recurrences.before_letter(card.id)
        after = recurrences.after_letter(card.id) if card.closed_on else ()
        self._say(before, after)

    def show_clue(self, clue_id: int) -> None:
        """Read what a clue brings again."""
        self._say(self._workplace.desk.recurrences.before_clue(clue_id), ())

    def _say(self, before: Sequence[Recurrence], after: Sequence[Recurrence]) -> None:
        lines = [
            f"<b>同类问题再次发生</b>：该单位已于 {each.on} 办结的 {_link(each)}，{escape(each.figure)}"
            for each in before[:_SHOWN]
        ]
        lines += [
            f"<b>办结后同类问题再次发生</b>：{each.on} {each.record_type.label} {_link(each)}，{escape(each.figure)}"
            for each in after[:_SHOWN]
        ]
        left = max(len(before) - _SHOWN, 0) + max(len(after) - _SHOWN, 0)
        lines += [f"另有 {left} 件，见单位履历。"] if left else []
        self.words.setText("<br>".join(lines))
        self.setVisible(bool(lines))

    def _follow(self, link: str) -> None:
        kind, _, key = link.partition(":")
        self._workplace.open_record(RecordType(kind), int(key))


def _link(each: Recurrence) -> str:
    return f'<a href="{each.record_type.value}:{each.id}">{escape(each.name)}</a>'

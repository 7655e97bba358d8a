"""What helps while a letter is drafted: the library, and the word that the problem has been there before."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.models.terms import SuggestionKind
from app.services.foundation.errors import DomainError, KnownError
from app.services.suggestion_library.rows import PARTS, LibraryQuery, Recurrence
from app.services.suggestions.rows import LetterCard
from app.views.shared.background import BackgroundTask
from app.views.shared.form import Form
from app.views.shared.icon_button import icon_button
from app.views.shared.workplace import Workplace
from app.views.suggestion_library.dialog import LibraryDialog

TYPING_PAUSE = 350  # milliseconds after the last key before the store is asked
_SHOWN = 1


class DraftHelp(QWidget):
    """A field of the draft's form: 建议库…, and below it 同类问题再次发生 where that is so."""

    def __init__(self, workplace: Workplace, form: Form, card: LetterCard | None) -> None:
        """``card`` is the letter that is changed, None while a new one is drafted."""
        super().__init__()
        self._workplace, self._form, self._card = workplace, form, card
        self._newest, self._is_looking = 0, False
        self._asked = ("", "")
        self.open_library = icon_button(workplace.icons, "建议库…", "bookmark", "draft_library", self.show_library)
        self.open_library.setToolTip("相近的建议书、常用段落：选用的内容接在已有文字后面")
        self.said = QLabel()
        self.said.setProperty("role", "muted")
        self.said.setWordWrap(True)
        self.recurs = QLabel()
        self.recurs.setObjectName("draft_recurs")
        self.recurs.setProperty("role", "problem")
        self.recurs.setTextFormat(Qt.TextFormat.RichText)
        self.recurs.setWordWrap(True)
        self.recurs.hide()
        row = QHBoxLayout()
        row.addWidget(self.open_library)
        row.addWidget(self.said, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.recurs)
        self.setFocusProxy(self.open_library)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self._look)
        form.changed.connect(self._pause.start)

    @property
    def is_settled(self) -> bool:
        """What is shown answers what was typed."""
        return not self._pause.isActive() and not self._is_looking

    def stand_in(self) -> None:
        """Take a place among the fields."""
        self.setAccessibleName("建议库")
        self._form.add_field("library", "建议库", self, self.open_library)

    def show_library(self) -> None:
        """Look for what the draft says so far; what is chosen there is taken over."""
        query = LibraryQuery(
            words=self._form.text("problem"),
            kind=self._kind(),
            leave_out=self._card.id if self._card else None,
        )
        dialog = LibraryDialog(self._workplace, query, self)
        dialog.view.taken.connect(lambda parts: dialog.said.setText(self.take(parts)))
        dialog.open()

    def take(self, parts: Sequence[tuple[str, str]]) -> str:
        """Put texts behind what stands in the fields, and say where they went."""
        added = [PARTS[name] for name, text in parts if self._form.append(name, text)]
        there = [PARTS[name] for name, _ in parts if PARTS[name] not in added]
        words = f"已接到“{'”“'.join(added)}”后面，请核对。" if added else ""
        words += f"“{'”“'.join(there)}”里已有这些内容，没有重复添加。" if there else ""
        self.said.setText(words)
        return words

    def _kind(self) -> SuggestionKind | None:
        found = SuggestionKind.labelled(self._form.text("kind"))
        return found if isinstance(found, SuggestionKind) else None

    def _look(self) -> None:
        asked = (self._form.text("addressee"), self._form.text("problem"))
        if asked == self._asked or (self._card is not None and self._card.is_issued):
            return
        self._asked = asked
        self._newest += 1
        number, own = self._newest, (self._card.id,) if self._card else ()
        recurrences = self._workplace.desk.recurrences
        self._is_looking = True
        task = BackgroundTask(lambda _: (number, recurrences.of_wording(*asked, leave_out=own)), self._workplace)
        task.succeeded.connect(self._show)
        task.failed.connect(self._fail)
        task.start()

    def _show(self, answer: tuple[int, tuple[Recurrence, ...]]) -> None:
        number, found = answer
        if number != self._newest:
            return
        self._is_looking = False
        lines = [
            f"同类问题再次发生：该单位已于 {each.on} 办结的 {escape(each.name)}，{escape(each.figure)}"
            for each in found[:_SHOWN]
        ]
        lines += [f"另有 {len(found) - _SHOWN} 份，见建议库和单位履历。"] if len(found) > _SHOWN else []
        self.recurs.setText("<br>".join(lines))
        self.recurs.setVisible(bool(lines))

    def _fail(self, error: Exception) -> None:
        """Drafting goes on without the hint."""
        if not isinstance(error, DomainError | KnownError):
            raise error
        self._is_looking = False
        self._workplace.say(str(error))

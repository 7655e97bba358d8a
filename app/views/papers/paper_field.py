"""One fact of a document: its label, where its text comes from, the field, and a character no font prints."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from app.services.documents.templates.model import FactSpec
from app.services.foundation.typed_dates import NotADate
from app.services.papers.letter_words import names_by_line, names_in_line
from app.views.papers.rich_field import RichField
from app.views.papers.shapes import Shape
from app.views.papers.table_field import TableField
from app.views.shared.date_field import DateField
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

_LONG_LINES = 3
_ORIGINS = {"typed": "本次填写", "recorded": "来自案卡", "absent": "缺少", "": "未填写"}
Editor = QLineEdit | QPlainTextEdit | RichField | DateField | TableField


class PaperField(QWidget):
    """``typed()`` is None while the field says what the record says."""

    changed = Signal()

    def __init__(self, workplace: Workplace, spec: FactSpec, shape: Shape, titles: Sequence[str] = ()) -> None:
        """Empty until ``show_fact``; ``titles`` are the columns of a table."""
        super().__init__()
        self.spec, self._shape = spec, shape
        self._source = self._recorded = ""  # the record's text as it is kept, and as the field shows it
        self._is_loading = self._is_missing = False
        self._build(workplace, tuple(titles))

    @property
    def target(self) -> QWidget:
        """Where the cursor goes."""
        editor = self.editor
        if isinstance(editor, RichField):
            return editor.edit
        if isinstance(editor, TableField):
            return editor.grid
        return editor.text if isinstance(editor, DateField) else editor

    def show_fact(self, recorded: str, typed: str | None) -> None:
        """What the record says, and what was typed in its place.

        Ledgers indent and leave lines empty, which no field keeps; so the record's text is what the field makes of it.
        Whoever types here keeps the cursor: a text that stands in the field already is not put there again.
        """
        if recorded != self._source:
            self._source = recorded
            if self._stored(recorded) != self.text():
                self._put(recorded)
            self._recorded = self.text()
        wanted = self._recorded if typed is None else typed
        if self.text() != wanted:
            self._put(wanted)
        self._mark()

    def text(self) -> str:
        """What stands in the field, as the paper takes it."""
        editor = self.editor
        if isinstance(editor, DateField):
            try:
                meant = editor.typed()
            except NotADate:  # 　年　月　日 to be filled in by hand, or half a date
                return editor.text.text().strip()
            return meant.chinese() if meant else ""
        if isinstance(editor, QPlainTextEdit):
            return editor.toPlainText().strip()
        return self._stored(editor.text().strip())

    def typed(self) -> str | None:
        """What was typed in place of the record's text; None where it is the record's."""
        text = self.text()
        return None if text == self._recorded else text

    def set_missing(self, is_missing: bool) -> None:
        """The paper needs it and says so; what may stay empty is not called missing."""
        if is_missing != self._is_missing:
            self._is_missing = is_missing
            self._mark()

    def say_unprintable(self, characters: Sequence[str]) -> None:
        """Name what no font prints, while it can still be mended."""
        if characters:
            named = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in characters)
            self.problem.say(f"字体中没有 {named}，不能打印。请核对该字，或改用通用字。")
        else:
            self.problem.clear()

    def set_read_only(self, is_read_only: bool) -> None:
        """Read and copy, but not change."""
        editor = self.editor
        if isinstance(editor, RichField | TableField | DateField):
            editor.set_read_only(is_read_only)
        else:
            editor.setReadOnly(is_read_only)

    def _stored(self, text: str) -> str:
        return names_by_line(text) if self._shape is Shape.NAMES else text

    def _put(self, text: str) -> None:
        self._is_loading = True
        if isinstance(self.editor, QPlainTextEdit):
            self.editor.setPlainText(text)
        elif isinstance(self.editor, RichField | TableField):
            self.editor.set_text(text)
        elif isinstance(self.editor, DateField):
            self.editor.text.setText(text)
        else:
            self.editor.setText(names_in_line(text) if self._shape is Shape.NAMES else text)
            self.editor.setCursorPosition(0)  # a long text is read from its beginning
        self._is_loading = False

    def _tell(self) -> None:
        if not self._is_loading:
            self._mark()
            self.changed.emit()

    def _mark(self) -> None:
        is_typed, has_text = self.typed() is not None, bool(self.text())
        state = "typed" if is_typed and has_text else "recorded" if has_text else "absent" if self._is_missing else ""
        self.mark.setText(_ORIGINS[state])
        self.mark.setProperty("state", state)
        self.mark.style().polish(self.mark)
        self.restore.setVisible(is_typed and bool(self._recorded))

    def _restore(self) -> None:
        self._put(self._recorded)
        self._tell()
        self.target.setFocus()

    def _build(self, workplace: Workplace, titles: tuple[str, ...]) -> None:
        self.editor = self._editor(workplace, titles)
        self.label = QLabel(self.spec.label)
        self.label.setBuddy(self.target)
        self.mark = QLabel()
        self.mark.setProperty("role", "origin")
        self.restore = QToolButton()
        self.restore.setText("恢复")
        self.restore.setToolTip("恢复案卡内容")
        self.restore.setAccessibleName(f"{self.spec.label}：恢复案卡内容")
        self.restore.setObjectName(f"{self.spec.name}_restore")
        self.restore.setProperty("role", "tool")
        self.restore.clicked.connect(lambda _checked: self._restore())
        self.problem = ProblemLabel()
        head = QHBoxLayout()
        head.setSpacing(8)
        for part in (self.label, self.mark):
            head.addWidget(part)
        head.addStretch(1)
        if isinstance(self.editor, RichField):
            head.addWidget(self.editor.tools)
        head.addWidget(self.restore)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.editor)
        layout.addWidget(self.problem)

    def _editor(self, workplace: Workplace, titles: tuple[str, ...]) -> Editor:
        name, title = self.spec.name, self.spec.label
        if self._shape in {Shape.RICH, Shape.BOLD}:
            rich = RichField(title, name, has_blocks=self._shape is Shape.RICH)
            rich.changed.connect(self._tell)
            return rich
        if self._shape is Shape.TABLE:
            table = TableField(title, name, titles)
            table.changed.connect(self._tell)
            return table
        if self._shape is Shape.DATE:
            day = DateField(workplace, title, name)
            day.changed.connect(self._tell)
            return day
        field = QPlainTextEdit() if self._shape is Shape.LONG else QLineEdit()
        if isinstance(field, QPlainTextEdit):
            field.setTabChangesFocus(True)
            field.setFixedHeight(field.fontMetrics().lineSpacing() * _LONG_LINES + 14)
        field.setPlaceholderText(self.spec.hint)
        field.setObjectName(name)
        field.setAccessibleName(title)
        field.textChanged.connect(lambda *_: self._tell())
        return field

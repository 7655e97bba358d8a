"""One paragraph of a version: its form, the prescribed content it covers, its wording with facts to put in."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from app.services.own_templates.rows import WORDED, BlockDraft, TemplateFrame
from app.views.own_templates.fact_words import FactMarks, FactWords
from app.views.own_templates.version_texts import FORM_NOTES, FORMS
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

_NO_ITEM = "（无）"
_ITEM_WIDTH = 96
_LINES = 4
_MOST_LINES = 8


class BlockEditor(QWidget):
    """``show_block`` fills the fields; ``changed`` tells only what the user does."""

    changed = Signal(object)  # BlockDraft

    def __init__(self, workplace: Workplace, frame: TemplateFrame, words: FactWords) -> None:
        """Empty until ``show_block``."""
        super().__init__()
        self._frame, self._words = frame, words
        self._block: BlockDraft | None = None
        self._is_filling = self._is_item_open = False
        self._build(workplace)

    def show_block(self, block: BlockDraft | None, is_item_open: bool = False) -> None:
        """Put a paragraph into the fields, or grey them where there is none.

        ``is_item_open``: nobody prescribed yet which content it covers.
        """
        self._is_filling = True
        self._block, self._is_item_open = block, is_item_open
        is_worded = block is not None and block.is_worded
        for part in (self.form, self.insert, self.text):
            part.setEnabled(is_worded)
        self.text.setEnabled(block is not None)
        self.text.setReadOnly(not is_worded)
        self._fill_form(block)
        self.item.setEnabled(is_item_open and bool(self._frame.contents))
        self.item.setCurrentIndex(max(self.item.findText(block.item if block and block.item else _NO_ITEM), 0))
        self.text.setPlainText(self._words.shown(block.text) if block else "")
        self._explain()
        self._is_filling = False

    def say(self, sentences: Sequence[str]) -> None:
        """What is wrong with this paragraph."""
        if sentences:
            self.problem.say("\n".join(sentences))
        else:
            self.problem.clear()

    def begin_typing(self) -> None:
        """Go to the end of the wording."""
        self.text.setFocus()
        self.text.moveCursor(QTextCursor.MoveOperation.End)

    def put_in(self, name: str) -> None:
        """Insert a fact at the cursor."""
        self.text.insertPlainText(self._words.of(name))
        self.text.setFocus()

    def _fill_form(self, block: BlockDraft | None) -> None:
        self.form.clear()
        if block is not None and not block.is_worded:
            self.form.addItem(FORMS.get(block.form, block.form), block.form)
            return
        for form in WORDED:
            self.form.addItem(FORMS[form], form)
        self.form.setCurrentIndex(self.form.findData(block.form) if block else -1)

    def _explain(self) -> None:
        block = self._block
        parts = [FORM_NOTES.get(block.form, "")] if block else ["请在上面选择一段。"]
        if block and block.needs:
            parts.append(f"没有填写“{self._words.label(block.needs)}”时，这一段不印。")
        if block and block.item and not self._is_item_open:
            parts.append("对应的规定内容不能改。")
        self.note.setText("".join(parts))

    def _tell(self) -> None:
        if self._is_filling or self._block is None:
            return
        block = self._block
        self._block = BlockDraft(
            form=self.form.currentData() or block.form,
            text=self._words.kept(self.text.toPlainText()) if block.is_worded else block.text,
            item=self.item.currentText().replace(_NO_ITEM, "") if self._is_item_open else block.item,
            needs=block.needs,
            origin=block.origin,
        )
        self._explain()
        self.changed.emit(self._block)

    def _build(self, workplace: Workplace) -> None:
        self.form, self.item, self.insert = QComboBox(), QComboBox(), QToolButton()
        for field, key, title in ((self.form, "block_form", "形式"), (self.item, "block_item", "规定内容")):
            field.setObjectName(key)
            field.setAccessibleName(title)
            field.currentIndexChanged.connect(lambda _: self._tell())
        self.item.setMinimumWidth(_ITEM_WIDTH)
        self._is_filling = True
        self.item.addItems([_NO_ITEM, *self._frame.contents])
        self._is_filling = False
        self.insert.setText("插入内容")
        self.insert.setObjectName("block_insert")
        self.insert.setToolTip("在光标处插入办案内容，打印时换成该件的实际情况 (Alt+I)")
        self.insert.setShortcut("Alt+I")
        self.insert.setProperty("role", "action")
        self.insert.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.insert.setMenu(self._facts_menu())
        self.text, self.problem, self.note = QPlainTextEdit(), ProblemLabel(), QLabel()
        self.text.setObjectName("block_text")
        self.text.setAccessibleName("文字")
        self.text.setTabChangesFocus(True)
        line = self.text.fontMetrics().lineSpacing()
        self.text.setMinimumHeight(line * _LINES + 14)
        self.text.setMaximumHeight(line * _MOST_LINES + 14)
        self.text.textChanged.connect(self._tell)
        self.marks = FactMarks(self.text.document(), self._words, workplace.theme.colour("link"))
        self.note.setProperty("role", "muted")
        self.note.setWordWrap(True)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        for title, field in (("形式", self.form), ("规定内容", self.item)):
            label = QLabel(title)
            label.setBuddy(field)
            head.addWidget(label)
            head.addWidget(field)
        head.addStretch(1)
        head.addWidget(self.insert)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(4)
        layout.addLayout(head, 0, 0)
        layout.addWidget(self.text, 1, 0)
        layout.addWidget(self.problem, 2, 0)
        layout.addWidget(self.note, 3, 0)
        layout.setRowStretch(1, 1)

    def _facts_menu(self) -> QMenu:
        menu = QMenu(self)
        more = QMenu("同类文书用到的其他内容", menu)
        for fact in self._frame.facts:
            entry = (menu if fact.is_usual else more).addAction(fact.label)
            entry.triggered.connect(lambda _checked, name=fact.name: self.put_in(name))
        if not more.isEmpty():
            menu.addSeparator()
            menu.addMenu(more)
        return menu


def new_block() -> BlockDraft:
    """A paragraph that no version had."""
    return BlockDraft("text", "")


def one_line(text: str) -> str:
    """A paragraph as a row of a list shows it."""
    return " ".join(text.split())

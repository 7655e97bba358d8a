"""The paragraphs of a version: a list to walk through, add to, take from and move in, and the current one below."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.own_templates.rows import BlockDraft, Flaw, TemplateFrame
from app.views.own_templates.block_editor import BlockEditor, new_block, one_line
from app.views.own_templates.block_steps import Blocks, BlockSteps
from app.views.own_templates.fact_words import FactWords
from app.views.own_templates.version_texts import FORMS
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

_HEADS = (Head("段", 38, is_number=True), Head("提示", 64), Head("形式", 52), Head("规定内容", 128), Head("文字", 260))


class BlocksView(QWidget):
    """``blocks`` is what stands there; ``changed`` tells every change the user makes."""

    changed = Signal()

    def __init__(self, workplace: Workplace, frame: TemplateFrame, blocks: Blocks) -> None:
        """``blocks`` of the version the draft is made from."""
        super().__init__()
        self._workplace, self._frame, self._first = workplace, frame, blocks
        self._words, self._steps = FactWords(frame.facts), BlockSteps(blocks)
        self._flaws: tuple[Flaw, ...] = ()
        self._is_filling = False
        self._build()
        self._fill(0)

    @property
    def blocks(self) -> Blocks:
        """The paragraphs as they stand."""
        return self._steps.blocks

    @property
    def place(self) -> int:
        """The current paragraph, -1 where there is none."""
        return self.table.currentIndex().row()

    def mark(self, flaws: Sequence[Flaw]) -> None:
        """Show what is wrong with which paragraph; nothing of what is typed moves."""
        self._flaws = tuple(flaw for flaw in flaws if flaw.field == "blocks")
        whole = [flaw.sentence for flaw in self._flaws if flaw.place is None]
        if whole:
            self.problem.say("\n".join(whole))
        else:
            self.problem.clear()
        self._list_rows(self.place)
        self._say_current()

    def go_to(self, place: int | None) -> None:
        """Make a paragraph current and go to its wording; the list where it is about no single one."""
        if place is None:
            self.table.setFocus()
        else:
            self.table.setCurrentIndex(self.table.rows.index(place, 0))
            self.editor.begin_typing()

    def _add(self) -> None:
        if self._frame.is_register:
            return
        self._fill(self._steps.add(self.place, new_block()))
        self.changed.emit()
        self.editor.begin_typing()

    def _remove(self) -> None:
        if self.place >= 0:
            self._act(self._steps.remove(self.place))

    def _move(self, by: int) -> None:
        if self.place >= 0:
            self._act(self._steps.move(self.place, by))

    def _restore(self) -> None:
        if self._steps.can_go_back:
            self._act(self._steps.go_back())

    def _act(self, place: int) -> None:
        self._fill(place)
        self.changed.emit()

    def _reword(self, block: BlockDraft) -> None:
        self._steps.replace(self.place, block)
        self._enable()
        self.changed.emit()  # whoever listens marks the flaws after a while, and the list is told anew then

    def _fill(self, place: int) -> None:
        self._flaws = ()
        self._list_rows(place)
        self.table.scrollTo(self.table.currentIndex())
        self._show_current()

    def _list_rows(self, place: int) -> None:
        self._is_filling = True  # the table begins at its first row, which nobody chose
        self.table.show_rows([self._row(at, block) for at, block in enumerate(self.blocks)])
        self.table.setCurrentIndex(self.table.rows.index(place, 0))
        self._is_filling = False
        self._enable()

    def _row(self, place: int, block: BlockDraft) -> tuple[str, ...]:
        form, text = FORMS.get(block.form, block.form), one_line(self._words.shown(block.text))
        return str(place + 1), self._hint(place, block), form, block.item or "—", text

    def _hint(self, place: int, block: BlockDraft) -> str:
        if any(flaw.place == place for flaw in self._flaws):
            return "有问题"
        if block.origin is None:
            return "新增"
        if block not in self._first:
            return "已改"
        return "" if block.is_worded else "只读"

    def _choose(self) -> None:
        if not self._is_filling:
            self._steps.rest()
            self._show_current()

    def _show_current(self) -> None:
        place = self.place
        block = self.blocks[place] if 0 <= place < len(self.blocks) else None
        self.editor.show_block(block, block is not None and self._is_item_open(block))
        self._say_current()
        self._enable()

    def _is_item_open(self, block: BlockDraft) -> bool:
        """A paragraph of the office's own; those that came with a prescribed content keep it."""
        return block.origin is None or not next((each.item for each in self._first if each.origin == block.origin), "")

    def _say_current(self) -> None:
        self.editor.say([flaw.sentence for flaw in self._flaws if flaw.place == self.place])

    def _enable(self) -> None:
        place, last = self.place, len(self.blocks) - 1
        self.add.setEnabled(not self._frame.is_register)
        self.remove.setEnabled(place >= 0)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(0 <= place < last)
        self.restore.setEnabled(self._steps.can_go_back)

    def _build(self) -> None:
        self.table = PlainTable(self._workplace, "blocks_table", "正文各段", _HEADS)
        self.table.setMinimumHeight(132)
        # A problem that appears takes room from the list, and must not push its paragraph out of sight.
        self.table.verticalScrollBar().rangeChanged.connect(lambda *_: self.table.scrollTo(self.table.currentIndex()))
        self.table.selectionModel().currentChanged.connect(lambda *_: self._choose())
        self.editor = BlockEditor(self._workplace, self._frame, self._words)
        self.table.chosen.connect(lambda *_: self.editor.begin_typing())
        self.editor.changed.connect(self._reword)
        self.problem = ProblemLabel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._bar())
        layout.addWidget(self.table, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.editor)
        if self._frame.is_register:
            self._show_register_note(layout)

    def _show_register_note(self, layout: QVBoxLayout) -> None:
        for part in (self.bar, self.table, self.editor):
            part.hide()
        note = QLabel("这种表的栏目固定，没有可以改的段落；标题、份数和审签可以改。")
        note.setWordWrap(True)
        layout.addWidget(note)
        layout.addStretch(1)

    def _bar(self) -> QWidget:
        self.bar, row = QWidget(), QHBoxLayout()
        self.bar.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        title = QLabel("正文")
        title.setProperty("role", "heading")
        row.addWidget(title)
        row.addStretch(1)
        self.add = self._button("添加", "block_add", "Alt+N", self._add)
        self.remove = self._button("删除", "block_remove", "Alt+Delete", self._remove)
        self.up = self._button("上移", "block_up", "Alt+Up", lambda: self._move(-1))
        self.down = self._button("下移", "block_down", "Alt+Down", lambda: self._move(1))
        self.restore = self._button("恢复", "block_restore", "Alt+R", self._restore)
        self.restore.setToolTip("退回上一步改动 (Alt+R)")
        for button in (self.add, self.remove, self.up, self.down, self.restore):
            row.addWidget(button)
        return self.bar

    def _button(self, title: str, key: str, keys: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(title)
        button.setObjectName(key)
        button.setAutoDefault(False)
        button.setToolTip(f"{title}这一段 ({keys})" if title != "添加" else f"在这一段下面添加一段 ({keys})")
        button.clicked.connect(lambda _checked: slot())
        QShortcut(QKeySequence(keys), self, slot)
        return button

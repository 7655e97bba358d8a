"""A rich text field of a form: the editor, and 粗体, 列表, 表格 above it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from app.views.papers.rich_edit import RichEdit

_LEAST_LINES, _MOST_LINES = 3, 12


class RichField(QWidget):
    """Grows with its text up to a dozen lines, then scrolls."""

    changed = Signal()

    def __init__(self, title: str, name: str, *, has_blocks: bool = True) -> None:
        """``title`` is the visible label's text, ``name`` the fact's."""
        super().__init__()
        self.edit = RichEdit(has_blocks=has_blocks)
        self._build(title, name)
        self._grow()

    def text(self) -> str:
        """The text as it is stored."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Show a stored text."""
        self.edit.set_text(text)
        self._grow()

    def set_read_only(self, is_read_only: bool) -> None:
        """Read and copy, but not change."""
        self.edit.setReadOnly(is_read_only)
        self.tools.setVisible(not is_read_only)
        for shortcut in self._shortcuts:
            shortcut.setEnabled(not is_read_only and self.edit.has_blocks)

    def _grow(self) -> None:
        line = self.edit.fontMetrics().lineSpacing()
        wanted = int(self.edit.document().size().height()) + 6
        height = min(max(wanted, _LEAST_LINES * line + 14), _MOST_LINES * line + 14)
        if height != self.edit.height():
            self.edit.setFixedHeight(height)

    def _show_state(self) -> None:
        self.bold.setChecked(self.edit.is_bold)
        self.items.setChecked(self.edit.textCursor().currentList() is not None)
        is_inside = self.edit.table is not None
        for action in self.table_menu.actions()[1:]:
            action.setEnabled(is_inside)
        self.table_menu.actions()[0].setEnabled(not is_inside)

    def _build(self, title: str, name: str) -> None:
        edit = self.edit
        edit.setObjectName(name)
        edit.setAccessibleName(title)
        self.tools = self._tools(name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tools)
        layout.addWidget(edit)
        edit.said.connect(self.changed)
        edit.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())
        edit.cursorPositionChanged.connect(self._show_state)
        edit.currentCharFormatChanged.connect(lambda _: self._show_state())
        self._show_state()

    def _tools(self, name: str) -> QWidget:
        edit, tools = self.edit, QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.bold = self._tool("粗体", f"{name}_bold", edit.toggle_bold, is_lasting=True)
        self.items = self._tool("列表", f"{name}_items", edit.toggle_items, is_lasting=True)
        self.tables = self._tool("表格", f"{name}_table", None)
        self._offer_tables()
        self._shortcuts: list[QShortcut] = []
        for keys, act in (("Ctrl+L", self.items.click), ("Ctrl+T", self.tables.showMenu)):
            shortcut = QShortcut(QKeySequence(keys), edit, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.setEnabled(edit.has_blocks)
            self._shortcuts.append(shortcut)
        for tool, keys in ((self.bold, "Ctrl+B"), (self.items, "Ctrl+L"), (self.tables, "Ctrl+T")):
            tool.setToolTip(f"{tool.text()} ({keys})")
            row.addWidget(tool)
            tool.setVisible(tool is self.bold or edit.has_blocks)
        row.addStretch(1)
        return tools

    def _offer_tables(self) -> None:
        edit, self.table_menu = self.edit, QMenu(self)
        for words, act in (
            ("插入表格", edit.insert_table),
            ("在下面加一行", edit.add_row),
            ("在右边加一列", edit.add_column),
            ("删除这一行", edit.remove_row),
            ("删除这一列", edit.remove_column),
        ):
            self.table_menu.addAction(words).triggered.connect(lambda _checked, act=act: self._after(act))
        self.tables.setMenu(self.table_menu)
        self.tables.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _tool(self, words: str, key: str, act: Callable[[], None] | None, *, is_lasting: bool = False) -> QToolButton:
        tool = QToolButton()
        tool.setText(words)
        tool.setObjectName(key)
        tool.setAccessibleName(words)
        tool.setCheckable(is_lasting)
        tool.setProperty("role", "tool")
        # Tab goes from text to text; the tools have keys of their own and the mouse.
        tool.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if act is not None:
            tool.clicked.connect(lambda _checked: self._after(act))
        return tool

    def _after(self, act: Callable[[], None]) -> None:
        """Do it and go on typing."""
        act()
        self.edit.setFocus()
        self._show_state()

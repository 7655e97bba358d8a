"""The manual in a window of its own: chapters at the left, the text at the right, a search over both."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.views.manual.chapters import Chapter, chapters_in
from app.views.shared.page import Page
from app.views.shared.theme import Theme
from app.views.shared.workplace import Workplace

_SIDE = 220
_LINE_PERCENT, _ABOVE_HEADING, _BELOW = 140, 18, 6  # the margins in pixels
_CHAPTER = int(Qt.ItemDataRole.UserRole)


class ManualWindow(QDialog):
    """Stays open beside the main window."""

    def __init__(self, chapters: tuple[Chapter, ...], theme: Theme, parent: QWidget) -> None:
        """``chapters`` in the order of the contents."""
        super().__init__(parent)
        self._chapters, self._theme = chapters, theme
        self.setWindowTitle("使用手册")
        self.setObjectName("manual")
        self.resize(980, 640)
        self._build()
        self._list_chapters()

    def show_chapter(self, title: str, section: str = "") -> None:
        """Open the manual at a chapter, or at one section of it; an unknown one leaves it where it is."""
        self.search.clear()
        found = self.contents.findItems(title, Qt.MatchFlag.MatchExactly)
        if found:
            self.contents.setCurrentItem(found[0])
            self._go_to(section)

    def _go_to(self, section: str) -> None:
        block = self.text.document().begin()
        while section and block.isValid():
            if block.blockFormat().headingLevel() and block.text() == section:
                self.text.moveCursor(QTextCursor.MoveOperation.End)  # so that the heading comes to stand at the top
                self.text.setTextCursor(QTextCursor(block))
                return
            block = block.next()

    def _list_chapters(self) -> None:
        words = self.search.text().strip()
        fitting = [chapter for chapter in self._chapters if chapter.speaks_of(words)]
        self.contents.clear()
        for chapter in fitting:
            item = QListWidgetItem(chapter.title, self.contents)
            item.setData(_CHAPTER, chapter)
        self.nothing.setVisible(not fitting)
        if fitting:
            self.contents.setCurrentRow(0)

    def _show_current(self) -> None:
        item = self.contents.currentItem()
        if item is not None:
            self.text.setMarkdown(item.data(_CHAPTER).text)
            _space(self.text.document())
            self._find_next()

    def _find_next(self) -> None:
        word = next(iter(self.search.text().split()), "")
        if word and not self.text.find(word, QTextDocument.FindFlag(0)):
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(word)

    def _build(self) -> None:
        self.search = QLineEdit()
        self.search.setObjectName("manual_search")
        self.search.setAccessibleName("在手册中查找")
        self.search.setPlaceholderText("在手册中查找 (Ctrl+F)")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._list_chapters())
        self.search.returnPressed.connect(self._find_next)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)
        self.contents = QListWidget()
        self.contents.setObjectName("manual_contents")
        self.contents.setAccessibleName("目录")
        self.contents.currentItemChanged.connect(lambda *_: self._show_current())
        self.nothing = QLabel("没有一章说到这些。请换一个词。")
        self.nothing.setWordWrap(True)
        self.nothing.setProperty("role", "muted")
        self.text = QTextBrowser()
        self.text.setObjectName("manual_text")
        self.text.setAccessibleName("正文")
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(24)
        side = QWidget()
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.search, self.nothing, self.contents):
            column.addWidget(part)
        layout = QHBoxLayout(self)
        layout.addWidget(side)
        layout.addWidget(self.text, 1)


def _space(document: QTextDocument) -> None:
    """Room between lines and above headings, which Markdown leaves to whoever shows it."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        shape = QTextBlockFormat()
        shape.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        shape.setTopMargin(_ABOVE_HEADING if level > 1 else 0)
        shape.setBottomMargin(_BELOW)
        cursor.setPosition(block.position())
        cursor.mergeBlockFormat(shape)
        block = block.next()


def open_manual(workplace: Workplace, window: QWidget, page: Page | None) -> ManualWindow:
    """Open the manual, or bring it forward, at the chapter about ``page``."""
    return open_chapter(workplace, window, page.chapter if page is not None else Page.chapter)


def open_chapter(workplace: Workplace, window: QWidget, title: str, section: str = "") -> ManualWindow:
    """The manual beside ``window``: of a dialog that keeps the main window waiting it is the dialog's own."""
    manual = window.findChild(ManualWindow, "manual", Qt.FindChildOption.FindDirectChildrenOnly)
    if manual is None:
        manual = ManualWindow(chapters_in(workplace.theme.resources.manual), workplace.theme, window)
    manual.show_chapter(title, section)
    manual.show()
    manual.activateWindow()
    return manual

"""The current file beside the list: pages of a PDF, a picture, the beginning of a text, or what is known of it."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.services.foundation.errors import DomainError, KnownError
from app.services.suggestions.rows import AttachmentRow
from app.views.attachments.looking import Look, look_at
from app.views.attachments.table import one_line, size_words
from app.views.shared.background import BackgroundTask
from app.views.shared.elided_label import ElidedLabel
from app.views.shared.workplace import Workplace

ZOOMS = {"适合宽度": 1.0, "1.5 倍": 1.5, "2 倍": 2.0, "3 倍": 3.0}
_SOON = 60  # milliseconds; running through the list with the arrow keys draws only where it rests
_MARGIN = 12
_SLACK = 20  # pixels a picture may be narrower than its place before it is drawn anew
_OTHERS = "这种文件不在这里显示。请用“打开”或“另存为…”，在其他程序里查看。"


class FilePreview(QWidget):
    """``show_file`` draws beside the window; the newest wish wins."""

    drawn = Signal()  # a file is on screen, or the sentence that says why not

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_file``."""
        super().__init__()
        self._workplace = workplace
        self._file: AttachmentRow | None = None
        self._page, self._pages, self._newest, self._drawn_for = 0, 1, 0, 0
        self.is_idle = True
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._draw)
        self._build()
        self.show_file(None)

    @property
    def page(self) -> int:
        """The page on screen, counted from 0."""
        return self._page

    def show_file(self, file: AttachmentRow | None) -> None:
        """Show another file from its first page, or nothing."""
        self._file, self._page, self._pages = file, 0, 1
        self._newest += 1  # what is still being drawn is for another file
        self._picture.clear()
        self._name.setText(one_line(file.file_name) if file else "")
        self._name.setToolTip(self._name.text())
        self._offer(is_picture=False)
        self._words.setText("正在读取……" if file else "选中一个附件，在这里预览。")
        self._stack.setCurrentWidget(self._told)
        if file is not None:
            self._wish()

    def turn_to(self, page: int) -> None:
        """Show another page, held within the file."""
        page = min(max(page, 0), self._pages - 1)
        if page != self._page:
            self._page = page
            self._wish()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_shown = self._stack.currentWidget() is self._scroll
        if event.type() == QEvent.Type.Resize and is_shown and abs(self._width() - self._drawn_for) > _SLACK:
            self._wish()
        return super().eventFilter(watched, event)

    def _wish(self) -> None:
        self.is_idle = False
        self._soon.start()

    def _width(self) -> int:
        return max(self._scroll.viewport().width() - 2 * _MARGIN, 100)

    def _draw(self) -> None:
        file = self._file
        if file is None or not self._workplace.has_desk:
            self.is_idle = True
            return
        self._newest += 1
        ratio, attachments = self.devicePixelRatioF(), self._workplace.desk.attachments
        page, width, zoom = self._page, self._width(), ZOOMS[self.zoom.currentText()]

        def job(_: object) -> Look:
            return look_at(attachments.readable(file.sha256), file, page, int(width * ratio), zoom)

        self._drawn_for = width
        task = BackgroundTask(job, self)
        task.succeeded.connect(partial(self._take, self._newest, ratio))
        task.failed.connect(partial(self._fail, self._newest))
        task.start()

    def _take(self, number: int, ratio: float, look: Look) -> None:
        if number != self._newest:
            return
        self._pages = look.pages
        if look.image is not None:
            pixmap = QPixmap.fromImage(look.image)
            pixmap.setDevicePixelRatio(ratio)
            self._picture.setPixmap(pixmap)
            self._picture.setAccessibleName(f"第 {self._page + 1} 页，共 {self._pages} 页")
            self._picture.setFixedSize(pixmap.deviceIndependentSize().toSize())
            self._scroll.verticalScrollBar().setValue(0)
            self._stack.setCurrentWidget(self._scroll)
        elif look.text is not None:
            self.text.setPlainText(look.text)
            self._stack.setCurrentWidget(self._texts)
            self._note.setText(look.note)
            self._note.setVisible(bool(look.note))
        else:
            self._tell(_OTHERS)
        self._finish(is_picture=look.image is not None)

    def _fail(self, number: int, error: Exception) -> None:
        if number != self._newest:
            return
        if not isinstance(error, DomainError | KnownError):
            self.is_idle = True
            raise error
        self._tell(str(error))
        self._finish(is_picture=False)

    def _finish(self, *, is_picture: bool) -> None:
        self._offer(is_picture=is_picture)
        self.is_idle = not self._soon.isActive()
        self.drawn.emit()

    def _tell(self, sentence: str) -> None:
        file = self._file
        if file is None:
            return
        exact = f"{size_words(file.size)}（{file.size:,} 字节）"
        self._words.setText(
            f"{sentence}\n\n文件名：{one_line(file.file_name)}\n大小：{exact}\nSHA-256：\n{_hash_lines(file.sha256)}"
        )
        self._stack.setCurrentWidget(self._told)

    def _offer(self, *, is_picture: bool) -> None:
        self.zoom.setEnabled(is_picture)
        has_pages = is_picture and self._pages > 1
        for part in (self.back, self.forth, self._place):
            part.setVisible(has_pages)
        self._place.setText(f"{self._page + 1} / {self._pages}")
        self.back.setEnabled(self._page > 0)
        self.forth.setEnabled(self._page < self._pages - 1)

    def said(self) -> str:
        """The sentence and facts that stand in place of a picture; empty while something is drawn."""
        return self._words.text() if self._stack.currentWidget() is self._told else ""

    def pixmap(self) -> QPixmap:
        """The picture on screen; null while there is none."""
        return self._picture.pixmap() if self._stack.currentWidget() is self._scroll else QPixmap()

    def _build(self) -> None:
        self.setMinimumWidth(280)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(self._bar())
        self._stack = QStackedWidget()
        for part in (self._build_told(), self._build_scroll(), self._build_texts()):
            self._stack.addWidget(part)
        layout.addWidget(self._stack, 1)

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._name, self._place = ElidedLabel(), QLabel()
        self.back = self._turner("上一页", "chevron-left", -1)
        self.forth = self._turner("下一页", "chevron-right", 1)
        self.zoom = QComboBox()
        self.zoom.setObjectName("attachment_zoom")
        self.zoom.setAccessibleName("缩放")
        self.zoom.addItems(list(ZOOMS))
        self.zoom.currentTextChanged.connect(lambda _: self._wish())
        row.addWidget(self._name, 1)
        for part in (self.back, self._place, self.forth, self.zoom):
            row.addWidget(part)
        return row

    def _turner(self, title: str, icon: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"attachment_{icon}")
        button.setAccessibleName(title)
        button.setToolTip(title)
        button.setProperty("role", "quiet")
        button.setIcon(self._workplace.icons.icon(icon))
        button.clicked.connect(lambda _checked: self.turn_to(self._page + by))
        return button

    def _build_told(self) -> QWidget:
        self._told, self._words = QFrame(), QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._words.setProperty("role", "muted")
        column = QVBoxLayout(self._told)
        column.addWidget(self._words, 1)
        return self._told

    def _build_scroll(self) -> QWidget:
        self._scroll, self._picture = QScrollArea(), QLabel()
        self._scroll.setObjectName("attachment_picture")
        self._scroll.setAccessibleName("附件预览")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._scroll.setWidget(self._picture)
        self._scroll.viewport().installEventFilter(self)
        return self._scroll

    def _build_texts(self) -> QWidget:
        self._texts, self.text, self._note = QWidget(), QPlainTextEdit(), QLabel()
        self.text.setObjectName("attachment_text")
        self.text.setAccessibleName("附件文字")
        self.text.setReadOnly(True)
        self.text.setAcceptDrops(False)  # what is dropped here is for the list
        self._note.setProperty("role", "muted")
        column = QVBoxLayout(self._texts)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text, 1)
        column.addWidget(self._note)
        return self._texts


def _hash_lines(sha256: str) -> str:
    """Two lines: it has no place where it could wrap by itself."""
    return f"{sha256[:32]}\n{sha256[32:]}"

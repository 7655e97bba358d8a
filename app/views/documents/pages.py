"""The pages of a PDF, one below the other, drawn beside the window at the size they are shown."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.documents.preview import PageImage, page_images
from app.services.foundation.progress import Progress
from app.views.shared.background import BackgroundTask

WIDTHS = {"适合宽度": 0.0, "75%": 0.75, "100%": 1.0, "150%": 1.5, "200%": 2.0}
_PAGE_PIXELS = 794  # 210 mm at 96 pixels an inch
_MARGIN = 40


class Pages(QScrollArea):
    """``show_pdf`` draws; page keys scroll by a screen, Home and End go to the ends, Ctrl with + and - zooms."""

    zoom_wanted = Signal(int)  # one step closer or further
    drawn = Signal()

    def __init__(self) -> None:
        """Empty until ``show_pdf``."""
        super().__init__()
        self._pdf = b""
        self._zoom = 0.0
        self._newest = 0
        self._labels: list[QLabel] = []
        self.setObjectName("pages")
        self.setAccessibleName("文书各页")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    @property
    def page_count(self) -> int:
        """How many pages are on screen."""
        return len(self._labels)

    @property
    def page(self) -> int:
        """The page at the top, counted from 0."""
        top = self.verticalScrollBar().value() + _MARGIN
        return next((place for place, label in reversed(list(enumerate(self._labels))) if label.y() <= top), 0)

    def show_pdf(self, pdf: bytes) -> None:
        """Draw another document."""
        self._pdf = pdf
        self._draw()

    def set_zoom(self, zoom: float) -> None:
        """1.0 is the size of the paper, 0 fits the width."""
        self._zoom = zoom
        if self._pdf:
            self._draw()

    def go_to(self, page: int) -> None:
        """Scroll to a page, counted from 0."""
        if self._labels:
            label = self._labels[min(max(page, 0), len(self._labels) - 1)]
            self.verticalScrollBar().setValue(label.y() - _MARGIN // 4)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Home: lambda: self.go_to(0),
            Qt.Key.Key_End: lambda: self.go_to(len(self._labels) - 1),
        }
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.text() in {"+", "=", "-"}:
            self.zoom_wanted.emit(-1 if event.text() == "-" else 1)
        elif event.key() in steps:
            steps[event.key()]()
        else:
            super().keyPressEvent(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._pdf and not self._zoom and self._is_width_off():
            self._draw()
        return super().viewportEvent(event)

    def _is_width_off(self) -> bool:
        return not self._labels or abs(self._labels[0].width() - self._width()) > _MARGIN // 2

    def _width(self) -> int:
        fitting = self.viewport().width() - 2 * _MARGIN
        return max(int(_PAGE_PIXELS * self._zoom) if self._zoom else min(fitting, 2 * _PAGE_PIXELS), 200)

    def _draw(self) -> None:
        self._newest += 1
        ratio = self.devicePixelRatioF()
        job = partial(_draw_pages, self._pdf, int(self._width() * ratio))
        task = BackgroundTask(job, self)
        task.succeeded.connect(partial(self._take, self._newest, ratio))
        task.failed.connect(self._fail)
        task.start()

    def _take(self, number: int, ratio: float, images: list[PageImage]) -> None:
        if number != self._newest:
            return
        page = self.page
        desk, column = QWidget(), QVBoxLayout()
        desk.setLayout(column)
        column.setSpacing(16)
        column.setContentsMargins(_MARGIN // 2, 16, _MARGIN // 2, 16)
        self._labels = [_label(place, picture(image), ratio) for place, image in enumerate(images)]
        for label in self._labels:
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setWidget(desk)
        desk.layout().activate()
        self.go_to(page)
        self.drawn.emit()

    def _fail(self, error: Exception) -> None:
        raise error  # PDFium refusing our own PDF is a bug


def picture(image: PageImage) -> QImage:
    """A page as Qt draws it; the bytes are copied, so the page may go."""
    shown = QImage(image.rgb, image.width, image.height, 3 * image.width, QImage.Format.Format_RGB888)
    return shown.copy()


def _draw_pages(pdf: bytes, width: int, _: Progress) -> list[PageImage]:
    return page_images(pdf, width)


def _label(place: int, drawn: QImage, ratio: float) -> QLabel:
    label = QLabel()
    pixmap = QPixmap.fromImage(drawn)
    pixmap.setDevicePixelRatio(ratio)
    label.setPixmap(pixmap)
    label.setAccessibleName(f"第 {place + 1} 页")
    label.setFixedSize(pixmap.deviceIndependentSize().toSize())
    return label

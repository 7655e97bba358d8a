"""The pages of a document, one below the other; those in sight are drawn beside the window, the others when reached."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.documents.preview import PageImage
from app.services.documents.typeset import Laid
from app.services.foundation.progress import Progress
from app.views.shared.background import BackgroundTask

WIDTHS = {"适合宽度": 0.0, "75%": 0.75, "100%": 1.0, "150%": 1.5, "200%": 2.0}
PAPER_WIDTH = 210.0  # mm
_PAGE_PIXELS = 794  # 210 mm at 96 pixels an inch
_MARGIN = 40
_KEPT = 12  # pages before and after the one in sight that stay in memory
_REST = 200  # milliseconds after the first page before the whole file is made for the others: more may be typed
_SETTLE = 40  # milliseconds of scrolling or resizing before pages are drawn


class Pages(QScrollArea):
    """``show_pdf`` and ``show_laid`` draw; page keys scroll a screen, Home and End go to the ends, Ctrl +/- zoom."""

    zoom_wanted = Signal(int)  # one step closer or further
    drawn = Signal()  # every page in sight stands as it is now
    page_changed = Signal(int)
    _arrived = Signal(int, int, object)  # generation, page, PageImage

    def __init__(self) -> None:
        """Empty until something is shown."""
        super().__init__()
        self._laid: Laid | None = None
        self._zoom, self._generation, self._last_page = 0.0, 0, 0
        self._labels: list[QLabel] = []
        self._done: set[int] = set()
        self._task: BackgroundTask | None = None
        self._build()

    @property
    def page_count(self) -> int:
        """How many pages are on screen."""
        return len(self._labels)

    @property
    def page(self) -> int:
        """The page at the top, counted from 0."""
        top = self.verticalScrollBar().value() + _MARGIN
        return next((place for place, label in reversed(list(enumerate(self._labels))) if label.y() <= top), 0)

    @property
    def laid(self) -> Laid | None:
        """What is shown."""
        return self._laid

    def show_pdf(self, pdf: bytes) -> None:
        """Show a finished file."""
        from app.services.documents.typeset import pages_of

        self.show_laid(pages_of(pdf))

    def show_laid(self, laid: Laid, at_hand: Mapping[int, PageImage] | None = None) -> None:
        """Show a document; pages ``at_hand`` stand there at once. The place in it stays where it was."""
        self._laid = laid
        self._generation += 1
        self._done = set()
        self._arrange()
        for page, image in (at_hand or {}).items():
            self._put(page, image)
        if at_hand:
            self._rest.start()
        else:
            self._draw()

    def set_zoom(self, zoom: float) -> None:
        """1.0 is the size of the paper, 0 fits the width."""
        self._zoom = zoom
        self._redraw()

    def go_to(self, page: int) -> None:
        """Scroll to a page, counted from 0."""
        if self._labels:
            label = self._labels[min(max(page, 0), len(self._labels) - 1)]
            self.verticalScrollBar().setValue(label.y() - _MARGIN // 4)

    def pixels(self, page: int) -> int:
        """How many pixels of the screen a page is across."""
        return int(self._width(page) * self.devicePixelRatioF())

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
        if event.type() == QEvent.Type.Resize and self._laid is not None:
            self._resized.start()
        return super().viewportEvent(event)

    def _fit(self) -> None:
        if not self._zoom and self._labels and abs(self._labels[0].width() - self._width(0)) > _MARGIN // 2:
            self._redraw()
        else:
            self._draw()

    def _redraw(self) -> None:
        if self._laid is not None:
            self.show_laid(self._laid)

    def _width(self, page: int) -> int:
        """Of a page in the window's own pixels; a landscape sheet is wider than an upright one."""
        fitting = self.viewport().width() - 2 * _MARGIN
        upright = max(int(_PAGE_PIXELS * self._zoom) if self._zoom else min(fitting, 2 * _PAGE_PIXELS), 200)
        sizes = () if self._laid is None else self._laid.sizes
        if not self._zoom or page >= len(sizes):
            return upright
        return int(upright * sizes[page].width / PAPER_WIDTH)

    def _arrange(self) -> None:
        """A label of the right size for every page; what is drawn on it stays until it is drawn anew."""
        page, inside = self.page, self._inside()
        sizes = () if self._laid is None else self._laid.sizes
        while len(self._labels) > len(sizes):
            label = self._labels.pop()
            self._column.removeWidget(label)
            label.deleteLater()
        while len(self._labels) < len(sizes):
            self._labels.append(_label(len(self._labels)))
            self._column.insertWidget(len(self._labels) - 1, self._labels[-1], 0, Qt.AlignmentFlag.AlignHCenter)
            self._labels[-1].show()  # or the layout would show it one turn of the event loop later
        for place, size in enumerate(sizes):
            width = self._width(place)
            self._labels[place].setFixedSize(width, round(width * size.height / size.width))
        self._column.activate()
        self.widget().adjustSize()
        if self._labels and page < len(self._labels):
            label = self._labels[page]
            self.verticalScrollBar().setValue(label.y() + int(inside * label.height()))

    def _inside(self) -> float:
        """How far down the page at the top the view begins, as a share of its height."""
        if self.page >= len(self._labels):
            return 0.0
        label = self._labels[self.page]
        return (self.verticalScrollBar().value() - label.y()) / max(label.height(), 1)

    def _in_sight(self) -> list[int]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return [
            place for place, label in enumerate(self._labels) if label.y() < bottom and label.y() + label.height() > top
        ]

    def _draw(self) -> None:
        """Draw what is in sight and is not there yet, then its neighbours."""
        if self._laid is None:
            return
        sight = self._in_sight()
        near = [page for page in (*sight, *(place + 1 for place in sight[-1:])) if page < len(self._labels)]
        wanted = [page for page in near if page not in self._done]
        self._forget_far(sight)
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if not wanted:
            self.drawn.emit()
            return
        widths = [self.pixels(page) for page in wanted]
        task = BackgroundTask(
            partial(self._images, self._laid, self._generation, list(zip(wanted, widths, strict=True))), self
        )
        self._task = task
        task.succeeded.connect(lambda _: self._end(task))
        task.failed.connect(self._fail)
        task.start()

    def _images(self, laid: Laid, generation: int, wanted: list[tuple[int, int]], progress: Progress) -> None:
        for done, (page, width) in enumerate(wanted):
            progress.report(done, len(wanted))
            self._arrived.emit(generation, page, laid.image(page, width))

    def _end(self, task: BackgroundTask) -> None:
        if task is self._task:
            self._task = None
            self.drawn.emit()

    def _take(self, generation: int, page: int, image: PageImage) -> None:
        if generation == self._generation:
            self._put(page, image)

    def _put(self, page: int, image: PageImage) -> None:
        if page < len(self._labels):
            pixmap = QPixmap.fromImage(picture(image))
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            self._labels[page].setPixmap(pixmap)
            self._done.add(page)

    def _forget_far(self, sight: list[int]) -> None:
        if sight:
            for page in [page for page in self._done if not sight[0] - _KEPT <= page <= sight[-1] + _KEPT]:
                self._labels[page].clear()
                self._done.discard(page)

    def _fail(self, error: Exception) -> None:
        raise error  # PDFium refusing our own PDF is a bug

    def _scrolled(self) -> None:
        self._moved.start()
        if self.page != self._last_page:
            self._last_page = self.page
            self.page_changed.emit(self._last_page)

    def _build(self) -> None:
        self.setObjectName("pages")
        self.setAccessibleName("文书各页")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        desk = QWidget()
        self._column = QVBoxLayout(desk)
        self._column.setSpacing(16)
        self._column.setContentsMargins(_MARGIN // 2, 16, _MARGIN // 2, 16)
        self._column.addStretch(1)
        self.setWidget(desk)
        self._moved, self._resized, self._rest = QTimer(self), QTimer(self), QTimer(self)
        for timer, pause, act in (
            (self._moved, _SETTLE, self._draw),
            (self._resized, _SETTLE, self._fit),
            (self._rest, _REST, self._draw),
        ):
            timer.setSingleShot(True)
            timer.setInterval(pause)
            timer.timeout.connect(act)
        self._arrived.connect(self._take)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._scrolled())


def picture(image: PageImage) -> QImage:
    """A page as Qt draws it; the bytes are copied, so the page may go."""
    shown = QImage(image.rgb, image.width, image.height, 3 * image.width, QImage.Format.Format_RGB888)
    return shown.copy()


def _label(place: int) -> QLabel:
    label = QLabel()
    label.setProperty("role", "page")
    label.setAccessibleName(f"第 {place + 1} 页")
    label.setScaledContents(True)  # until it is drawn at its new size
    return label

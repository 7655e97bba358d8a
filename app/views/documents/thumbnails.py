"""The pages of a document small, beside the large ones; choosing one goes there."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from app.services.documents.preview import PageImage
from app.services.documents.typeset import Laid
from app.services.foundation.progress import Progress
from app.views.documents.pages import Pages, picture
from app.views.shared.background import BackgroundTask

_WIDTH = 84  # pixels of an upright page
_HEIGHT = 119


class Thumbnails(QListWidget):
    """Follows ``pages``; while hidden it draws nothing."""

    _arrived = Signal(object, int, object)  # Laid, page, PageImage

    def __init__(self, pages: Pages) -> None:
        """Hidden until somebody wants it."""
        super().__init__()
        self._pages = pages
        self._shown: Laid | None = None
        self._task: BackgroundTask | None = None
        self.setObjectName("thumbnails")
        self.setAccessibleName("缩略图")
        self.setFlow(QListView.Flow.TopToBottom)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setWrapping(False)
        self.setIconSize(QSize(_WIDTH, _HEIGHT))
        self.setGridSize(QSize(_WIDTH + 20, _HEIGHT + 36))
        self.setFixedWidth(_WIDTH + 44)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()
        self._arrived.connect(self._take)
        pages.drawn.connect(self.follow)
        pages.page_changed.connect(self.setCurrentRow)
        self.itemActivated.connect(self._go)
        self.itemClicked.connect(self._go)

    def set_shown(self, is_shown: bool) -> None:
        """Put it on screen or away."""
        self.setVisible(is_shown)
        self.follow()

    def follow(self) -> None:
        """Draw the pages that are shown now."""
        laid = self._pages.laid
        if laid is None or laid is self._shown or self.isHidden():
            return
        self._shown = laid
        while self.count() > laid.page_count:
            self.takeItem(self.count() - 1)
        while self.count() < laid.page_count:
            item = QListWidgetItem(f"{self.count() + 1}", self)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"第 {self.count()} 页")
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
        if self._task is not None:
            self._task.cancel()
        self._task = BackgroundTask(partial(self._images, laid, int(_WIDTH * self.devicePixelRatioF())), self)
        self._task.failed.connect(self._fail)
        self._task.start()
        self.setCurrentRow(self._pages.page)

    def _images(self, laid: Laid, width: int, progress: Progress) -> None:
        for page in range(laid.page_count):
            progress.report(page, laid.page_count)
            self._arrived.emit(laid, page, laid.image(page, width))

    def _take(self, laid: Laid, page: int, image: PageImage) -> None:
        item = self.item(page)
        if laid is self._shown and item is not None:
            pixmap = QPixmap.fromImage(picture(image))
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            item.setIcon(QIcon(pixmap))

    def _fail(self, error: Exception) -> None:
        raise error

    def _go(self, item: QListWidgetItem) -> None:
        self._pages.go_to(self.row(item))

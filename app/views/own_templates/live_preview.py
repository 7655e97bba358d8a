"""The sample of a version beside it: typeset off the window's thread, only the newest result shown."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.services.documents.facts import RenderedDocument
from app.views.documents.pages import Pages
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

Make = Callable[[], RenderedDocument]


class LivePreview(QWidget):
    """One piece of typesetting at a time; what is asked for meanwhile waits, and only the last of it is made."""

    settled = Signal(bool)  # nothing more is to be typeset; whether the last of it could be

    def __init__(self, workplace: Workplace, name: str) -> None:
        """``name`` is what a screen reader calls the pages."""
        super().__init__()
        self._next: Make | None = None
        self._has_failed = self._is_left = False
        self.made: RenderedDocument | None = None
        self._build(workplace, name)

    @property
    def is_settled(self) -> bool:
        """What is on screen is what was asked for last, or the sentence why it cannot be."""
        return self.work.is_idle and self._next is None

    @property
    def has_failed(self) -> bool:
        """The last of it could not be typeset."""
        return self._has_failed

    def show_made(self, make: Make) -> None:
        """Typeset as soon as nothing else is; ``make`` runs in a thread."""
        self._next, self._is_left = make, False
        self.outdated.hide()
        if self.work.is_idle:
            self._begin()

    def leave(self) -> None:
        """What is on screen no longer is what stands beside it, and cannot be made."""
        self._next, self._is_left = None, True
        self.outdated.setVisible(self.made is not None)

    def _begin(self) -> None:
        make, self._next = self._next, None
        if make is not None:
            self._has_failed = True  # until it has come, whatever the reason it may not
            self.work.run("正在排版……", lambda _progress: make(), self._take)

    def _take(self, made: RenderedDocument) -> None:
        self._has_failed = False
        if self._next is None:
            self.made = made
            self.outdated.setVisible(self._is_left)
            self.count.setText(f"样张，共 {made.page_count} 页；内容是举例")
            self.pages.show_pdf(made.pdf)

    def _fail(self) -> None:
        self.outdated.setVisible(self.made is not None and self._next is None)

    def _go_on(self, is_idle: bool) -> None:
        if is_idle:  # the strip tells this before it hands over its result
            QTimer.singleShot(0, self._after)

    def _after(self) -> None:
        if not self.work.is_idle:
            return
        if self._next is not None:
            self._begin()
        else:
            self.settled.emit(not self._has_failed)

    def _build(self, workplace: Workplace, name: str) -> None:
        self.work, self.pages, self.count = WorkStrip(workplace), Pages(), QLabel()
        self.pages.setObjectName("sample_pages")
        self.pages.setAccessibleName(name)
        self.outdated = QLabel("左边改正之前的样子：")
        self.outdated.setProperty("role", "problem")
        self.outdated.hide()
        self.count.setProperty("role", "muted")
        self.work.refused.connect(lambda _: self._fail())
        self.work.idle_changed.connect(self._go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.work)
        layout.addWidget(self.outdated)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.count)

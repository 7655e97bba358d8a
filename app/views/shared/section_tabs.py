"""The pages of one section as tabs above each of them."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QSizePolicy, QTabBar

from app.views.shared.workplace import Workplace


class SectionTabs(QTabBar):
    """Always marks the page it stands on; choosing another leads there."""

    def __init__(self, workplace: Workplace, pages: Sequence[tuple[str, str]], current: str, name: str) -> None:
        """``pages`` are keys of the navigation with their titles; ``current`` is the one it stands on."""
        super().__init__()
        self._workplace, self._pages = workplace, tuple(pages)
        self._own = [key for key, _title in pages].index(current)
        self.setAccessibleName(name)
        self.setExpanding(False)  # as wide as their words, whatever page they stand on
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for _key, title in pages:
            self.addTab(title)
        self.setCurrentIndex(self._own)
        self.currentChanged.connect(self._go)

    def _go(self, place: int) -> None:
        with QSignalBlocker(self):
            self.setCurrentIndex(self._own)
        self._workplace.page_wanted.emit(self._pages[place][0])

"""What the navigation asks of a page."""

from PySide6.QtWidgets import QWidget

from app.views.shared.workplace import Workplace


class Page(QWidget):
    """One entry of the navigation. The first is built before a store is open; ``start`` says when one is."""

    chapter = "开始使用"  # where F1 opens the manual
    came_from = ""  # the key of the page that led here, while Esc leads back to it

    def __init__(self, workplace: Workplace) -> None:
        """Build heads and frame only."""
        super().__init__()
        self.workplace = workplace

    def start(self) -> None:
        """A store is open: read from ``workplace.desk``."""

    def open_record(self, record_id: int) -> None:
        """Show one record; pages without records have nothing to show."""

    def search_for(self, text: str) -> None:
        """Show what fits a text from the search box."""

    def go_back(self) -> None:
        """Esc: from a record to its list; a page without records stays."""

    def come_back(self) -> None:
        """Somebody returns from a record that was opened here: go on where they were."""
        self.setFocus()

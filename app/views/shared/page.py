"""What the navigation asks of a page."""

from PySide6.QtWidgets import QWidget

from app.views.shared.workplace import Workplace


class Page(QWidget):
    """One entry of the navigation. It is made before a store is open and told through ``workplace.opened``."""

    def __init__(self, workplace: Workplace) -> None:
        """Build heads and frame only; data come with ``workplace.opened``."""
        super().__init__()
        self.workplace = workplace

    def open_record(self, record_id: int) -> None:
        """Show one record; pages without records have nothing to show."""

    def go_back(self) -> None:
        """Esc: from a record to its list; a page without records stays."""

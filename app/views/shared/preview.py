"""What stands beside a list: the current record without opening it."""

from PySide6.QtWidgets import QFrame


class Preview(QFrame):
    """Features draw their own; the list only says which record is current."""

    def show_record(self, record_id: int | None) -> None:
        """Show one record, or nothing."""
        raise NotImplementedError

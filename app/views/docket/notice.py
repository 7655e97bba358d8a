"""What somebody must read after a decision about a deadline; it stays until the next thing is said."""

from PySide6.QtWidgets import QLabel

from app.views.shared.workplace import Workplace


class Notice(QLabel):
    """Takes no room while there is nothing to read."""

    def __init__(self, workplace: Workplace) -> None:
        """Silent at first."""
        super().__init__()
        self.setObjectName("deadline_notice")
        self.setWordWrap(True)
        self.hide()
        workplace.said.connect(lambda *_: self.hide())  # the next thing said is about something else

    def tell(self, sentences: tuple[str, ...]) -> None:
        """Show the sentences, one a line."""
        self.setText("\n".join(sentences))
        self.setVisible(bool(sentences))

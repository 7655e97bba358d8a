"""What is wrong, beside the field it is about, in the user's words."""

from PySide6.QtWidgets import QLabel, QWidget


class ProblemLabel(QLabel):
    """A sentence that takes no room while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Silent at first."""
        super().__init__(parent)
        self.setProperty("role", "problem")
        self.setWordWrap(True)
        self.hide()

    def say(self, problem: object) -> None:
        """Show ``str(problem)``."""
        self.setText(str(problem))
        self.show()

    def clear(self) -> None:
        """Nothing is wrong any more."""
        super().clear()
        self.hide()

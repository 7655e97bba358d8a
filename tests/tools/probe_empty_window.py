"""A bare PySide6 window that says when it has painted, and ends: the limit of the start benchmark."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class Empty(QMainWindow):
    """Nothing but a frame."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Say it once the event is through, and leave."""
        super().paintEvent(event)
        QTimer.singleShot(0, self.tell)

    def tell(self) -> None:
        """The benchmark reads the line."""
        sys.stdout.write("painted\n")
        sys.stdout.flush()
        QApplication.quit()


application = QApplication(sys.argv[:1])
window = Empty()
window.resize(1280, 720)
window.show()
sys.exit(application.exec())

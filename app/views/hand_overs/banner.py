"""A strip on the record while a hand-over waits: who offered it to whom and why, with both answers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from app.services.hand_overs.rows import HandOverRow


class HandOverBanner(QFrame):
    """Takes no room while nothing waits."""

    acceptance_wanted = Signal()
    return_wanted = Signal()

    def __init__(self) -> None:
        """Hidden at first."""
        super().__init__()
        self.setObjectName("hand_over_banner")
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.accept, self.give_back = QPushButton("接收…"), QPushButton("退回…")
        self.accept.setObjectName("accept_hand_over")
        self.give_back.setObjectName("return_hand_over")
        self.accept.clicked.connect(lambda _checked: self.acceptance_wanted.emit())
        self.give_back.clicked.connect(lambda _checked: self.return_wanted.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.accept)
        row.addWidget(self.give_back)
        self.hide()

    def show_waiting(self, row: HandOverRow | None) -> None:
        """The hand-over that waits; None where none does."""
        if row is not None:
            self.words.setText(
                f"待接收：{row.handed_by}于 {row.handed_on} 移交给{row.receiver.words}。"
                f"理由：{row.reason.rstrip('。')}。接收之前仍由{row.giver.words}办理。"
            )
        self.setVisible(row is not None)

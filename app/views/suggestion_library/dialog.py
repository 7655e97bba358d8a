"""建议库 beside a draft: what is chosen goes into the draft's fields, behind what stands there."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.suggestion_library.rows import LibraryQuery
from app.views.shared.quiet_closing import delete_when_quiet
from app.views.shared.workplace import Workplace
from app.views.suggestion_library.library_view import LibraryView


class LibraryDialog(QDialog):
    """Stays open, so that several texts can be taken over; ``view.taken`` tells each."""

    def __init__(self, workplace: Workplace, query: LibraryQuery, parent: QWidget) -> None:
        """``query`` is what the draft says so far."""
        super().__init__(parent)
        delete_when_quiet(self)
        self.setWindowTitle("建议库")
        self.view = LibraryView(workplace, "采用到草稿", "插入到草稿")
        self.said = QLabel("采用的内容接在草稿已有的文字后面，不会覆盖。")
        self.said.setObjectName("library_said")
        self.said.setProperty("role", "muted")
        self.said.setWordWrap(True)
        close = QPushButton("完成")
        close.setObjectName("library_close")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)
        self.resize(1080, 640)
        self.view.letters.ask(query)
        self.view.begin()

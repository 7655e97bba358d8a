"""One line above the list behind a number: how many of its records the reader's department does not let them see."""

from PySide6.QtWidgets import QLabel, QTabWidget

from app.views.shared.workplace import Workplace


class UnseenLine(QLabel):
    """Follows the tabs of one list; hidden where everything counted is listed, and where there are no accounts."""

    def __init__(self, workplace: Workplace, tabs: QTabWidget) -> None:
        """Nothing is known of any tab yet."""
        super().__init__()
        self.setObjectName("unseen_records")
        self.setProperty("role", "muted")
        self.setWordWrap(True)
        session = workplace.session
        self._is_asked = session is not None and not session.reads_all
        self._tabs = tabs
        self._told: dict[int, tuple[int, int]] = {}
        tabs.currentChanged.connect(lambda _: self._tell())
        self.hide()

    def note(self, place: int, counted: int, listed: int) -> None:
        """A tab stands for ``counted`` records, of which ``listed`` are in its list."""
        self._told[place] = counted, listed
        self._tell()

    def _tell(self) -> None:
        counted, listed = self._told.get(self._tabs.currentIndex(), (0, 0))
        unseen = counted - listed
        self.setText(
            f"全院 {counted} 件，列出您可以查看的 {listed} 件；另有 {unseen} 件属于其他部门，这里不列出。数按全院计算。"
        )
        self.setVisible(self._is_asked and unseen > 0)

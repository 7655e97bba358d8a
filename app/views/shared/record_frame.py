"""The anatomy of every record page: heading with lamp and next step, stage bar with due date, tabs."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QTabWidget, QToolButton, QVBoxLayout, QWidget

from app.views.shared.heading_label import HeadingLabel
from app.views.shared.lamp import LampBadge
from app.views.shared.stage_bar import StageBar
from app.views.shared.workplace import Workplace

_ALL = 100  # of the room that is left, before the emptiness at its end gets any


class RecordFrame(QWidget):
    """Features fill it; it knows nothing of what the record is."""

    left = Signal()
    due_explanation_wanted = Signal()

    def __init__(self, workplace: Workplace, key: str) -> None:
        """``key`` begins the object names."""
        super().__init__()
        self.workplace, self._key = workplace, key
        self._next: Callable[[], object] | None = None
        self._build()

    @property
    def record_id(self) -> int | None:
        """The record on screen."""
        raise NotImplementedError

    def show_record(self, record_id: int) -> None:
        """Read a record and show it; raises DomainError where it is gone."""
        raise NotImplementedError

    def show_next(self, title: str, step: Callable[[], object] | None) -> None:
        """What comes next, as the one coloured button; hidden where nothing does."""
        self._next = step
        self.next.setText(title)
        if self.workplace.session is not None:
            from app.views.access.leaving_out import leave_out  # only stores with accounts need it

            leave_out(self.workplace, self)
        self.next.setVisible(step is not None)  # last: other words may have closed the button or opened it

    def add_more(self, title: str, step: Callable[[], object], icon: str = "") -> QAction:
        """A further act, under 更多."""
        action = self._menu.addAction(title)
        if icon:
            action.setIcon(self.workplace.icons.icon(icon))
        action.triggered.connect(lambda _checked: step())
        return action

    def put_beside_lamp(self, badge: QWidget) -> None:
        """A second lamp of a feature's own, at the right of the first."""
        self._lamps.addWidget(badge)

    def group_more(self, groups: Mapping[str, Sequence[str]]) -> None:
        """Put the acts under 更多 into menus of their own, by their titles; what no group names stays before them."""
        by_title = {action.text(): action for action in self._menu.actions()}
        for title, named in groups.items():
            menu = self._menu.addMenu(title)
            for each in named:
                self._menu.removeAction(by_title[each])
                menu.addAction(by_title[each])

    def put_below_stages(self, widget: QWidget) -> None:
        """Something of a feature's own between the stage bar and the tabs."""
        self._below.addWidget(widget)

    def put_banner(self, banner: QWidget) -> None:
        """What must be read before anything else; between the stages and the tabs, hidden while there is nothing."""
        self._below.insertWidget(0, banner)

    def show_due(self, text: str) -> None:
        """The due date; empty where there is none and nothing to explain."""
        self.due.setText(text)
        self.due.setVisible(bool(text))

    def _take_next(self) -> None:
        if self._next is not None:
            self._next()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(self._title_row())
        layout.addLayout(self._stage_row())
        self._below = QVBoxLayout()
        layout.addLayout(self._below)
        self.tabs = QTabWidget()
        self.tabs.setObjectName(f"{self._key}_tabs")
        self.tabs.setAccessibleName("案卡与经过")
        self.tabs.setDocumentMode(True)
        layout.addWidget(self.tabs, 1)
        for number in range(1, 10):
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda place=number - 1: self.tabs.setCurrentIndex(place))

    def _title_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        back = self._button("返回", "arrow-left", "quiet")
        back.setToolTip("返回 (Esc)")
        back.clicked.connect(self.left)
        self.heading = HeadingLabel()
        self.lamp = LampBadge(self.workplace.theme)
        self.next = QPushButton()
        self.next.setObjectName(f"{self._key}_next")
        self.next.setProperty("role", "primary")
        self.next.clicked.connect(self._take_next)
        self._menu = QMenu(self)
        more = self._button("更多", "dots", "action")
        more.setMenu(self._menu)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row.addWidget(back)
        row.addWidget(self.heading, _ALL)
        row.addSpacing(8)
        self._lamps = QHBoxLayout()
        self._lamps.setSpacing(12)
        self._lamps.addWidget(self.lamp)
        row.addLayout(self._lamps)
        row.addStretch(1)
        row.addWidget(self.next)
        row.addWidget(more)
        return row

    def _stage_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.stages = StageBar(self.workplace)
        self.due = self._button("", "info-circle", "quiet")
        self.due.setObjectName(f"{self._key}_due")
        self.due.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the sign stands after the words
        self.due.clicked.connect(self.due_explanation_wanted)
        row.addWidget(self.stages, 1)
        row.addWidget(self.due)
        return row

    def _button(self, title: str, icon: str, role: str) -> QToolButton:
        button = QToolButton()
        button.setText(title)
        button.setAccessibleName(title)
        button.setObjectName(f"{self._key}_{icon}")
        button.setIcon(self.workplace.icons.icon(icon))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("role", role)
        return button

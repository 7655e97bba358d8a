"""The strip at the top: whose store this is, the search box, and who works here."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QInputDialog, QLineEdit, QMenu, QSizePolicy, QToolButton

from app.views.shared.actor_dialog import let_go_of_departed
from app.views.shared.elided_label import ElidedLabel
from app.views.shared.search_line import SearchLine
from app.views.shared.workplace import Workplace

_WIDEST = 420  # pixels the name of an office gets for sure; a longer one makes no window wider than its screen


class Header(QFrame):
    """``search`` is reached by Ctrl+K from everywhere in the window."""

    searched = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        """No office is known yet."""
        super().__init__()
        self.setObjectName("header")
        self._workplace = workplace
        self._build()
        workplace.actor_changed.connect(self._show_actor)
        workplace.opened.connect(lambda: let_go_of_departed(workplace))
        workplace.opened.connect(lambda: self._show_actor(workplace.actor.name))
        self._show_actor(workplace.actor.name)

    def show_office(self, name: str) -> None:
        """Say whose store is open."""
        self._title.setText(f"检督台 · {name}")
        self._title.setToolTip(name)
        self._title.ensurePolished()
        needed = self._title.fontMetrics().horizontalAdvance(self._title.text()) + 2
        self._title.setMinimumWidth(min(needed, _WIDEST))

    def offer(self, title: str, icon: str, shortcut: str, run: Callable[[], object]) -> None:
        """A command of the whole window, right of who works here."""
        button = QToolButton()
        button.setText(title)
        button.setAccessibleName(title)
        button.setObjectName(f"command_{icon}")
        button.setToolTip(f"{title} ({shortcut})")
        button.setIcon(self._workplace.icons.icon(icon))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("role", "quiet")
        button.clicked.connect(lambda _checked: run())
        self.layout().addWidget(button)

    def _show_actor(self, name: str) -> None:
        session = self._workplace.session
        if session is not None:
            roles = "、".join(role.label for role in session.roles) or "还没有角色"
            self.actor.setText(f"{session.name} · {roles}")
            self.actor.setToolTip(f"{session.name} 已登录，角色：{roles}；点击更改口令、锁定、退出登录 (Ctrl+U)")
        else:
            self.actor.setText(f"经办人 {name}" if name else "选择经办人")
        self.actor.setAccessibleName(self.actor.text())

    def offer_people(self) -> None:
        """Open the menu of those who work in the office, below the button."""
        self.people.popup(self.actor.mapToGlobal(self.actor.rect().bottomLeft()))

    def _list_people(self) -> None:
        self.people.clear()
        if not self._workplace.has_desk:
            self.people.addAction("打开台账以后才能选择经办人").setEnabled(False)
            return
        if self._workplace.session is not None:
            self._list_own_acts()
            return
        name = self._workplace.actor.name
        for person in self._workplace.desk.offices.people():
            # What stands after the tab goes to the right edge of the menu.
            action = self.people.addAction(f"{person.name}\t{f'{person.department} {person.post}'.strip()}".rstrip())
            action.setCheckable(True)
            action.setChecked(person.name == name)
            action.triggered.connect(lambda _checked, chosen=person.name: self._workplace.work_as(chosen))
        self.people.addSeparator()
        self.people.addAction("其他姓名…").triggered.connect(lambda _checked: self._ask_name())
        self._list_waiting(name)

    def _list_own_acts(self) -> None:
        """Whoever has signed in writes, and nobody else can be chosen."""
        session = self._workplace.session
        if session is not None and session.reads_cases:
            self._list_waiting(session.person)
            self.people.addSeparator()
        for title, wanted in (
            ("更改口令…", self._workplace.password_wanted),
            ("立即锁定\tCtrl+Shift+L", self._workplace.lock_wanted),
            ("退出登录", self._workplace.sign_out_wanted),
        ):
            self.people.addAction(title).triggered.connect(lambda _checked, signal=wanted: signal.emit())

    def _list_waiting(self, name: str) -> None:
        offered = len(self._workplace.desk.hand_overs.waiting_for(name)) if name else 0
        referred = len(self._workplace.desk.referrals.waiting())
        if offered or referred:
            action = self.people.addAction(f"待接收的移交 {offered} 件、未反馈的移送 {referred} 件…")
            action.triggered.connect(lambda _checked: self._show_waiting())

    def _show_waiting(self) -> None:
        from app.views.hand_overs.waiting_dialog import WaitingDialog

        WaitingDialog(self._workplace, self.window()).open()

    def _ask_name(self) -> None:
        name, is_given = QInputDialog.getText(self, "经办人", "经办人姓名：", text=self._workplace.actor.name)
        if is_given and name.strip():
            self._workplace.work_as(name.strip())

    def _look_up(self) -> None:
        if text := self.search.text().strip():
            self.searched.emit(text)

    def _build(self) -> None:
        self.setFixedHeight(48)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 8, 0)
        layout.setSpacing(16)
        self._title = ElidedLabel(Qt.TextElideMode.ElideRight)
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._title.setText("检督台")
        self._title.setProperty("role", "heading")
        self.search = SearchLine()
        self.search.setObjectName("search")
        self.search.setAccessibleName("搜索")
        self.search.setPlaceholderText("搜索 (Ctrl+K)")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(280)
        self.search.setMaximumWidth(440)
        self.search.addAction(self._workplace.icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.returnPressed.connect(self._look_up)
        QShortcut(QKeySequence("Ctrl+K"), self.window(), self._go_to_search)
        QShortcut(QKeySequence("Ctrl+U"), self.window(), self.offer_people)
        self.actor = QToolButton()
        self.actor.setObjectName("actor")
        self.actor.setToolTip("现在以谁的名义登记；点击更换 (Ctrl+U)")
        self.actor.setIcon(self._workplace.icons.icon("user"))
        self.actor.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.actor.setProperty("role", "quiet")
        self.people = QMenu(self)
        self.people.setObjectName("people")
        self.people.aboutToShow.connect(self._list_people)
        self.actor.setMenu(self.people)
        self.actor.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        layout.addWidget(self._title, 1)
        layout.addWidget(self.search, 1)
        layout.addStretch(1)
        layout.addWidget(self.actor)

    def _go_to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

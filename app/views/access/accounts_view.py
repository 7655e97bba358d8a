"""The tab 账户: switching accounts on, and what each officer does about them."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.access.rows import AccountRow
from app.services.foundation.errors import DomainError
from app.views.access import account_dialogs as dialogs
from app.views.access.agreement_lines import AgreementLines
from app.views.access.switch_on_dialog import SwitchOnDialog
from app.views.keys.fields import words
from app.views.shared.form_dialog import FormDialog
from app.views.shared.icon_button import icon_button
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_HEADS = (
    Head("账户", 110),
    Head("人员", 100),
    Head("角色", 240),
    Head("可见部门", 200),
    Head("状态", 190),
    Head("上次登录", 140),
    Head("口令设定"),
)
_OFF = (
    "本台账还没有启用账户：谁打开都能看、能办，经办人在窗口右上角选择。一个人用的台账可以一直这样。\n"
    "启用以后要先登录，各人只能看和办自己角色的事，登录、改动都记在本人名下；系统管理员、安全保密管理员、安全审计员三员"
    "分开，看不到案件内容。启用以后不能再改回。"
)
_PARTS = {
    "account:manage": "新建、停用账户和重设口令由系统管理员办理",
    "account:entitle": "角色和可见部门由安全保密管理员设定",
}


class AccountsView(QWidget):
    """Read whenever it comes on screen, and after every act on it."""

    chapter = "账户与权限"

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``refresh``."""
        super().__init__()
        self._workplace = workplace
        self._rows: tuple[AccountRow, ...] = ()
        self._acts: dict[QPushButton, str] = {}
        self._build()

    def refresh(self) -> None:
        """Show what holds now, and offer what whoever has signed in may do."""
        access = self._workplace.desk.access
        is_on = access.is_on
        self.off.setHidden(is_on)
        self.switch.setHidden(is_on)
        self.table.setHidden(not is_on)
        self.count.setHidden(not is_on)
        for button, permission in self._acts.items():
            button.setHidden(not is_on or not access.may(permission))
        self.agreements.read()
        if not is_on or not access.may("account:read"):
            return
        self._rows = self._workplace.desk.accounts.accounts()
        self.table.show_rows([_texts(row) for row in self._rows])
        others = (sentence for permission, sentence in _PARTS.items() if not access.may(permission))
        self.count.setText("；".join((f"共 {len(self._rows)} 个账户", *others)) + "。")

    def _open(self, make: Callable[[Workplace, AccountRow, QWidget], FormDialog]) -> None:
        place = self.table.currentIndex().row()
        if 0 <= place < len(self._rows):
            self._show(make(self._workplace, self._rows[place], self.window()))

    def _create(self) -> None:
        self._show(dialogs.NewAccountDialog(self._workplace, self.window()))

    def _show(self, dialog: FormDialog) -> None:
        dialog.recorded.connect(lambda _: self.refresh())
        dialog.open()

    def _switch_on(self) -> None:
        try:
            SwitchOnDialog(self._workplace, self.window()).open()
        except DomainError as problem:
            self._workplace.say(str(problem))

    def _build(self) -> None:
        icons, row = self._workplace.icons, QHBoxLayout()
        row.setSpacing(8)
        self.switch = icon_button(icons, "启用账户…", "user", "accounts_switch_on", self._switch_on)
        row.addWidget(self.switch)
        for title, icon, key, permission, step in (
            ("新建账户…", "plus", "account_new", "account:manage", self._create),
            ("重设口令…", "edit", "account_reset", "account:manage", lambda: self._open(dialogs.ResetDialog)),
            ("停用或启用…", "ban", "account_stop", "account:manage", lambda: self._open(dialogs.StopDialog)),
            ("设定角色…", "user", "account_roles", "account:entitle", lambda: self._open(dialogs.RolesDialog)),
            ("可见部门…", "folder-open", "account_departments", "account:entitle", self._departments),
        ):
            button = icon_button(icons, title, icon, key, step)
            self._acts[button] = permission
            row.addWidget(button)
        row.addStretch(1)
        self.off, self.count, self.agreements = words(_OFF, "body"), QLabel(), AgreementLines(self._workplace)
        self.count.setProperty("role", "muted")
        self.table = PlainTable(self._workplace, "accounts", "账户", _HEADS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.agreements)
        layout.addWidget(self.off)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.count)
        layout.addStretch(0)

    def _departments(self) -> None:
        self._open(dialogs.DepartmentsDialog)


def _texts(row: AccountRow) -> tuple[str, ...]:
    state = "正在使用" if row.is_active else "已停用"
    if row.is_active and row.locked_until:
        state = f"锁定至 {_time(row.locked_until)}"
    elif row.is_active and row.must_change:
        state = "等本人更改口令"
    return (
        row.name,
        row.person or "—",
        "、".join(role.label for role in row.roles) or "还没有角色",
        "、".join(row.departments) or "没有另外设定",
        state,
        _time(row.last_in_at) or "没有登录过",
        _time(row.password_since),
    )


def _time(at: str | None) -> str:
    return (at or "")[:16].replace("T", " ")

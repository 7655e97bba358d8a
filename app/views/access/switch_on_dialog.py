"""启用账户: the three officers and the first people, in one step."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.models.trust_terms import Role
from app.services.access.rows import NewAccount, SwitchOn
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.intentions import Actor
from app.views.keys.fields import words
from app.views.shared.background import BackgroundTask
from app.views.shared.icon_button import icon_button
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

_WIDTH, _HEIGHT = 760, 640  # fits a 768-pixel screen with its task bar
_OFFICERS = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR)
_FOLLOWS = (
    "启用以后：打开这份台账要先登录；各人只能看和办自己角色、自己部门的事；登记制发、解锁月份、彻底删除要第二个人同意；"
    "三员看不到案件内容，也不能办案，要办案的人另有账户。启用以后不能再改回，口令没有后门：三员的口令请分别保管。"
)
_OPENED_BY = "打开台账改用各人的姓名和口令，台账原来的口令作废，恢复密钥不变。"
_KNOWN = "以上已经知道，本院三员已经确定"


class PersonLine:
    """One account to be: name, role, first password."""

    def __init__(self, grid: QGridLayout, row: int, people: list[str], role: Role | None) -> None:
        """``role`` is fixed for an officer, chosen for others."""
        self.name, self.role, self.password = QComboBox(), QComboBox(), QLineEdit()
        self.name.setEditable(True)
        self.name.addItems(people)
        self.name.setCurrentIndex(-1)
        self.name.setEditText("")
        self.role.setPlaceholderText("请选择")
        for each in (role,) if role else (each for each in Role if each not in _OFFICERS):
            self.role.addItem(each.label, each.value)
        self.role.setCurrentIndex(0 if role else -1)
        self.role.setEnabled(role is None)
        self.password.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        for column, (field, title, key) in enumerate(
            ((self.name, "姓名", "name"), (self.role, "角色", "role"), (self.password, "初始口令", "password"))
        ):
            field.setObjectName(f"{key}_{row}")
            field.setAccessibleName(f"第 {row} 人{title}")
            grid.addWidget(field, row, column)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """From the left to the right."""
        return self.name, self.role, self.password

    @property
    def is_empty(self) -> bool:
        """Nothing was typed."""
        return not self.name.currentText().strip() and not self.password.text()

    def account(self, people: dict[str, int]) -> NewAccount:
        """What is to be made; raises DomainError where a role is missing."""
        name = self.name.currentText().strip()
        if self.role.currentIndex() < 0:
            raise DomainError(f"请选择{name}的角色。")
        role = Role(self.role.currentData())
        roles = () if role in _OFFICERS else (role,)
        return NewAccount(name, self.password.text(), people.get(name), roles)


class SwitchOnDialog(QDialog):
    """Nothing typed here is kept: it holds first passwords."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        """Three officers, and one line for somebody else."""
        super().__init__(parent)
        self.setObjectName("switch_on")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("启用账户")
        self.resize(_WIDTH, _HEIGHT)
        self._workplace = workplace
        self._people = {person.name: person.id for person in workplace.desk.offices.people()}
        self.officers: list[PersonLine] = []
        self.others: list[PersonLine] = []
        self._build()
        for role in _OFFICERS:
            self.officers.append(self._line(role))
        self.add_person()
        self.officers[0].name.setFocus()

    def add_person(self) -> None:
        """One more line, with the keyboard in it."""
        self.others.append(self._line(None))
        self._order_keys()
        self.others[-1].name.show()  # else only the layout would, and the keyboard would not go there
        self.others[-1].name.setFocus()

    def _order_keys(self) -> None:
        """Tab goes through the lines first: they were made after what stands below them."""
        lines = [field for line in (*self.officers, *self.others) for field in line.fields]
        walked = [*lines, *self._below]
        for before, after in pairwise(walked):
            QWidget.setTabOrder(before, after)

    def switch_on(self) -> None:
        """Make all accounts at once, beside the window."""
        self.problem.clear()
        try:
            draft = self._draft()
        except DomainError as problem:
            self.problem.say(problem)
            return
        access, actor = (
            self._workplace.desk.access,
            Actor(self._workplace.actor.name or draft.system_administrator.name),
        )
        self.confirm.setEnabled(False)
        task = BackgroundTask(lambda _: access.switch_on(actor, draft), self)
        task.succeeded.connect(lambda _: self._finish())
        task.failed.connect(self._refuse)
        task.start()

    def _draft(self) -> SwitchOn:
        officers = [line.account(self._people) for line in self.officers]
        others = tuple(line.account(self._people) for line in self.others if not line.is_empty)
        return SwitchOn(officers[0], officers[1], officers[2], others)

    def _finish(self) -> None:
        self.accept()
        self._workplace.sign_out_wanted.emit()

    def _refuse(self, problem: Exception) -> None:
        self.confirm.setEnabled(self.known.isChecked())
        if not isinstance(problem, DomainError | KnownError):
            raise problem
        self.problem.say(problem)

    def _line(self, role: Role | None) -> PersonLine:
        row = len(self.officers) + len(self.others) + 1
        return PersonLine(self._grid, row, list(self._people), role)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        is_locked = self._workplace.desk.keys.is_encrypted
        layout.addWidget(words(f"{_FOLLOWS}{_OPENED_BY if is_locked else ''}", "body"))
        rules = self._workplace.desk.access.password_rules.sentence
        layout.addWidget(words(f"初始口令由本人首次登录时更改。{rules}"))
        lines, area = QWidget(), QScrollArea()
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 2)
        self._grid.setColumnStretch(2, 3)
        for column, title in enumerate(("姓名", "角色", "初始口令")):
            self._grid.addWidget(QLabel(title), 0, column)
        column_of_lines = QVBoxLayout(lines)
        column_of_lines.setContentsMargins(0, 0, 10, 0)
        column_of_lines.addLayout(self._grid)
        column_of_lines.addStretch(1)
        area.setWidget(lines)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(area, 1)
        more = icon_button(self._workplace.icons, "再加一人", "plus", "switch_on_more", self.add_person)
        layout.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self.known, self.problem = QCheckBox(_KNOWN), ProblemLabel()
        self.known.setObjectName("switch_on_known")
        layout.addWidget(self.known)
        layout.addWidget(self.problem)
        layout.addLayout(self._buttons())
        self._below: tuple[QWidget, ...] = (more, self.known, self.cancel, self.confirm)

    def _buttons(self) -> QHBoxLayout:
        row, self.cancel = QHBoxLayout(), QPushButton("取消")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(lambda _checked: self.reject())
        self.confirm = QPushButton("启用账户")
        self.confirm.setObjectName("confirm")
        self.confirm.setAutoDefault(False)
        self.confirm.setProperty("role", "primary")
        self.confirm.setEnabled(False)
        self.confirm.clicked.connect(lambda _checked: self.switch_on())
        self.known.toggled.connect(self.confirm.setEnabled)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.confirm)
        return row

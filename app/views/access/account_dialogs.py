"""What the officers do about an account, each only their part."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.trust_terms import Role
from app.services.access.rows import AccountRow, NewAccount
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.views.keys.fields import add_password, typed
from app.views.shared.form import Form
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_STOPPING = "停用后不能再登录，已经登录的也不能再办；写过的记录仍是原来的姓名。"
_AGAIN = "停用时已收回这个账户打开台账的口令。重新启用以后，请再“重设口令”，本人才能打开。"


class _Initial:
    """A first password, typed twice; its owner replaces it when signing in."""

    def __init__(self, form: Form) -> None:
        self._first, self._again = add_password(form, "password", "初始口令"), add_password(form, "again", "再输一遍")

    def text(self) -> str:
        """Raises FieldProblem where the two are not the same."""
        if typed(self._first) != typed(self._again):
            raise FieldProblem("again", "两次输入的口令不一样。请重新输入。")
        return typed(self._first)


class NewAccountDialog(FormDialog):
    """An account without roles; the security administrator gives them."""

    can_be_undone = False

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        """Whose it is, and a first password."""
        super().__init__(workplace, "新建账户", "新建账户", parent)
        self.tell(f"角色和可见部门由安全保密管理员设定。{workplace.desk.access.password_rules.sentence}")
        self._people = {person.name: person.id for person in workplace.desk.offices.people()}
        self.form.add_choice("name", "姓名", list(self._people))
        self._initial = _Initial(self.form)

    @override
    def perform(self, actor: Actor) -> Written:
        name = self.form.text("name")
        return self.workplace.desk.accounts.create(
            actor, NewAccount(name, self._initial.text(), self._people.get(name))
        )


class ResetDialog(FormDialog):
    """A new first password for somebody who has forgotten theirs."""

    can_be_undone = False

    def __init__(self, workplace: Workplace, account: AccountRow, parent: QWidget) -> None:
        """``account`` is somebody else's."""
        super().__init__(workplace, f"重设{account.name}的口令", "重设口令", parent)
        self._account = account
        self.tell(
            f"账户：{account.name}。本人下次登录时要先更改。三员之一的口令，要另一名三员先同意。"
            f"{workplace.desk.access.password_rules.sentence}"
        )
        self._initial = _Initial(self.form)
        self.form.add_long_text("reason", "理由", lines=2)

    @override
    def perform(self, actor: Actor) -> Written:
        reason = self.form.text("reason")
        return self.workplace.desk.accounts.reset_password(actor, self._account.id, self._initial.text(), reason)


class StopDialog(FormDialog):
    """Stops an account, or lets it sign in again."""

    can_be_undone = False

    def __init__(self, workplace: Workplace, account: AccountRow, parent: QWidget) -> None:
        """``account`` as it is now."""
        verb = "停用" if account.is_active else "重新启用"
        super().__init__(workplace, f"{verb}{account.name}的账户", verb, parent)
        self._account = account
        further = _STOPPING if account.is_active else _AGAIN if workplace.desk.keys.is_encrypted else ""
        self.tell(f"账户：{account.name}。{further}")
        self.form.add_long_text("reason", "理由", lines=2)

    @override
    def perform(self, actor: Actor) -> Written:
        accounts, reason = self.workplace.desk.accounts, self.form.text("reason")
        step = accounts.deactivate if self._account.is_active else accounts.reactivate
        return step(actor, self._account.id, reason)


class RolesDialog(FormDialog):
    """What somebody is here."""

    can_be_undone = False

    def __init__(self, workplace: Workplace, account: AccountRow, parent: QWidget) -> None:
        """Every role, those held ticked."""
        super().__init__(workplace, f"设定{account.name}的角色", "设定角色", parent)
        self._account = account
        self.tell(
            f"账户：{account.name}。可以有几个角色，权限相加；三员的角色不与其他角色相加。本人要重新登录才有新的角色。"
        )
        for role in Role:
            self.form.add_check(role.value, "角色" if role is Role.PROSECUTOR else "", role.label)
            self.form.check(role.value, role in account.roles)
        self.form.add_long_text("reason", "理由", lines=2)

    @override
    def perform(self, actor: Actor) -> Written:
        roles = [role for role in Role if self.form.is_checked(role.value)]
        return self.workplace.desk.accounts.set_roles(actor, self._account.id, roles, self.form.text("reason"))


class DepartmentsDialog(FormDialog):
    """Which departments' records somebody reads."""

    can_be_undone = False

    def __init__(self, workplace: Workplace, account: AccountRow, parent: QWidget) -> None:
        """Every department, those shown ticked."""
        super().__init__(workplace, f"设定{account.name}的可见部门", "设定可见部门", parent)
        self._account = account
        self.tell(
            f"账户：{account.name}。一个都不选，就是人员登记里本人的部门。院领导、案管、检务督察的角色看得到全院，不受这里限制。"
        )
        self._departments = workplace.desk.accounts.departments()
        for place, (key, name) in enumerate(self._departments):
            self.form.add_check(f"department_{key}", "可见部门" if place == 0 else "", name)
            self.form.check(f"department_{key}", key in account.department_ids)
        self.form.add_long_text("reason", "理由", lines=2)

    @override
    def perform(self, actor: Actor) -> Written:
        chosen = [key for key, _name in self._departments if self.form.is_checked(f"department_{key}")]
        return self.workplace.desk.accounts.set_departments(actor, self._account.id, chosen, self.form.text("reason"))

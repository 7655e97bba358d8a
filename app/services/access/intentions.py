"""What is done about accounts; none of it is taken back, since a password once replaced is gone.

What two people say of an act is stepped over when something is taken back or done again, which it may be about.
"""

from app.services.foundation.intentions import ASKED_FOR, LOGGED, Intention

SWITCH_ON = Intention("access.switch_on", "启用账户", "access:switch_on", ASKED_FOR)
SIGN_IN = Intention("access.sign_in", "登录", "access:sign_in", LOGGED)
SIGN_IN_FAILED = Intention("access.sign_in_failed", "登录失败", "access:sign_in", LOGGED)
SIGN_OUT = Intention("access.sign_out", "退出登录", "access:sign_in", LOGGED)
CREATE = Intention("account.create", "新建账户", "account:manage", ASKED_FOR)
RESET_PASSWORD = Intention("account.reset_password", "重设口令", "account:manage", ASKED_FOR)
DEACTIVATE = Intention("account.deactivate", "停用账户", "account:manage", ASKED_FOR)
REACTIVATE = Intention("account.reactivate", "重新启用账户", "account:manage", ASKED_FOR)
SET_ROLES = Intention("account.set_roles", "设定角色", "account:entitle", ASKED_FOR)
SET_DEPARTMENTS = Intention("account.set_departments", "设定可见部门", "account:entitle", ASKED_FOR)
CHANGE_PASSWORD = Intention("account.change_password", "更改口令", "own_account:change_password", ASKED_FOR)
ASK = Intention("countersign.ask", "申请第二人同意", "countersign:ask", LOGGED)
ANSWER = Intention("countersign.answer", "答复同意申请", "countersign:answer", LOGGED)
WITHDRAW = Intention("countersign.withdraw", "撤回同意申请", "countersign:ask", LOGGED)

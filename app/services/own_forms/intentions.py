"""What the office can want of its own forms."""

from app.services.foundation.intentions import Intention

TAKE_IN = Intention("own_form.take_in", "收入本院报表", "own_form:edit")
MAP = Intention("own_form.map", "设定报表单元格", "own_form:edit")
UNMAP = Intention("own_form.unmap", "取消报表单元格", "own_form:edit")
RENEW = Intention("own_form.renew", "换用报表新版", "own_form:edit")
WITHDRAW = Intention("own_form.withdraw", "停用本院报表", "own_form:edit")
RESUME = Intention("own_form.resume", "恢复使用本院报表", "own_form:edit")

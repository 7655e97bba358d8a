"""What the office can want of a matter, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

REGISTER = Intention("matter.register", "登记监督事项", "matter:register")
AMEND = Intention("matter.amend", "修改监督事项", "matter:register")
MOVE = Intention("matter.move_to", "转入阶段", "matter:move")
ATTACH = Intention("matter.attach", "添加附件", "matter:register")
FILL_IN = Intention("matter.fill_in", "填写案卡", "matter:register")

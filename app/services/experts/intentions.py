"""What the office can want of the register of experts."""

from app.services.foundation.intentions import Intention

REGISTER = Intention("expert.register", "登记专家人才", "register:write")
AMEND = Intention("expert.amend", "修改专家人才登记", "register:write")
LEAVE = Intention("expert.leave", "登记出库", "register:write")
COME_BACK = Intention("expert.come_back", "恢复在库", "register:write")
RECORD_OPINION = Intention("expert.record_opinion", "登记专家意见", "register:write")
AMEND_OPINION = Intention("expert.amend_opinion", "修改专家意见", "register:write")
REMOVE_OPINION = Intention("expert.remove_opinion", "删除专家意见", "register:write")

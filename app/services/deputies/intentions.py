"""What the office can want of a deputy's proposal, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

REGISTER = Intention("deputy.register", "登记代表建议", "deputy:register")
AMEND = Intention("deputy.amend", "修改代表建议登记", "deputy:register")
MAKE_CLUE = Intention("deputy.make_clue", "代表建议转为线索", "deputy:register")
FEED_BACK = Intention("deputy.feed_back", "登记反馈代表委员", "deputy:register")
RECORD_RESULT = Intention("deputy.record_result", "登记建议办理结果", "deputy:register")

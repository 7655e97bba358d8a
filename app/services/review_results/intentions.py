"""What the office can want of the results of a review, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

PREPARE = Intention("review_result.prepare", "拟制审视结果", "review_result:prepare")
AMEND = Intention("review_result.amend", "修改审视结果", "review_result:prepare")
DROP = Intention("review_result.drop", "取消拟制结果", "review_result:prepare")
SEND = Intention("review_result.send", "发出审视结果", "review_result:send")
REGISTER_FEEDBACK = Intention("review_result.register_feedback", "登记结果反馈", "review_result:register")
VERIFY = Intention("review_result.verify", "核实审视结果", "review_result:verify")
SETTLE = Intention("review_result.settle", "审视结果销号", "review_result:verify")
REOPEN = Intention("review_result.reopen", "重新跟踪审视结果", "review_result:verify")
OPEN_SUGGESTION = Intention("review_result.open_suggestion", "启动检察建议", "review_result:send")
HAND_ON_CLUE = Intention("review_result.hand_on_clue", "移送监督线索", "review_result:send")

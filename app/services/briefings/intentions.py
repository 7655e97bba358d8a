"""What the office can want of briefings."""

from app.services.foundation.intentions import Intention

MAKE = Intention("briefing.make", "制作通报和报告", "briefing:make")
EDIT = Intention("briefing.edit", "修改通报和报告", "briefing:make")
RETAKE = Intention("briefing.retake", "通报和报告重新取数", "briefing:make")
TIP = Intention("briefing.tip", "登记督办事项", "briefing:make")
FINISH = Intention("briefing.finish", "通报和报告定稿", "briefing:finish")
REOPEN = Intention("briefing.reopen", "撤回定稿", "briefing:finish")
PRESENT = Intention("briefing.present", "登记提交通报和报告", "briefing:present")
DISCARD = Intention("briefing.discard", "删除通报和报告", "briefing:make")

"""What the office can want of a letter's path, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

RECORD_STEP = Intention("suggestion_path.record_step", "登记办理步骤", "suggestion:draft")
REGISTER_SYSTEM = Intention("suggestion_path.register_system", "登记业务系统审批结果", "approval:register")
SUBMIT = Intention("suggestion_path.submit", "送审", "suggestion:draft")
ASK = Intention("suggestion_path.ask", "送请审核或征求意见", "suggestion:draft")
ANSWER = Intention("suggestion_path.answer", "登记审核或征求意见的结果", "suggestion:draft")
SEND_TO_OTHERS = Intention("suggestion_path.send_to_others", "另发给其他单位", "suggestion:draft")
SWITCH = Intention("suggestion_path.switch", "设置检察建议办理步骤", "settings:edit")

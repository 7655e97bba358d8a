"""What the office can want of grades and of what handlers say, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

PROPOSE = Intention("review_grade.propose", "提出等次", "reverse_review:propose_grade")
DROP = Intention("review_grade.drop", "撤回拟定等次", "reverse_review:propose_grade")
HEAR = Intention("review_grade.hear", "登记听取意见", "reverse_review:hear")
DECIDE = Intention("review_grade.decide", "登记等次决定", "reverse_review:decide_grade")
WITHDRAW = Intention("review_grade.withdraw", "撤销等次", "reverse_review:decide_grade")
REGISTER_OBJECTION = Intention("finding_objection.register", "登记当事检察官意见", "reverse_review:object")
SETTLE_OBJECTION = Intention("finding_objection.settle", "处理当事检察官意见", "reverse_review:settle_objection")
SET_FIRST_DAY = Intention("review_grade.set_first_day", "设置等次规定施行日", "settings:edit")
SET_REMINDERS = Intention("review_grade.set_reminders", "设置意见处理提醒", "settings:edit")

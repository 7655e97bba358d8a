"""What the office can want of the registers beside the records, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

REGISTER_REPORT = Intention("report.register", "登记请示报告", "register:write")
AMEND_REPORT = Intention("report.amend", "修改请示报告登记", "register:write")
ANSWER_REPORT = Intention("report.record_answer", "登记答复", "register:write")
IMPLEMENT_REPORT = Intention("report.record_implementation", "登记答复的落实", "register:write")
ATTACH_TO_REPORT = Intention("report.attach", "添加请示报告材料", "register:write")

REGISTER_MEETING = Intention("meeting.register", "登记会议", "register:write")
AMEND_MEETING = Intention("meeting.amend", "修改会议登记", "register:write")
FEED_BACK_MEETING = Intention("meeting.record_feedback", "登记反馈", "register:write")
IMPLEMENT_MEETING = Intention("meeting.record_implementation", "登记决定的落实", "register:write")
ATTACH_TO_MEETING = Intention("meeting.attach", "添加会议材料", "register:write")

"""What the office can want of a clue, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

REGISTER = Intention("clue.register", "登记线索", "clue:register")
AMEND = Intention("clue.amend", "修改线索", "clue:register")
ATTACH = Intention("clue.attach", "添加附件", "clue:register")
RECORD_FORWARDED = Intention("clue.record_forwarded", "登记已移送专门机关", "clue:register")
EVALUATE = Intention("clue.evaluate", "线索评估", "clue:triage")
TRIAGE = Intention("clue.triage", "线索研判", "clue:triage")
REPORT_DONE = Intention("clue.report_done", "报结", "clue:report_done")
LINK = Intention("clue.link", "关联记录", "clue:link")
UNLINK = Intention("clue.unlink", "取消关联", "clue:link")

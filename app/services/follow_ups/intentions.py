"""What the office can want after a reply, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

RECORD_LOOK = Intention("follow_up.look", "登记核查", "suggestion:record_rectification")
EVALUATE = Intention("follow_up.evaluate", "登记评估", "suggestion:record_rectification")
REOPEN = Intention("suggestion.reopen", "重新办理检察建议", "suggestion:close")
ARCHIVE = Intention("suggestion.archive", "检察建议归档", "suggestion:archive")

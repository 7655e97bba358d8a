"""What the office can want of a suggestion, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

DRAFT = Intention("suggestion.draft", "起草检察建议书", "suggestion:draft")
AMEND = Intention("suggestion.amend", "修改检察建议书", "suggestion:draft")
REGISTER_ISSUE = Intention("suggestion.register_issue", "登记制发", "suggestion:register_issue")
REGISTER_SERVICE = Intention("suggestion.register_service", "登记送达", "suggestion:register_service")
RECORD_REPLY = Intention("suggestion.record_reply", "登记回复", "suggestion:record_reply")
RECORD_RECTIFICATION = Intention("suggestion.record_rectification", "登记整改", "suggestion:record_rectification")
CLOSE = Intention("suggestion.close", "办结", "suggestion:close")
DECLINE = Intention("suggestion.decline", "不予制发", "suggestion:decline")
WITHDRAW = Intention("suggestion.withdraw", "撤回检察建议", "suggestion:withdraw")

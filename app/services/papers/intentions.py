"""What the office can want of papers, and the permission each wish will need."""

from app.services.foundation.intentions import LOGGED, Intention

SAVE_DRAFT = Intention("paper.save_draft", "保存文书草稿", "paper:draft")
ISSUE = Intention("paper.issue", "登记文书", "paper:issue")
CORRECT = Intention("paper.correct", "更正文书", "paper:issue")
FREEZE_LATE = Intention("paper.freeze_late", "补登文书正文", "paper:issue")
VOID = Intention("paper.void", "作废文书", "paper:void")
ACCOUNT_FOR_NUMBER = Intention("paper.account_for_number", "说明文号", "paper:number")
DECIDE_NUMBERING = Intention("paper.decide_numbering", "决定自动编号", "paper:decide")
DECIDE_CHECK_CODE = Intention("paper.decide_check_code", "决定打印校验码", "paper:decide")
RECORD_OUTPUT = Intention("paper.record_output", "打印输出登记", "paper:print", LOGGED)
# A line of what left: whoever takes something out, backups among it, must be able to leave one.
NOTE_OUTPUT = Intention("paper.note_output", "打印输出登记", "paper:note", LOGGED)

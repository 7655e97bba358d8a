"""What the office can want of a reverse review, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

OPEN = Intention("reverse_review.open", "启动反向审视", "reverse_review:open")
AMEND = Intention("reverse_review.amend", "修改反向审视", "reverse_review:open")
ADD_CASES = Intention("reverse_review.add_cases", "加入所审案件", "reverse_review:open")
REMOVE_CASE = Intention("reverse_review.remove_case", "移出所审案件", "reverse_review:open")
CONCLUDE = Intention("reverse_review.conclude", "审结", "reverse_review:conclude")
CLOSE = Intention("reverse_review.close", "办结反向审视", "reverse_review:close")
REOPEN = Intention("reverse_review.reopen", "重新审视", "reverse_review:close")
ARCHIVE = Intention("reverse_review.archive", "登记归档号", "reverse_review:close")

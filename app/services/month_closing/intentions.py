"""What the office can want of a month's closing."""

from app.services.foundation.intentions import ASKED_FOR, Intention

COMPUTE = Intention("month.compute", "计算月度统计", "month:compute")
REVIEW = Intention("month.review", "审核月度统计", "month:review")
# A lock comes off by another person with a reason only.
LOCK = Intention("month.lock", "锁定月度统计", "month:review", "month.unlock")
UNLOCK = Intention("month.unlock", "解锁月度统计", "month:unlock", ASKED_FOR)
RECONCILE = Intention("month.reconcile", "月度对账", "month:compute")

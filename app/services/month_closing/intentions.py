"""What the office can want of a month's closing."""

from app.services.foundation.intentions import Intention

COMPUTE = Intention("month.compute", "计算月度统计", "month:compute")
REVIEW = Intention("month.review", "审核月度统计", "month:review")
LOCK = Intention("month.lock", "锁定月度统计", "month:review")
UNLOCK = Intention("month.unlock", "解锁月度统计", "month:unlock")
RECONCILE = Intention("month.reconcile", "月度对账", "month:compute")

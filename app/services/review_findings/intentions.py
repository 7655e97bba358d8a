"""What the office can want of a finding, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

ADD = Intention("review_finding.add", "登记审视发现", "review_finding:write")
AMEND = Intention("review_finding.amend", "修改审视发现", "review_finding:write")
REMOVE = Intention("review_finding.remove", "删除审视发现", "review_finding:write")
MARK_REST = Intention("review_finding.mark_rest", "其余方面标为无问题", "review_finding:write")
CORRECT = Intention("review_finding.correct", "登记纠正情况", "review_finding:correct")

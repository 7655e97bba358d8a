"""What the office can want of the analysis of cases and its reports, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

BEGIN = Intention("review_analysis.begin", "启动类案或综合审视", "review:open")
ADD_CASES = Intention("review_analysis.add_cases", "追加符合条件的案件", "review:open")
MAKE_REPORT = Intention("review_report.make", "制作审视报告", "review_report:make")
AMEND_REPORT = Intention("review_report.amend", "修改审视报告", "review_report:make")
PRESENT_REPORT = Intention("review_report.present", "登记提交党组听取", "review_report:present")

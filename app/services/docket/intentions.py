"""What the office can decide about a deadline, and the permission each will need."""

from app.services.foundation.intentions import Intention

EXTEND = Intention("docket.extend", "延长期限", "deadline:decide")
PAUSE = Intention("docket.pause", "中止期限", "deadline:decide")
RESUME = Intention("docket.resume", "恢复期限", "deadline:decide")
RESTART = Intention("docket.restart", "重新计算期限", "deadline:decide")
WAIVE = Intention("docket.waive", "免除期限", "deadline:decide")
MARK_MET = Intention("docket.mark_met", "登记期限完成", "deadline:register")
CORRECT_START = Intention("docket.correct_start", "更正起算日", "deadline:register")
START_BY_RULE = Intention("docket.start_by_rule", "按规则设定期限", "deadline:register")
START_ON_DATE = Intention("docket.start_on_date", "按日期设定期限", "deadline:register")

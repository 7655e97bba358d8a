"""What the office can want after a letter was not heeded, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

URGE = Intention("further_measure.urge", "登记督促", "suggestion:urge")
DECIDE = Intention("further_measure.decide", "登记后续处理决定", "suggestion:follow_up")
CARRY_OUT = Intention("further_measure.carry_out", "登记后续处理实施", "suggestion:follow_up")
CONCLUDE = Intention("further_measure.conclude", "登记审查起诉结论", "suggestion:follow_up")
RESUME = Intention("further_measure.resume", "登记恢复审查", "suggestion:follow_up")

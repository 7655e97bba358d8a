"""What the office can want of a hand-over or a referral, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

OFFER = Intention("hand_over.offer", "移交转办", "hand_over:offer")
ACCEPT = Intention("hand_over.accept", "接收移交", "hand_over:answer")
RETURN = Intention("hand_over.return", "退回移交", "hand_over:answer")
HAND_OVER_EVERYTHING = Intention("hand_over.everything", "人员离岗移交", "hand_over:offer")
REFER = Intention("referral.refer", "移送线索", "referral:register")
RECORD_ANSWER = Intention("referral.record_answer", "登记反馈", "referral:register")

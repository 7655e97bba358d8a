"""What the office can want of an approval, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

PROPOSE = Intention("approval.propose", "提请审批", "approval:propose")
REGISTER_SIGNED = Intention("approval.register_signed", "登记签批", "approval:register")
ADD_MEETING = Intention("approval.add_meeting", "登记联席会议意见", "approval:register")
ADD_SCREEN = Intention("approval.add_screen", "内部流转意见", "approval:opine")

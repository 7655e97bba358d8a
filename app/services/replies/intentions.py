"""What the office can want of an objection, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

REGISTER_OBJECTION = Intention("objection.register", "登记异议", "suggestion:record_reply")
RECONSIDER = Intention("objection.reconsider", "登记复核", "suggestion:reconsider")
REGISTER_ORDER = Intention("objection.order", "登记上级院指令", "suggestion:reconsider")
NOTIFY = Intention("objection.notify", "登记复核通知", "suggestion:reconsider")

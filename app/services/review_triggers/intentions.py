"""What the office can want with triggers and the cases that met them."""

from app.services.foundation.intentions import Intention

ADD_BY_HAND = Intention("review_triggers.add_by_hand", "补登触发情形", "trigger_hit:add")
EXCUSE = Intention("review_triggers.excuse", "说明理由不审视", "trigger_hit:excuse")
TAKE_UP = Intention("review_triggers.take_up", "启动审视", "reverse_review:open")
JOIN = Intention("review_triggers.join", "归入在办审视", "trigger_hit:take_up")
RECHECK = Intention("review_triggers.recheck", "核对全部原案", "trigger_hit:add")
ADOPT = Intention("review_triggers.adopt", "施行本院触发情形", "own_trigger:edit")
WITHDRAW = Intention("review_triggers.withdraw", "停用本院触发情形版本", "own_trigger:edit")

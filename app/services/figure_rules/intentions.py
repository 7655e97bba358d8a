"""What the office can want of rules between figures."""

from app.services.foundation.intentions import Intention

TAKE_EFFECT = Intention("figure_rule.take_effect", "规则生效", "figure_rule:keep")
WITHDRAW = Intention("figure_rule.withdraw", "停用规则", "figure_rule:keep")

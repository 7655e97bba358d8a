"""Changing calendar or rules is one intention, whatever is changed."""

from app.services.foundation.intentions import Intention

APPLY = Intention("office_rules.apply", "变更日历或期限规则", "deadline:rules")

"""What the office can want of the history of units."""

from app.services.foundation.intentions import Intention

RECORD_CHANGE = Intention("unit.record_change", "登记单位更名", "office:edit")
REMOVE_CHANGE = Intention("unit.remove_change", "删除单位更名", "office:edit")

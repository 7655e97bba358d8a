"""What an administrator can want with matter types and the list of powers."""

from app.services.foundation.intentions import Intention

ADOPT = Intention("matter_types.adopt", "采用本院事项类型", "matter_type:edit")
WITHDRAW = Intention("matter_types.withdraw", "停用本院事项类型", "matter_type:edit")
SET_POWER = Intention("matter_types.set_power", "修改职权清单", "power:edit")
WITHDRAW_POWER = Intention("matter_types.withdraw_power", "停用本院职权规定", "power:edit")

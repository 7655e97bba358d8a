"""What the office can want of its own items and indicators."""

from app.services.foundation.intentions import Intention

ADD_ITEM = Intention("own_indicators.add_item", "增加本院项目", "own_indicator:edit")
CHANGE_ITEM = Intention("own_indicators.change_item", "修改本院项目", "own_indicator:edit")
WITHDRAW_ITEM = Intention("own_indicators.withdraw_item", "停用本院项目", "own_indicator:edit")
RESTORE_ITEM = Intention("own_indicators.restore_item", "恢复本院项目", "own_indicator:edit")
DRAFT = Intention("own_indicators.draft", "起草本院指标", "own_indicator:edit")
CHANGE_DRAFT = Intention("own_indicators.change_draft", "修改本院指标草稿", "own_indicator:edit")
DELETE_DRAFT = Intention("own_indicators.delete_draft", "删除本院指标草稿", "own_indicator:edit")
TEST = Intention("own_indicators.test", "试算本院指标", "own_indicator:edit")
PUT_IN_FORCE = Intention("own_indicators.put_in_force", "施行本院指标", "own_indicator:adopt")
WITHDRAW = Intention("own_indicators.withdraw", "停用本院指标", "own_indicator:adopt")
COUNT_STEP = Intention("own_indicators.count_step", "更改案-件比计入的环节", "own_indicator:adopt")
MAP_KIND = Intention("own_indicators.map_kind", "更改结构比归类", "own_indicator:adopt")
SHOW_HISTORICAL = Intention("own_indicators.show_historical", "更改历史口径的显示", "own_indicator:adopt")

"""What the office can want of base data."""

from app.services.foundation.intentions import Intention

RECORD = Intention("base_data.record", "填报基础数据", "base_data:record")
CORRECT = Intention("base_data.correct", "更正基础数据", "base_data:record")
REMOVE = Intention("base_data.remove", "删除基础数据", "base_data:record")
IMPORT = Intention("base_data.import", "导入基础数据", "base_data:record")
UNDO_IMPORT = Intention("base_data.undo_import", "撤销基础数据导入", "base_data:record")

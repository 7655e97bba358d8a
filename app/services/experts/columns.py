"""The columns of the register of experts, by themselves."""

from app.services.lists.listing import Column

COLUMNS: tuple[Column, ...] = (
    Column("kind", "类别", width=70),
    Column("name", "姓名", width=90),
    Column("field", "专业领域", width=160),
    Column("unit", "单位", width=170),
    Column("post", "职务", width=100),
    Column("opinions", "意见", "number", 70),
    Column("last_on", "最近一次", "date", 100),
    Column("state", "状态", width=80),
    Column("telephone", "联系电话", width=130, is_shown=False),
    Column("remarks", "备注", width=200, is_shown=False),
    Column("id", "编号", "number", 60, is_shown=False),
)
ASKED, LEFT = "在库", "已出库"

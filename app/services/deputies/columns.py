"""The columns of the register, by themselves: a window paints their heads before it loads anything else."""

from app.services.lists.listing import Column

COLUMNS: tuple[Column, ...] = (
    Column("id", "登记号", width=120),
    Column("direction", "方向", width=110),
    Column("kind", "种类", width=110),
    Column("state", "状态", width=90),
    Column("deputy", "代表委员", width=90),
    Column("title", "标题", width=240),
    Column("number", "建议提案号", width=110),
    Column("received_on", "日期", "date", 96),
    Column("record", "关联记录", width=120),
    Column("fed_back_on", "反馈日期", "date", 96),
    Column("field", "领域", width=100, is_shown=False),
    Column("transfer_number", "移送函文号", width=140, is_shown=False),
    Column("transferred_on", "移送日期", "date", 96, is_shown=False),
    Column("content", "内容", width=220, is_shown=False),
    Column("feedback", "反馈情况", width=200, is_shown=False),
    Column("result", "办理结果", width=200, is_shown=False),
)

"""The columns of the list of letters, by themselves: a window paints their heads before it loads anything else."""

from app.services.lists.listing import Column

COLUMNS: tuple[Column, ...] = (
    Column("lamp", "灯", "lamp", 110),
    Column("number", "文号", width=170, also_called=("文 号",)),
    Column("addressee", "被建议单位", width=170),
    Column("kind", "类型", width=80, also_called=("检察建议类型", "建议类型")),
    Column("issued_on", "发出日期", "date", 96),
    Column("received_on", "送达日期", "date", 96, also_called=("收到日期",)),
    Column("due_on", "届满日", "date", 96),
    Column("replied_on", "回复日期", "date", 96),
    Column("state", "状态", width=80),
    Column("timeliness", "是否按期", width=80),
    Column("adoption", "采纳情况", width=80),
    Column("rectification_lamp", "整改灯", "light", 120),
    Column("rectification", "整改情况", width=100, is_shown=False),
    Column("handler", "承办人", width=80, also_called=("承办检察官",)),
    Column("department", "承办部门", width=100, is_shown=False),
    Column("office", "制发单位", width=170, is_shown=False),
    Column("problem", "主要问题", width=260, is_shown=False),
    Column("days_late", "逾期天数", "number", 80, is_shown=False),
    Column("due_source", "期限来源", width=80, is_shown=False),
    Column("start_is_receipt", "自收到起算", "flag", 90, is_shown=False),
    Column("id", "登记号", width=120, is_shown=False),
    Column("overdue_after", "逾期起点", "date", 96, is_shown=False),
    Column("marking", "标记", width=80),
)

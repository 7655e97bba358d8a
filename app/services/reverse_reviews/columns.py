"""The columns of the list of reverse reviews, by themselves: a window paints their heads before it loads anything."""

from app.services.lists.listing import Column

COLUMNS: tuple[Column, ...] = (
    Column("lamp", "灯", "lamp", 110),
    Column("id", "登记号", width=120),
    Column("number", "文号", width=150),
    Column("kind", "类型", width=64, also_called=("审视类型",)),
    Column("list", "清单", width=86, also_called=("触发清单",)),
    Column("trigger", "触发情形", width=130),
    Column("case", "原案", width=210),
    Column("title", "名称", width=220),
    Column("handler", "审视人", width=80, also_called=("承办人",)),
    Column("department", "部门", width=110, also_called=("审视部门", "承办部门")),
    Column("started_on", "启动日", "date", 96, also_called=("启动日期",)),
    Column("findings", "发现问题数", "number", 88),
    Column("errors", "错误", "number", 56),
    Column("flaws", "瑕疵", "number", 56),
    Column("results", "结果数", "number", 64),
    Column("unsettled", "未销号数", "number", 72),
    Column("state", "状态", width=76),
    Column("due_on", "届满日", "date", 96),
    Column("case_number", "统一受案号", width=160, is_shown=False),
    Column("concluded_on", "审结日期", "date", 96, is_shown=False),
    Column("closed_on", "办结日期", "date", 96, is_shown=False),
    Column("period_first", "期间起", "date", 96, is_shown=False),
    Column("period_last", "期间止", "date", 96, is_shown=False),
    Column("archive_number", "归档号", width=120, is_shown=False),
    Column("side", "谁的期限", width=80, is_shown=False),
    Column("overdue_after", "超期起点", "date", 96, is_shown=False),
    Column("marking", "标记", width=80),
)

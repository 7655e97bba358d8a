"""The columns of the list of matters, by themselves: a window paints their heads before it loads anything else."""

from app.services.lists.listing import Column

OPEN, CLOSED, ARCHIVED = "在办", "已办结", "已归档"  # what the column progress says
UNWATCHED, WATCHED = "未设期限", "已设期限"  # what the column watch says of open matters

COLUMNS: tuple[Column, ...] = (
    Column("lamp", "灯", "lamp", 110),
    Column("id", "登记号", width=120),
    Column("kind", "事项类型", width=120),
    Column("unit", "监督对象", width=180),
    Column("source", "来源", width=100),
    Column("accepted_on", "受理日期", "date", 96),
    Column("stage", "阶段", width=90),
    Column("due_on", "届满日", "date", 96),
    Column("outcome", "结果", width=120),
    Column("handler", "承办人", width=80, also_called=("承办检察官",)),
    Column("department", "承办部门", width=100, is_shown=False),
    Column("subject", "案件名称", width=200, is_shown=False),
    Column("number", "统一受案号", width=150, is_shown=False, also_called=("文号",)),
    Column("side", "谁的期限", width=80, is_shown=False),
    Column("overdue_after", "逾期起点", "date", 96, is_shown=False),
    Column("progress", "办理状态", width=80, is_shown=False),
    Column("watch", "期限设定", width=90, is_shown=False),
    Column("marking", "标记", width=80),
)

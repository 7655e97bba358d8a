"""The columns of 触发清单, by themselves: a window paints their heads before it loads anything else."""

from app.services.lists.listing import Column

COLUMNS: tuple[Column, ...] = (
    Column("lamp", "提醒", "lamp", 132),
    Column("id", "登记号", width=112),
    Column("case_name", "案件名称", width=190),
    Column("trigger", "触发情形", width=180),
    Column("form", "办理形式", width=84),
    Column("state", "处理情况", width=124, is_shown=False),
    Column("because", "符合的事实", width=240),
    Column("met_on", "发现日期", "date", 96),
    Column("remind_on", "提醒日", "date", 96),
    Column("review", "审视登记号", width=112),
    Column("reviewer", "审视人", width=80),
    Column("department", "承办部门", width=110),
    Column("number", "统一受案号", width=150, is_shown=False),
    Column("unit", "原办案单位", width=150, is_shown=False),
    Column("cause", "案由", width=120, is_shown=False),
    Column("reason", "理由", width=200, is_shown=False),
    Column("excused_by", "说明人", width=80, is_shown=False),
    Column("excused_on", "说明日期", "date", 96, is_shown=False),
    Column("list", "清单", width=90, is_shown=False),
)

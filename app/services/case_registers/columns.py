"""The columns of the two registers, by themselves: a window paints their heads before it loads anything else."""

from app.services.lists.listing import Column

REPORT_COLUMNS: tuple[Column, ...] = (
    Column("id", "登记号", width=120),
    Column("kind", "种类", width=80),
    Column("direction", "方向", width=60),
    Column("state", "状态", width=110),
    Column("title", "标题", width=220),
    Column("counterpart", "对方单位", width=150),
    Column("sent_on", "日期", "date", 96),
    Column("number", "文号", width=150),
    Column("answered_on", "答复日期", "date", 96),
    Column("handler", "承办人", width=80),
    Column("record", "关联记录", width=120),
    Column("answer_number", "答复文号", width=150, is_shown=False),
    Column("answer", "答复内容", width=200, is_shown=False),
    Column("implemented_on", "落实日期", "date", 96, is_shown=False),
    Column("implementation", "落实情况", width=200, is_shown=False),
)
MEETING_COLUMNS: tuple[Column, ...] = (
    Column("id", "登记号", width=120),
    Column("kind", "种类", width=120),
    Column("state", "状态", width=80),
    Column("topic", "议题", width=230),
    Column("held_on", "日期", "date", 96),
    Column("place", "地点", width=110),
    Column("chair", "主持人", width=80),
    Column("people", "参加人员", width=150),
    Column("decision_number", "决定文号", width=140),
    Column("feedback_on", "反馈日期", "date", 96),
    Column("record", "关联记录", width=120),
    Column("papers", "材料", width=160, is_shown=False),
    Column("opinions", "意见", width=200, is_shown=False),
    Column("decision", "决定", width=200, is_shown=False),
    Column("feedback", "反馈", width=160, is_shown=False),
    Column("implementation", "落实情况", width=200, is_shown=False),
)

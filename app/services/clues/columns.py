"""The columns of the list of clues, by themselves: a window paints their heads before it loads anything else."""

from app.services.lists.listing import Column

COLUMNS: tuple[Column, ...] = (
    Column("lamp", "灯", "lamp", 110),
    Column("id", "登记号", width=120),
    Column("source", "来源", width=110, also_called=("线索来源",)),
    Column("subject", "线索名称", width=220),
    Column("unit", "涉及单位", width=170),
    Column("found", "发现的问题", width=240),
    Column("found_on", "发现日期", "date", 96),
    Column("triage", "研判结果", width=124),
    Column("triage_target", "立项为", width=80),
    Column("opened_as", "立项登记号", width=120),
    Column("handler", "承办人", width=80, also_called=("承办检察官",)),
    Column("wanted_by", "要求办结日", "date", 96),
    Column("department", "承办部门", width=100, is_shown=False),
    Column("kind", "拟办类型", width=110, is_shown=False),
    Column("parties", "当事人", width=140, is_shown=False),
    Column("source_person", "来源人员", width=100, is_shown=False),
    Column("task_number", "转办单号", width=130, is_shown=False),
    Column("reported_on", "报结日期", "date", 96, is_shown=False),
    Column("triaged_on", "研判日期", "date", 96, is_shown=False),
    Column("referred_to", "移送给", width=140, is_shown=False),
    Column("due_on", "届满日", "date", 96, is_shown=False),
    Column("side", "谁的期限", width=80, is_shown=False),
    Column("overdue_after", "超期起点", "date", 96, is_shown=False),
    Column("marking", "标记", width=80),
)

"""The columns of the list of original cases, by themselves: a window paints their heads before it loads anything else.

Handlers are no column: their names are shown to the entitled only, and a list is for everybody.
"""

from app.services.lists.listing import Column

COLUMNS: tuple[Column, ...] = (
    Column("id", "登记号", width=120),
    Column("number", "统一受案号", width=170, also_called=("受案号", "案号")),
    Column("name", "案件名称", width=220),
    Column("kind", "类型", width=80, also_called=("案件类型",)),
    Column("cause", "案由", width=120),
    Column("unit", "单位", width=160, also_called=("原办案单位",)),
    Column("department", "部门", width=120, also_called=("承办部门",)),
    Column("triggers", "触发情形", width=190),
    Column("reviews", "审视", "number", 56),
    Column("arrest_result", "逮捕结果", width=110, also_called=("审查逮捕结果",)),
    Column("indictment_result", "起诉结果", width=110, also_called=("审查起诉结果",)),
    Column("judgment_result", "一审结果", width=120),
    Column("appeal_result", "二审再审结果", width=100),
    Column("petition_kind", "申诉类型", width=100, also_called=("申诉信访类型",)),
    Column("petition_times", "次数", "number", 56, also_called=("申诉信访次数",)),
    Column("petition_result", "申诉结果", width=90),
    Column("closed_on", "办结日期", "date", 96, also_called=("原案办结日期",)),
    Column("field", "领域", width=110, is_shown=False),
    Column("arrest_on", "逮捕日期", "date", 96, is_shown=False),
    Column("indictment_on", "起诉日期", "date", 96, is_shown=False),
    Column("judgment_on", "一审日期", "date", 96, is_shown=False),
    Column("appeal_on", "二审再审日期", "date", 96, is_shown=False),
    Column("petitioned_on", "申诉日期", "date", 96, is_shown=False, also_called=("申诉信访日期",)),
    Column("petition_on", "申诉办结日期", "date", 100, is_shown=False),
    Column("petition_settled_on", "息诉日期", "date", 96, is_shown=False, also_called=("息诉化解日期",)),
    Column("petition_number", "申诉编号", width=130, is_shown=False),
    Column("reconsideration_result", "复议复核结果", width=100, is_shown=False),
    Column("protest_result", "抗诉结果", width=100, is_shown=False),
    Column("charged_with", "起诉罪名", width=110, is_shown=False),
    Column("convicted_of", "判决罪名", width=110, is_shown=False),
    Column("difference", "诉判不一", width=100, is_shown=False),
    Column("assigned_by", "督办交办单位", width=130, is_shown=False),
    Column("marking", "标记", width=80),
)

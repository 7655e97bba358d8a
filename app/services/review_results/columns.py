"""The columns of the follow-up board, by themselves: a window paints their heads before it loads anything else."""

from app.services.lists.listing import Column

COLUMNS: tuple[Column, ...] = (
    Column("lamp", "灯", "lamp", 112),
    Column("name", "种类", width=112, also_called=("结果种类",)),
    Column("title", "标题", width=150),
    Column("addressee", "对象", width=112),
    Column("number", "文号", width=150),
    Column("sent_on", "发出", "date", 86, also_called=("发出日期",)),
    Column("due_on", "要求反馈", "date", 86, also_called=("要求反馈日",)),
    Column("feedback_on", "反馈", "date", 86, also_called=("反馈日期",)),
    Column("verified_on", "核实", "date", 86, also_called=("核实日期",)),
    Column("settled_on", "销号", "date", 86, also_called=("销号日期",)),
    Column("state", "状态", width=84),
    Column("id", "审视号", width=120, also_called=("登记号",)),
    Column("list", "清单", width=86, also_called=("触发清单",)),
    Column("review", "审视", width=200, is_shown=False),
    Column("feedback_outcome", "反馈结论", width=100, is_shown=False),
    Column("verification_outcome", "核实结论", width=150, is_shown=False),
    Column("is_due", "反馈期限", width=90, is_shown=False),
    Column("opened_as", "办理登记号", width=120, is_shown=False),
    Column("reach", "内外", width=70, is_shown=False),
    Column("feedback_due_on", "原定反馈日", "date", 96, is_shown=False),
    Column("handler", "审视人", width=80, is_shown=False),
    Column("department", "审视部门", width=110, is_shown=False),
    Column("side", "谁的期限", width=80, is_shown=False),
    Column("overdue_after", "逾期起点", "date", 96, is_shown=False),
    Column("running_on", "在走的届满日", "date", 110, is_shown=False),
    Column("review_id", "审视编号", "number", 80, is_shown=False),  # the review's store id, for opening it
)

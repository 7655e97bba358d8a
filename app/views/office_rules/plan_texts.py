"""What a dry run says, as texts: what changes, how many deadlines, each of them before and after."""

from datetime import date

from app.services.office_rules.rows import Affected, ChangePlan
from app.views.shared.plain_table import Head

AFFECTED_HEADS = (
    Head("记录", 170),
    Head("对象", 150),
    Head("期限", 170),
    Head("现届满日", 100),
    Head("新届满日", 100),
    Head("现逾期界限", 100),
    Head("新逾期界限", 100),
    Head("承办人"),
)
NOT_COMPUTED_HEADS = (Head("不能计算、保持不变的期限"),)
_DASH = "—"


def counts_of(plan: ChangePlan) -> str:
    """How far the change reaches."""
    words = f"查看未办结的期限 {plan.looked_at} 个，其中 {len(plan.affected)} 个会变动"
    if plan.not_computed:
        words += f"，{len(plan.not_computed)} 个不能计算、保持不变"
    return f"{words}。"


def affected_texts(each: Affected) -> tuple[str, ...]:
    """One deadline under AFFECTED_HEADS."""
    days = (each.due_before, each.due_after, each.late_before, each.late_after)
    return (each.record.number, each.record.subject, each.name, *map(_day, days), each.record.handler or _DASH)


def done_words(plan: ChangePlan) -> str:
    """What the status line says once the plan has been carried out."""
    moved = f"改动期限 {len(plan.affected)} 个" if plan.affected else "没有期限因此改动"
    return f"已执行：{'；'.join(plan.what)}。{moved}。"


def _day(day: date | None) -> str:
    return day.isoformat() if day else _DASH

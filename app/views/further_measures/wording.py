"""How urgings and measures are told on screen."""

from app.services.further_measures.rows import Backing, FollowUpCard, MeasureRow, UrgingRow
from app.views.shared.plain_table import Head

URGING_HEADS = (
    Head("日期", 100),
    Head("方式", 90),
    Head("督促人", 80),
    Head("对方人员", 110),
    Head("内容", 280),
    Head("对方答复", 220),
    Head("文号", 160),
    Head("材料", is_link=True),
)
MEASURE_HEADS = (
    Head("措施", 210),
    Head("对象", 160),
    Head("决定", 160),
    Head("实施", 100),
    Head("文号、案号", 160),
    Head("结果", 220),
    Head("材料", is_link=True),
)
URGING_FILE, MEASURE_FILE = len(URGING_HEADS) - 1, len(MEASURE_HEADS) - 1
NO_URGING = "还没有登记督促。"
NO_MEASURE = "还没有决定后续处理。"


def urging_row(row: UrgingRow) -> tuple[str, ...]:
    """One line of the table of urgings."""
    said = (row.content, row.answer, row.number)
    return (str(row.urged_on), row.form.label, row.urged_by, row.person, *map(one_line, said), row.file_name or "—")


def measure_row(row: MeasureRow) -> tuple[str, ...]:
    """One line of the table of measures."""
    return (
        row.name,
        row.recipient,
        f"{row.decided_on} {row.decided_by}",
        str(row.carried_out_on or "—"),
        row.number,
        one_line(row.result),
        row.file_name or "—",
    )


def measure_words(row: MeasureRow) -> str:
    """All there is to say of a measure, below the table."""
    reason = f"\n{row.rule.reason if row.rule and row.rule.reason else '理由'}：{row.reason}" if row.reason else ""
    behind = "本院审批" if row.is_by_approval else "照业务系统审批结果或者签批件登记"
    days = "".join(
        f"；{title} {day}" for title, day in (("报备", row.filed_on), ("恢复审查", row.ended_on)) if day is not None
    )
    who = (
        f"{row.decided_by}于 {row.decided_on} 决定（{behind}）" if row.rule and row.rule.decides else "由承办检察官办理"
    )
    return f"{row.name}：{who}{days}。依据：{row.basis}{reason}"


def backing_words(backing: Backing) -> str:
    """An approval, as it is chosen."""
    return f"{backing.name}：{backing.decided_by}（{backing.decided_as}）{backing.decided_on} 批准"


def why_nothing(card: FollowUpCard) -> str:
    """Why no measure at all may be decided now; empty where one may."""
    refusals = [offer.refusal for offer in card.offers]
    return refusals[0] if refusals and all(refusals) else ""


def one_line(text: str) -> str:
    """Without line breaks."""
    return " ".join(text.split())

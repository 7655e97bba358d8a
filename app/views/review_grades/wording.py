"""How grades and objections are told on screen."""

from app.services.review_grades.rows import GradeRow, GradesCard, ObjectionRow
from app.views.shared.plain_table import Head
from app.views.shared.stage_bar import Phase, Step

GRADE_HEADS = (
    Head("原案", 150),
    Head("拟定等次", 164),
    Head("提出", 136),
    Head("听取意见", 196),
    Head("决定等次", 164),
    Head("决定", 150),
    Head("情况"),
)
OBJECTION_HEADS = (
    Head("提出日期", 104),
    Head("提出人", 116),
    Head("形式", 78),
    Head("针对", 240),
    Head("处理结果", 78),
    Head("变化", 120),
    Head("决定", 206),
    Head("提醒"),
)


def grade_row(row: GradeRow, *, is_concluded: bool) -> tuple[str, ...]:
    """One line of the table of grades; a grade stands also while its review is looked over again, and says so."""
    return (
        row.case_name,
        row.proposed,
        f"{row.proposed_on} {row.proposed_by}",
        f"{row.heard_on} {row.heard_who}" if row.heard_on else "—",
        row.decided or "—",
        f"{row.decided_on} {row.decided_by}" if row.decided_on else "—",
        standing_words(row) + ("" if is_concluded or not row.is_standing else "，审视重新进行中"),
    )


def standing_words(row: GradeRow) -> str:
    """Where a grade stands, in a few words."""
    if row.withdrawn_on is not None:
        return f"已{'撤销' if row.decided else '撤回'} {row.withdrawn_on}"
    if row.decided:
        return "已决定"
    return f"还缺：{'；'.join(row.missing)}" if row.missing else "可以决定"


def grade_steps(row: GradeRow) -> tuple[Step, ...]:
    """提出 → 听取意见 → 决定."""
    over = row.withdrawn_on is not None
    heard: Phase = "done" if row.is_heard else "off" if over else "now"
    decided: Phase = "done" if row.decided else "off" if over else "now" if row.is_heard else "ahead"
    return (Step("提出等次", "done"), Step("听取当事检察官意见", heard), Step("检察长或检察委员会决定", decided))


def grade_words(row: GradeRow) -> str:
    """What was said at each step of one grade."""
    said = [f"拟定：{row.proposed}，{row.proposed_by}于 {row.proposed_on} 提出。理由：{row.reason}"]
    if row.heard_on:
        said.append(f"听取意见：{row.heard_on}，{row.heard_who}：{row.statement}")
    if row.decided:
        note = f"说明：{row.decision_note}" if row.decision_note else ""
        said.append(f"决定：{row.decided}，{_decided(row)}。{note}")
    if row.withdrawn_words:
        said.append(f"{'撤销' if row.decided else '撤回'}：{row.withdrawn_words}")
    if row.missing:
        said.append(f"还缺：{'；'.join(row.missing)}。")
    return "\n".join(said)


def objection_row(row: ObjectionRow) -> tuple[str, ...]:
    """One line of the table of objections."""
    return (
        str(row.raised_on),
        row.raised_by,
        row.form.label,
        row.about,
        row.outcome.label,
        row.changes or "—",
        f"{row.decided_on} {_who(row.decided_by, row.decided_as)}" if row.decided_on else "—",
        row.reminder or "—",
    )


def objection_words(row: ObjectionRow) -> str:
    """What was said, and what was decided about it."""
    said = [f"{row.form.label}：{row.content}"]
    if row.decided_on:
        number = f"（{row.decision_number}）" if row.decision_number else ""
        said.append(f"处理意见{number}：{row.decision}")
    if row.reminder:
        said.append(f"{row.reminder}。")
    return "\n".join(said)


def hint_words(card: GradesCard) -> str:
    """What is to be thought of, each with where it is written."""
    return "\n".join(f"提示（不是结论）：{each.words}依据：{each.source}（{each.certainty}）。" for each in card.hints)


def _decided(row: GradeRow) -> str:
    if row.decided_on is None:
        return ""
    number = f" {row.decision_number}" if row.decision_number else ""
    return f"{row.decided_on} {_who(row.decided_by, row.decided_as)}{number}"


def _who(person: str, post: str) -> str:
    return person if not post or person == post else f"{person}（{post}）"

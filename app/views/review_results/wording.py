"""How results of reviews are told on screen."""

from app.services.review_results.kinds import Feedback, ResultKind
from app.services.review_results.rows import ResultRow
from app.views.shared.facts import Fact, Section

HEADS = ("状态", "种类", "标题", "对象", "文号、办理", "发出", "要求反馈", "反馈", "核实", "销号")
WIDTHS = (118, 118, 180, 124, 172, 86, 86, 86, 86, 86)
NOTHING = "还没有审视结果。用“拟制结果…”拟一份提醒函、通报、讲评、培训或制度，或者启动检察建议、移送线索。"


def cells_of(row: ResultRow) -> tuple[str, ...]:
    """One line of the table of results, from left to right."""
    days = (row.sent_on, row.due_on, row.feedback_on, row.verified_on, row.settled_on)
    number = f"{row.opened.number}　{row.opened.state}" if row.opened else row.number
    return (row.lamp_words, row.name, row.title, row.addressee, number, *map(_day, days))


def detail_of(row: ResultRow) -> str:
    """All there is to say of a result, below the table."""
    heads = [f"{row.name}：{row.title}　对象：{row.addressee}（{'外单位' if row.is_outside else '本院'}）"]
    heads += [f"决定：{row.approval}"] if row.approval else []
    lines = ["　".join(heads)]
    lines += [f"所涉问题：{'；'.join(each.words for each in row.findings)}"] if row.findings else []
    lines += [f"反馈（{row.feedback_outcome.label}）：{row.feedback}"] if row.feedback_outcome else []
    lines += [f"核实：{row.verification}"] if row.verification else []
    return "\n".join(lines)


def kind_words(kind: ResultKind) -> str:
    """What a kind asks for, above the fields of a dialog."""
    decided = f"发到外单位的由{kind.decides}决定；" if kind.decides else ""
    return f"{kind.name}：{decided}{kind.feedback.label}。{kind.note}（依据：{kind.source}，{kind.certainty.label}）"


def sections_of(row: ResultRow) -> tuple[Section, ...]:
    """A result beside the list."""
    said: list[Fact] = [
        ("种类", row.name),
        ("对象", f"{row.addressee}（{'外单位' if row.is_outside else '本院'}）"),
        ("审视", row.review_number),
        ("文号", row.number),
        ("发出", _day(row.sent_on)),
        ("决定", row.approval),
        ("要求反馈", _due(row)),
    ]
    said += [("办理", f"{row.opened.number}（{row.opened.state}）")] if row.opened else []
    parts: list[Section] = [("", tuple(said))]
    if row.findings:
        parts.append(("所涉问题", tuple(("", f"{each.words}（{each.correction}）") for each in row.findings)))
    if row.feedback:
        outcome = row.feedback_outcome.label if row.feedback_outcome else ""
        parts.append(("反馈", (("日期", _day(row.feedback_on)), ("结论", outcome), ("内容", row.feedback))))
    if row.verification:
        parts.append(("核实", (("", row.verification),)))
    return tuple(parts)


def asks_feedback(kind: ResultKind) -> bool:
    """Whether a feedback day may be written on results of this kind."""
    return kind.feedback is not Feedback.NONE


def _due(row: ResultRow) -> str:
    if row.due_on is None:
        return ""
    moved = row.feedback_due_on is not None and row.feedback_due_on != row.due_on
    return f"{row.due_on}（原定 {row.feedback_due_on}）" if moved else f"{row.due_on}"


def _day(day: object) -> str:
    return "" if day is None else str(day)

"""How replies and objections are told on screen."""

from app.models.letter_terms import ObjectionOrigin, ObjectionOutcome
from app.models.terms import Adoption
from app.services.replies.rows import ObjectionRow, ReplyRow
from app.services.suggestions.rows import LetterCard

_COUNTED = (Adoption.ADOPTED, Adoption.PARTLY, Adoption.NOT_ADOPTED)


def reply_row(reply: ReplyRow, card: LetterCard) -> tuple[str, ...]:
    """One line of the table of replies."""
    return (
        str(reply.registered_on),
        reply.entry_number or "—",
        str(reply.written_on or "—"),
        reply.number or "—",
        reply.adoption.label,
        _counted(reply),
        _noted(reply, card),
        reply.file_name or "—",
    )


def reply_words(reply: ReplyRow) -> str:
    """What one reply said: the items that were adopted by their numbers, the others with their reasons, the summary."""
    adopted = [str(each.place) for each in reply.items if each.adoption is Adoption.ADOPTED]
    said = [f"采纳：第 {'、'.join(adopted)} 项。"] if adopted else []
    said += [
        f"第 {each.place} 项{each.adoption.label}（{short(each.measure, 40).rstrip('。；')}）：{each.reason}"
        for each in reply.items
        if each.adoption is not Adoption.ADOPTED
    ]
    said += [f"要点：{reply.summary}"] if reply.summary else []
    return "\n".join(said) or "没有逐项登记，也没有写要点。"


def short(text: str, most: int) -> str:
    """One line of at most so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}……"


def objection_row(row: ObjectionRow) -> tuple[str, ...]:
    """One line of the table of objections."""
    decided = f"{row.reconsidered_on} {row.decided_by}" if row.reconsidered_on else "—"
    if row.reconsidered_on and row.origin is ObjectionOrigin.ADDRESSEE and row.decided_as != row.decided_by:
        decided = f"{decided}（{row.decided_as}）"
    notified = f"{row.notified_on} {row.notice_number}" if row.notified_on else ("待通知" if row.awaits_notice else "—")
    return (
        str(row.raised_on),
        row.entry_number or row.order_number or "—",
        row.origin.label,
        _in_time(row),
        row.outcome.label,
        decided,
        notified,
        row.file_name or "—",
    )


def objection_words(row: ObjectionRow, is_open: bool) -> str:
    """What was objected and what came of it; ``is_open``: the letter may be reworded now."""
    said = ["" if row.origin is ObjectionOrigin.SUPERIOR else f"异议：{row.content}"]
    said += [f"复核情况：{row.finding}"] if row.finding else []
    said += [f"理由：{row.opinion}"] if row.opinion else []
    said += [f"变更的内容：{'；'.join(row.changes.splitlines())}"] if row.changes else []
    if row.restarts_period:
        said.append("回复期限自对方收到变更通知书之日起重新计算。")
    if row.outcome is ObjectionOutcome.CHANGED and is_open:
        said.append("建议书的正文现在可以修改：先“修改”，再到“文书”里用“更正…”登记新的一版，改过以后正文又不能再改。")
    return "\n".join(part for part in said if part)


def _counted(reply: ReplyRow) -> str:
    told = [
        f"{adoption.label} {count}"
        for adoption in _COUNTED
        if (count := sum(each.adoption is adoption for each in reply.items))
    ]
    return "，".join(told) or "—"


def _noted(reply: ReplyRow, card: LetterCard) -> str:
    late = f"{card.timeliness.label}{f'{card.days_late}天' if card.days_late else ''}"
    told = [f"首次回复，{late}" if reply.is_first else "补充回复"]
    return "，".join([*told, "内容空泛"] if reply.is_vague else told)


def _in_time(row: ObjectionRow) -> str:
    if row.origin is ObjectionOrigin.SUPERIOR:
        return "—"
    return {True: "超过期限", False: "期限内", None: "无法判断"}[row.is_late]

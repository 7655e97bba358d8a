"""How a deadline is told on screen: its due date, its doubts, and what was decided about it."""

from app.models.terms import Certainty
from app.services.docket.rows import DeadlineCard, EventLine


def due_words(card: DeadlineCard) -> str:
    """2026-11-03, with the hour where hours are counted, and whether it may still move."""
    if card.due_on is None:
        return "随办"
    return f"{card.due_on} {card.due_at or ''}".strip() + ("（暂定）" if card.is_provisional else "")


def state_words(card: DeadlineCard) -> str:
    """未完成, with the day from which it is paused or on which it ended."""
    if card.paused_on:
        return f"{card.paused_on} 起中止"
    return f"{card.state.label}（{card.ended_on}）" if card.ended_on else card.state.label


def doubt_about(certainty: Certainty) -> str:
    """What must be said where a rule was not checked against its text; empty where it was."""
    if certainty is Certainty.VERIFIED:
        return ""
    return f"依据{certainty.label}：只作提醒，不会变红。请核对原文后再用。"


def late_words(card: DeadlineCard) -> str:
    """The day after which it is late, where that is not the due date; empty where it is."""
    if card.overdue_after is None or card.overdue_after == card.due_on:
        return ""
    return f"{card.overdue_after} 之后才算逾期（月末的算法各有依据，先按早的提醒）"


def moved_words(card: DeadlineCard) -> str:
    """That the record's date has been changed since the deadline began; empty where it has not."""
    if card.start_changed_to is None:
        return ""
    return (
        f"“{card.name}”仍从 {card.started_on} 起算，记录上的日期已改为 {card.start_changed_to}。需要时请“更正起算日”。"
    )


def decision_words(event: EventLine) -> str:
    """Who decided what for which reason on what paper, and what it changed."""
    parts = [f"{event.kind.label}{event.length}"]
    parts += [f"{event.decided_by}决定"] if event.decided_by else []
    parts += [part for part in (event.reason, event.document) if part]
    if event.due_before != event.due_after:
        parts.append(f"届满日 {event.due_before or '无'} → {event.due_after or '无'}")
    return "，".join(parts) + "。"

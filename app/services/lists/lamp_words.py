"""The words beside a lamp, so that colour and shape never stand alone. Imports nothing heavy."""

from datetime import date

from app.models.terms import Lamp


def lamp_words(lamp: Lamp, due_on: date | None, as_of: date) -> str:
    """逾期19天, 今日到期, 剩3天 …; where no due date counts, the lamp's own name."""
    if due_on is None or lamp in {Lamp.DONE, Lamp.PAUSED, Lamp.UNKNOWN}:
        return lamp.label
    days = (due_on - as_of).days
    if lamp is Lamp.SERIOUSLY_OVERDUE:
        return f"严重逾期{-days}天"
    if days < 0:
        return f"逾期{-days}天"
    return "今日到期" if days == 0 else f"剩{days}天"

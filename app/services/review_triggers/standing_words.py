"""The words beside the lamp of a hit; imports nothing heavy, since every painted row asks for them."""

from datetime import date

from app.services.review_triggers.rows import HitStanding


def words_of(standing: HitStanding, remind_on: date | None, as_of: date) -> str:
    """待处理, 今日提醒处理, 已过提醒日3天; for what is not open its own name."""
    if standing is not HitStanding.OPEN or remind_on is None:
        return standing.label
    passed = (as_of - remind_on).days
    if passed < 0:
        return standing.label
    return "今日提醒处理" if passed == 0 else f"已过提醒日{passed}天"

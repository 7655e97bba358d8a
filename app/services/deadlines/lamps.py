"""When a due date is reminded of and when it counts as seriously overdue; plain functions of dates."""

from datetime import date, timedelta

from app.services.deadlines.periods import Period

SERIOUS_AFTER_DAYS = 30

# Ordered (period up to this many days, reminded this many days ahead): §4.5 defaults, up to ten days, a month, longer.
_STEPS = ((10, 2), (31, 5))
_LONG = 7


def remind_days(period: Period) -> int:
    """How many days ahead a period of this length is reminded of by default; never more than it lasts."""
    ahead = next((days for most, days in _STEPS if period.days <= most), _LONG)
    return min(ahead, int(period.days))


def remind_on(due_on: date, period: Period, remind_before: int | None = None) -> date:
    """The first day the lamp is yellow; ``remind_before`` is a rule's own threshold in days."""
    return due_on - timedelta(days=remind_days(period) if remind_before is None else remind_before)


def serious_on(due_on: date, after_days: int = SERIOUS_AFTER_DAYS) -> date:
    """The thirtieth day late: from the day after it the lamp is 严重逾期 (over 30 days)."""
    return due_on + timedelta(days=after_days)

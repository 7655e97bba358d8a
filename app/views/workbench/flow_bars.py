"""Turns the months' flow of matters into bars."""

from collections.abc import Sequence

from app.services.workbench.rows import MonthFlow
from app.views.charts.bar_items import Bar, BarSet, month_label, month_words

_WIDTH = 0.38  # of the room one month has


def flow_bars(months: Sequence[MonthFlow]) -> BarSet:
    """Matters received (left) and closed (right) month by month."""
    bars = [
        Bar(place + shift, count, _WIDTH, f"{month_words(month.month)} {name} {count} 件", group, place)
        for group, (name, shift) in enumerate((("新收", -_WIDTH / 2), ("办结", _WIDTH / 2)))
        for place, month in enumerate(months)
        for count in ((month.received, month.closed)[group],)
    ]
    labels = (month_label(month.month, is_first=place == 0) for place, month in enumerate(months))
    return BarSet(tuple(bars), tuple(labels), ("新收", "办结"))

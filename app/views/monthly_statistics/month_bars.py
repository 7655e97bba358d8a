"""Turns the series of a month into the bars of its charts."""

from collections.abc import Sequence

from app.services.monthly_statistics.rows import Bucket, Month
from app.views.charts.bar_items import Bar, BarSet, month_label, month_words

_WIDTH = 0.38  # of the room one month has


def month_bars(months: Sequence[Month]) -> BarSet:
    """Letters issued (left) and replied (right) month by month."""
    bars = [
        Bar(place + shift, count, _WIDTH, f"{month_words(month.month)} {name} {count} 份", group, place)
        for group, (name, shift) in enumerate((("制发", -_WIDTH / 2), ("回复", _WIDTH / 2)))
        for place, month in enumerate(months)
        for count in ((month.issued, month.replied)[group],)
    ]
    labels = (month_label(month.month, is_first=place == 0) for place, month in enumerate(months))
    return BarSet(tuple(bars), tuple(labels), ("制发", "回复"))


def reply_time_bars(buckets: Sequence[Bucket]) -> BarSet:
    """How many replies took how long."""
    bars = (
        Bar(place, bucket.replies, 2 * _WIDTH, f"用时 {bucket.label} {bucket.replies} 份", 0, place)
        for place, bucket in enumerate(buckets)
    )
    return BarSet(tuple(bars), tuple(bucket.label for bucket in buckets), ("回复",))

"""Spans of due days that lists offer by name. Imports nothing heavy."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

Span = tuple[date, date]  # both days included


def _ahead(days: int) -> Callable[[date], Span]:
    return lambda today: (today, today + timedelta(days=days))


def _month(today: date) -> Span:
    return today.replace(day=1), today.replace(day=monthrange(today.year, today.month)[1])


def _next_month(today: date) -> Span:
    return _month(_month(today)[1] + timedelta(days=1))


SPANS: Mapping[str, Callable[[date], Span]] = {
    "今日": _ahead(0),
    "7日内": _ahead(7),
    "30日内": _ahead(30),
    "本月": _month,
    "下月": _next_month,
}

"""Chance that repeats: the same seed gives the same choices on every machine and Python."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from app.services.deadlines.calendar import WorkCalendar

Thing = TypeVar("Thing")


class Chance:
    """Draws things, numbers and working days."""

    def __init__(self, seed: int) -> None:
        """Every draw after this follows from the seed."""
        self._random = random.Random(seed)  # noqa: S311 - repeatable on purpose, nothing secret hangs on it

    def one(self, things: Sequence[Thing]) -> Thing:
        """Any of them, all equally likely."""
        return things[int(self._random.random() * len(things))]

    def weighted(self, things: Sequence[Thing], running: Sequence[int]) -> Thing:
        """One of them; ``running`` holds the running totals of their weights."""
        return self._random.choices(things, cum_weights=running)[0]

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def happens(self, share: float) -> bool:
        """True in that share of the draws."""
        return self._random.random() < share


class Days:
    """The working days between two dates, for an office writes its letters on those."""

    def __init__(self, calendar: WorkCalendar, first: date, last: date) -> None:
        """Both ends included; a span without a working day keeps its last day."""
        self.is_working = calendar.is_working_day
        span = (first + timedelta(days=count) for count in range((last - first).days + 1))
        self.all = tuple(day for day in span if self.is_working(day)) or (last,)

    def place(self, index: int, count: int) -> date:
        """The day of the ``index``-th of ``count`` things spread evenly over the span."""
        return self.all[index * len(self.all) // count]

    def after(self, day: date, days: int) -> date:
        """The first working day at least so many days later."""
        later = day + timedelta(days=days)
        while not self.is_working(later):
            later += timedelta(days=1)
        return later

    def before(self, day: date) -> date:
        """The last working day up to this one."""
        while not self.is_working(day):
            day -= timedelta(days=1)
        return day

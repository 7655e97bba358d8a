"""Counts of one unit over consecutive months, side by side: computed at once, a month by itself only where asked.

Imports nothing heavy.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

from app.services.indicators.computing import Counts, add_up
from app.services.indicators.expressions import Column, Expression
from app.services.indicators.model import Item


class MonthCounts:
    """What was counted of each item, month by month; figures of longer ranges fill no month."""

    def __init__(self, months: Sequence[str], given: Mapping[str, Column], items: Mapping[str, Item]) -> None:
        """``given`` are columns as long as ``months``; totals among ``items`` that nobody typed are added up."""
        self.months = tuple(months)
        self._given, self._items = given, items
        self._seen: dict[int, Counts] = {}

    def values(self, expression: Expression) -> Column:
        """What an expression comes to in each month; None where a count it needs is not known."""
        return expression.over(self._known, len(self.months))

    def at(self, place: int) -> Counts:
        """One month by itself, with what is lacking and differing."""
        if place not in self._seen:
            every = ((name, column[place]) for name, column in self._given.items())
            found = Counts({name: count for name, count in every if count is not None})
            add_up(found, self._items)
            self._seen[place] = found
        return self._seen[place]

    @cached_property
    def _known(self) -> dict[str, Column]:
        """The same as ``add_up`` of each month: what was typed goes before what it adds up to."""
        known, done = dict(self._given), set[str]()

        def reach(item: Item) -> None:
            if item.total is None or item.name in done:
                return
            done.add(item.name)
            for name in item.total.items:
                if name in self._items:
                    reach(self._items[name])
            added, typed = item.total.over(known, len(self.months)), known.get(item.name)
            known[item.name] = filled(typed, added) if typed else added

        for each in self._items.values():
            reach(each)
        return known


def filled(column: Column, other: Column) -> Column:
    """A column, and another where it has gaps."""
    return [there if mine is None else mine for mine, there in zip(column, other, strict=True)]

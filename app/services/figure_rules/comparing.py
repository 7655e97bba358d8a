"""Figures of one unit by department and period, and those that stand for the same thing in different places."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.services.base_data.periods import Months, month_before
from app.services.indicators.computing import Count, Counts, add_up, counted, months_between
from app.services.indicators.model import Item

_LOOKED_BACK = 11  # months: who gave an item within a year is expected to give it


@dataclass(frozen=True)
class Found:
    """Two numbers a rule compares, where they stand and the words for each."""

    department: str
    period: Months
    left: int
    right: int
    left_words: str  # may be empty where the two stand as they should
    right_words: str
    items: tuple[str, ...]
    before: Months | None = None  # the period the right side is of, where that is another


@dataclass
class Places:
    """All figures of a unit; ``exact`` by department and period, item by item.

    Only ``added`` are ever added up.
    """

    items: Mapping[str, Item]
    figures: dict[str, dict[str, list[Count]]]  # by department and item
    exact: dict[tuple[str, Months], dict[str, int]]
    added: Mapping[str, Item]
    _known: dict[tuple[str, Months], dict[str, int]] = field(default_factory=dict)
    _among: dict[Months, list[tuple[str, Months]]] = field(default_factory=dict)

    @classmethod
    def of(cls, figures: Iterable[Count], items: Mapping[str, Item], added: frozenset[str]) -> "Places":
        """``figures`` are of one unit."""
        by_department: dict[str, dict[str, list[Count]]] = defaultdict(lambda: defaultdict(list))
        exact: dict[tuple[str, Months], dict[str, int]] = defaultdict(dict)
        for each in figures:
            _unit, department, item, first, last, count, _id = each
            by_department[department][item].append(each)
            exact[department, Months(first, last)][item] = count
        summed = {name: item for name, item in items.items() if name in added}
        return cls(items, by_department, dict(exact), summed)

    def among(self, months: Months) -> list[tuple[str, Months]]:
        """Every department and period within a range, in order."""
        if months not in self._among:  # every rule asks
            self._among[months] = sorted(
                (department, period)
                for department, period in self.exact
                if months.first <= period.first and period.last <= months.last
            )
        return self._among[months]

    def within(self, months: Months, names: Iterable[str]) -> list[tuple[str, Months]]:
        """Departments and periods within a range for which one of these items, or a part of it, was given."""
        wanted = set(names)
        for name in tuple(wanted):
            total = self.items[name].total if name in self.items else None
            wanted |= set(total.items) if total else set()
        return [place for place in self.among(months) if not wanted.isdisjoint(self.exact[place])]

    def known(self, department: str, period: Months) -> dict[str, int]:
        """What a department counted in a period, totals nobody typed added up; longer periods filled by their months.

        The whole unit (empty) is only what was given for the whole: its departments are a rule of their own.
        """
        key = department, period
        if key not in self._known:
            is_month = period.first == period.last
            found = self._of_month(*key) if is_month else counted(self._within(*key), *period, self.added)
            self._known[key] = found.known
        return self._known[key]

    def _of_month(self, department: str, month: Months) -> Counts:
        its = self.exact.get((department, month), {})
        found = Counts({item: count for item, count in its.items() if item in self.added})
        add_up(found, self.added)
        return found

    def _within(self, department: str, period: Months) -> list[Count]:
        of = self.figures.get(department, {})
        within = (each for item in of.keys() & self.added.keys() for each in of[item])
        return [each._replace(department="") for each in within if period.first <= each.first <= period.last]


def totals_apart(places: Places, months: Months) -> Iterator[Found]:
    """Totals that were typed, beside what their parts come to."""
    for department, period in places.among(months):
        counts = places.exact[department, period]
        for name in counts:
            item = places.items.get(name)
            added = item.total.value(counts) if item is not None and item.total else None
            if item is not None and item.total is not None and added is not None:
                words = name, f"各项合计 {item.total.text}"
                yield Found(department, period, counts[name], added, *words, (name, *item.total.items))


def departments_apart(places: Places, months: Months) -> Iterator[Found]:
    """The whole unit beside the sum of its departments: where they are more, or where none is missing.

    A department is missing where it gave the item within the twelve months and has not given it now.
    """
    names = [name for name in places.figures if name]
    for department, period in places.among(months) if names else ():
        for item, whole in places.exact[department, period].items() if not department else ():
            given = [its[item] for name in names if item in (its := places.exact.get((name, period), {}))]
            if given and (sum(given) > whole or len(given) == _expected(places, names, item, period)):
                yield Found("", period, whole, sum(given), item, f"各部门{item}合计", (item,))


def _expected(places: Places, names: Iterable[str], item: str, period: Months) -> int:
    """How many departments give an item; at least two: one alone says nothing of the others."""
    since = month_before(period.first, _LOOKED_BACK)
    giving = [
        name
        for name in names
        if any(since <= each.first and each.last <= period.last for each in places.figures[name].get(item, ()))
    ]
    return max(len(giving), 2)


def periods_apart(places: Places, months: Months) -> Iterator[Found]:
    """A figure of a longer period beside the months it is made of, where these are known or already more."""
    for department, period in places.among(months):
        is_longer = period.first != period.last
        for name, whole in places.exact[department, period].items() if is_longer else ():
            item = places.items.get(name)
            monthly = [
                each.count
                for each in places.figures[department][name]
                if each.first == each.last and period.first <= each.first <= period.last
            ]
            is_whole = len(monthly) == months_between(*period)
            if monthly and (item is None or not item.stock) and (is_whole or sum(monthly) > whole):
                words = f"{name}（按{period.shown}填报的）", f"逐月填报的{name}合计"
                yield Found(department, period, whole, sum(monthly), *words, (name,))

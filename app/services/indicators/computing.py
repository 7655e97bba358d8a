"""From base figures to indicators: pure arithmetic over counts whose periods fit exactly, nothing guessed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.services.indicators.expressions import Expression
from app.services.indicators.library import IndicatorLibrary
from app.services.indicators.model import Indicator, IndicatorFigure, Item, Part


class Count(NamedTuple):
    """One base figure; ``department`` is empty for the whole unit. A tuple: a table brings ten thousand of them."""

    unit: str
    department: str
    item: str
    first: str  # 2021-01
    last: str
    count: int  # type: ignore[assignment]  # nobody counts in a figure how often something stands in it
    id: int = 0


@dataclass
class Counts:
    """What one unit counted in one period, by item; ``differing`` are totals typed otherwise than they add up to.

    ``lacking`` are totals that are not known although some of their parts are, with the parts that are not.
    """

    known: dict[str, int] = field(default_factory=dict)
    lacking: dict[str, tuple[str, ...]] = field(default_factory=dict)
    differing: dict[str, tuple[int, int]] = field(default_factory=dict)  # item: typed, added up
    used: set[int] = field(default_factory=set)  # ids of the figures that count


def months_between(first: str, last: str) -> int:
    """How many months a range has, both ends included."""
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:]) + 1


def counted(figures: Iterable[Count], first: str, last: str, items: Mapping[str, Item]) -> Counts:
    """The counts of one unit for a period.

    A figure of exactly the period counts; else figures that fill it month for month without overlap are added up. The
    whole unit's figure goes before its departments'. Totals nobody typed are added up from their parts. What there is
    at the beginning or end of a period is that of its first or last month.
    """
    by_item: dict[str, dict[str, list[Count]]] = defaultdict(lambda: defaultdict(list))
    for each in figures:
        if first <= each.first and each.last <= last:
            by_item[each.item][each.department].append(each)
    found = Counts()
    for name, by_department in by_item.items():
        used = _of_unit(by_department, first, last)
        if used is not None:
            used = _at_its_edge(used, items.get(name), first, last)
            found.known[name] = sum(each.count for each in used)
            found.used.update(each.id for each in used)
    add_up(found, items)
    return found


def add_up(found: Counts, items: Mapping[str, Item]) -> None:
    """Add the totals, also of totals; what was typed goes before what it adds up to. No sum comes back to itself."""
    typed, done = dict(found.known), set[str]()

    def reach(item: Item) -> None:
        if item.total is None or item.name in done:
            return
        done.add(item.name)
        for name in item.total.items:
            if name in items:  # whoever needs a few items hands in those and what they are added up from
                reach(items[name])
        total = item.total.value(found.known)
        if total is None:
            if item.name not in typed:
                _say_lacking(found, item.name, item.total)
            return
        if item.name in typed and typed[item.name] != total:
            found.differing[item.name] = typed[item.name], total
        found.known.setdefault(item.name, total)

    for each in items.values():
        reach(each)


def _say_lacking(found: Counts, name: str, total: Expression) -> None:
    """Where nothing at all is known of a total, its own name says enough."""
    unknown = [part for part in total.items if part not in found.known]
    if len(unknown) < len(total.items) or any(part in found.lacking for part in unknown):
        said = (each for part in unknown for each in found.lacking.get(part, (part,)))
        found.lacking[name] = tuple(dict.fromkeys(said))


def figure_of(indicator: Indicator, unit: str, period: tuple[str, str], counts: Counts) -> IndicatorFigure:
    """An indicator from the counts of a unit and period."""
    numerator, denominator = (_part(each, counts) for each in (indicator.numerator, indicator.denominator))
    return IndicatorFigure(indicator, unit, *period, numerator, denominator)


def figures_of(
    library: IndicatorLibrary, unit: str, period: tuple[str, str], figures: Iterable[Count]
) -> tuple[IndicatorFigure, ...]:
    """All indicators of a unit of which at least one count is known, in the order of the library."""
    current = library.current
    counts = counted(figures, *period, current.items)
    every = (figure_of(each, unit, period, counts) for each in current.indicators.values())
    return tuple(each for each in every if each.numerator.counts or each.denominator.counts)


def _part(expression: Expression, counts: Counts) -> Part:
    known = tuple((name, counts.known[name]) for name in expression.items if name in counts.known)
    unknown = (name for name in expression.items if name not in counts.known)
    missing = tuple(dict.fromkeys(each for name in unknown for each in counts.lacking.get(name, (name,))))
    return Part(expression.text, expression.value(counts.known), known, missing)


def _at_its_edge(used: list[Count], item: Item | None, first: str, last: str) -> list[Count]:
    """Of an item that is there and not done, only the figures at the beginning or the end of the period."""
    if item is None or not item.stock:
        return used
    if item.stock == "期初":
        return [each for each in used if each.first == first]
    return [each for each in used if each.last == last]


def _of_unit(by_department: Mapping[str, list[Count]], first: str, last: str) -> list[Count] | None:
    """The figures that count: the whole unit's, else those of all its departments that were given any."""
    if "" in by_department:
        whole = _filling(by_department[""], first, last)
        if whole is not None:
            return whole
    parts = [_filling(each, first, last) for department, each in by_department.items() if department]
    known = [part for part in parts if part is not None]
    return [each for part in known for each in part] if parts and len(known) == len(parts) else None


def _filling(figures: list[Count], first: str, last: str) -> list[Count] | None:
    """Figures that fill the period month for month, longer ones before the months they are made of; None for a gap."""
    begins: dict[str, list[Count]] = defaultdict(list)
    for each in sorted(figures, key=lambda each: each.last, reverse=True):
        begins[each.first].append(each)
    dead: set[str] = set()  # months from which the rest cannot be filled
    chain: list[Count] = []
    month = first
    while month <= last:
        nxt = next((each for each in begins[month] if _next(each.last) not in dead), None)
        if nxt is not None:
            chain.append(nxt)
            month = _next(nxt.last)
        elif chain:
            dead.add(month)
            month = chain.pop().first
        else:
            return None
    return chain


def _next(month: str) -> str:
    year, place = divmod(int(month[:4]) * 12 + int(month[5:]), 12)
    return f"{year:04d}-{place + 1:02d}"

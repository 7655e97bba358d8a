"""Which rules a written figure can break, and which items they have to be checked with: the others are left alone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.services.figure_rules.model import FigureRule
from app.services.indicators.combining import names_within
from app.services.indicators.model import Item


@dataclass(frozen=True)
class Reach:
    """The rules to check, the items to read for that, and the codes of the rules that stay as they are."""

    rules: tuple[FigureRule, ...]
    names: frozenset[str]
    untouched: frozenset[str]


def reach_of(
    rules: Sequence[FigureRule], items: Mapping[str, Item], touched: Collection[str], beside: Collection[str] = ()
) -> Reach:
    """What some items reach: rules that name them or a total of them, and the rules that speak of every item.

    ``beside`` are items these last rules are to be checked for too.
    """
    spoken = {*touched, *(name for name, item in items.items() if item.total and not _is_apart(item, touched))}
    names = {*spoken, *beside}
    for name in names & items.keys():
        total = items[name].total
        names |= set(total.items) if total else set()
    found = []
    for rule in rules:
        needed = names_within(items, rule.expressions)
        if not rule.expressions or not spoken.isdisjoint(needed):
            found.append(rule)
            names |= set(needed)
    codes = {rule.row.code for rule in found}
    return Reach(tuple(found), frozenset(names), frozenset(each.row.code for each in rules) - codes)


def _is_apart(item: Item, touched: Collection[str]) -> bool:
    return item.total is None or not any(name in touched for name in item.total.items)

"""The rules that speak of some items, and all the items needed to check them: one cell is not the whole store."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from app.services.figure_rules.model import FigureRule
from app.services.figure_rules.rows import BrokenRule
from app.services.indicators.model import Item


@dataclass(frozen=True)
class Among:
    """Some rules, and the items whose figures they need; ``items`` None means every item."""

    rules: tuple[FigureRule, ...]
    items: frozenset[str] | None

    def checks(self, code: str, item: str) -> bool:
        """Whether a rule was checked where it speaks of an item; where all were, one that is not among them is gone."""
        return self.items is None or (code in self._codes and item in self.items)

    @property
    def _codes(self) -> set[str]:
        return {each.row.code for each in self.rules}


@dataclass(frozen=True)
class BrokenAmong:
    """What was found broken, and of which rules and items this can be said."""

    among: Among
    broken: tuple[BrokenRule, ...]


def among(rules: Iterable[FigureRule], items: Mapping[str, Item], touched: Collection[str] | None) -> Among:
    """The rules that speak of one of ``touched``; a rule that speaks of every item always does. None: all of them."""
    if touched is None:
        return Among(tuple(rules), None)
    wide = _with_totals(touched, items)
    kept, needed = [], set(wide)
    for rule in rules:
        named = _with_parts(rule.items, items)
        if not rule.items or named & wide:
            kept.append(rule)
            needed |= named
    return Among(tuple(kept), frozenset(_with_parts(needed, items)))


def _with_totals(names: Collection[str], items: Mapping[str, Item]) -> set[str]:
    """The totals they are part of, too, and the totals of these."""
    found, above = set(names), set(names)
    while above:
        above = {item.name for item in items.values() if item.total and above & set(item.total.items)} - found
        found |= above
    return found


def _with_parts(names: Iterable[str], items: Mapping[str, Item]) -> set[str]:
    """What the totals among them are added up from, too, however deep."""
    found, waiting = set[str](), list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            total = items[name].total if name in items else None
            waiting += total.items if total else ()
    return found

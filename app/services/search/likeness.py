"""How alike two texts are: the share of character pairs that stand in both (Dice), counted exactly, and which words."""

import re

_SEPARATED = re.compile(r"[\W_]+")
_SHOWN = 3


def likeness(one: frozenset[str], other: frozenset[str]) -> int:
    """Percent of pairs two texts share, counted in both (Dice); 0 where one says nothing."""
    return round(200 * len(one & other) / (len(one) + len(other))) if one and other else 0


def shared_words(one: str, other: str, most: int = _SHOWN) -> tuple[str, ...]:
    """The longest stretches of Chinese that stand in both texts."""
    found: list[str] = []
    for run in _SEPARATED.split(one):
        start = 0
        while start < len(run) - 1:
            end = start + 2
            while end <= len(run) and run[start:end] in other:
                end += 1
            if end - 1 - start >= 2:
                found.append(run[start : end - 1])
            start = max(end - 1, start + 1)
    return tuple(sorted(dict.fromkeys(found), key=len, reverse=True)[:most])

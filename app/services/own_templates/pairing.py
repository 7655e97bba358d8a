"""Brings the paragraphs of two versions together: first those that are the same, between them those most alike."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_ALIKE = 0.4  # below it two paragraphs are one left out and one added, not one reworded


class Side(NamedTuple):
    """One paragraph as it is compared."""

    form: str
    text: str


NOTHING = Side("", "")


def paired(left: Sequence[Side], right: Sequence[Side]) -> Iterator[tuple[Side, Side]]:
    """Both in their order; ``NOTHING`` stands where a version lacks a paragraph."""
    for tag, l1, l2, r1, r2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(left[l1:l2], right[r1:r2], strict=True)
        else:
            yield from _most_alike(left[l1:l2], right[r1:r2])


def _most_alike(left: Sequence[Side], right: Sequence[Side]) -> Iterator[tuple[Side, Side]]:
    """The pairs with the greatest likeness in all, as the longest common subsequence finds equal ones."""
    if len(left) == len(right) == 1:  # one paragraph in the place of another is that one reworded, however much
        yield left[0], right[0]
        return
    likeness = [[_likeness(one, other) for other in right] for one in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            together = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    i = j = 0
    while i < len(left) and j < len(right):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            yield left[i], right[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield left[i], NOTHING
            i += 1
        else:
            yield NOTHING, right[j]
            j += 1
    yield from ((each, NOTHING) for each in left[i:])
    yield from ((NOTHING, each) for each in right[j:])


def _likeness(one: Side, other: Side) -> float:
    if one.text == other.text:
        return 1.0
    matcher = SequenceMatcher(None, one.text, other.text, autojunk=False)
    if matcher.quick_ratio() < _ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _ALIKE else 0.0

"""Steps and labels of the axes, the same in the window and on paper."""

import re
from collections.abc import Iterator, Sequence
from math import ceil

_MOST_STEPS = 5
_MONTH = re.compile(r"(\d{4})年(\d{1,2})月")


def steps_of(top: int) -> list[int]:
    """Whole numbers for the axis from 0 to above ``top``, at most six of them."""
    step = next(step for step in _round_numbers() if step * _MOST_STEPS >= max(top, 1))
    return [step * number for number in range(max(top, 1) // step + 2)]


def month_label(month: str, *, is_first: bool) -> str:
    """The label of a month (2026-11): its number, and the year below the first one and below January."""
    number = int(month[5:])
    return f"{number}月\n{month[:4]}年" if is_first or number == 1 else f"{number}月"


def month_words(month: str) -> str:
    """2026年11月."""
    return f"{month[:4]}年{int(month[5:])}月"


def place_labels(names: Sequence[str], most: int) -> list[tuple[int, str]]:
    """The labels of categories, at most so many; those of months (2026年11月) say the year only where it begins."""
    shown = range(0, len(names), max(ceil(len(names) / max(most, 1)), 1))
    months = [_MONTH.fullmatch(name) for name in names]
    if not names or None in months:
        return [(place, names[place]) for place in shown]
    isos = [f"{found[1]}-{int(found[2]):02d}" for found in months if found]
    return [(place, _with_year(isos, place, shown.step)) for place in shown]


def _with_year(isos: Sequence[str], place: int, step: int) -> str:
    """Where labels are left out a year is said at the first label in it."""
    is_first = place < step or isos[place - step][:4] != isos[place][:4]
    return month_label(isos[place], is_first=is_first)


def _round_numbers() -> Iterator[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10

"""Periods filled from figures: no gap, nothing counted twice, stocks taken from the edge; checked against all ways."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from app.services.indicators.computing import Count, counted
from app.services.indicators.model import Item

ITEM = {
    "甲": Item("甲", "刑事", "件"),
    "存": Item("存", "刑事", "件", stock="期初"),
    "末": Item("末", "", "", stock="期末"),
}
MONTHS = [f"2026-{month:02}" for month in range(1, 7)]
RANGES = [(first, last) for first in MONTHS for last in MONTHS if first <= last]


def ways(figures: dict[tuple[str, str], int]) -> set[int]:
    """Every sum of figures that fill January to June once."""
    found = set()
    for size in range(1, len(figures) + 1):
        for some in combinations(figures, size):
            months = [m for first, last in some for m in MONTHS if first <= m <= last]
            if sorted(months) == MONTHS:
                found.add(sum(figures[each] for each in some))
    return found


@given(st.dictionaries(st.sampled_from(RANGES), st.integers(0, 99), max_size=7))
def test_a_period_is_filled_whenever_figures_fill_it_and_never_otherwise(figures: dict[tuple[str, str], int]) -> None:
    counts = counted([Count("", "", "甲", *at, count) for at, count in figures.items()], "2026-01", "2026-06", ITEM)
    can = ways(figures)
    assert (counts.known["甲"] in can) if can else ("甲" not in counts.known)


def test_a_quarter_typed_beside_its_months_does_not_keep_the_year_from_adding_up() -> None:
    months = [Count("", "", "甲", month, month, 1) for month in MONTHS]
    known = counted([*months, Count("", "", "甲", "2026-01", "2026-03", 4)], "2026-01", "2026-06", ITEM).known
    assert known == {"甲": 7}


def test_what_is_in_hand_is_taken_from_the_edge_of_the_period() -> None:
    figures = [
        Count("", part, item, month, month, count)
        for item in ("存", "末")
        for part in ("一部", "二部")
        for count, month in enumerate(MONTHS, start=1)
    ]
    assert counted(figures, "2026-01", "2026-06", ITEM).known == {"存": 2, "末": 12}

"""Sums of sums: as many terms as there are, as deep as they go, never back to themselves."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.models.indicator_terms import Basis
from app.services.foundation.resources import Resources
from app.services.indicators.combining import circle, combine, names_within
from app.services.indicators.computing import Count, counted
from app.services.indicators.expressions import parsed, sum_of
from app.services.indicators.library import IndicatorLibrary
from app.services.indicators.model import Item
from app.services.indicators.own import OwnDefinitions, OwnIndicatorText, OwnItemText

UNIT, MONTH = "青山县人民检察院", "2026-10"
STANDARD = IndicatorLibrary(Resources.shipped().indicators).standard
NAMES = [f"项{number}" for number in range(8)]


def laid(sums: dict[str, list[str]]) -> dict[str, Item]:
    return {name: Item(name, "", "件", (), sum_of(sums[name]) if sums.get(name) else None) for name in NAMES}


@st.composite
def towers(draw: st.DrawFn) -> dict[str, list[str]]:
    """Each item a sum of some that stand before it, or none: there is no way back."""
    found: dict[str, list[str]] = {}
    for place, name in enumerate(NAMES):
        if place:
            found[name] = draw(st.lists(st.sampled_from(NAMES[:place]), max_size=4))
    return found


@given(st.lists(st.integers(0, 999), min_size=1, max_size=90))
def test_a_sum_of_any_number_of_items_is_their_sum_and_names_each(counts: list[int]) -> None:
    names = [f"项{number}" for number in range(len(counts))]
    total = sum_of(names)
    assert set(total.items) == set(names)
    assert total.value(dict(zip(names, counts, strict=True))) == sum(counts)
    if len(counts) <= 25:
        assert parsed(total.text).value(dict(zip(names, counts, strict=True))) == sum(counts)


@given(towers(), st.lists(st.integers(0, 50), min_size=8, max_size=8), st.sets(st.sampled_from(NAMES)))
def test_sums_of_sums_come_to_what_going_down_by_hand_comes_to(
    sums: dict[str, list[str]], counts: list[int], typed: set[str]
) -> None:
    items, known = laid(sums), {name: counts[NAMES.index(name)] for name in typed}

    def by_hand(name: str) -> int | None:
        if name in known:
            return known[name]
        parts = [by_hand(part) for part in sums.get(name, [])]
        return None if not parts or None in parts else sum(part for part in parts if part is not None)

    found = counted([Count(UNIT, "", name, MONTH, MONTH, count) for name, count in known.items()], MONTH, MONTH, items)
    assert {name: found.known.get(name) for name in NAMES} == {name: by_hand(name) for name in NAMES}


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=3)))
def test_a_way_back_is_found_exactly_where_there_is_one(sums: dict[str, list[str]]) -> None:
    items = laid(sums)
    for name in NAMES:
        reached = set(names_within(items, [total])) if (total := items[name].total) else set()
        assert bool(circle(items, name)) == (name in reached)


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.text(max_size=20)), max_size=6), st.text(max_size=12))
def test_whatever_the_store_holds_of_own_definitions_the_standard_ones_are_read(
    sums: list[tuple[str, str]], code: str
) -> None:
    indicator = OwnIndicatorText(
        code, 1, "刑事", "乙", "项0", "项1", "件", True, Basis.PERIOD, "本院", "", "2026-01", ""
    )
    own = OwnDefinitions(tuple(OwnItemText(name, "", "件", total) for name, total in sums), (indicator,))
    found = combine(STANDARD, own)
    assert set(STANDARD.items) <= set(found.items)
    assert set(STANDARD.indicators) <= set(found.indicators)
    assert not any(circle(found.items, name) for name in NAMES if name in found.items)


def test_an_own_definition_never_takes_the_place_of_a_standard_one() -> None:
    own = OwnDefinitions((OwnItemText("不捕人数", "刑事", "件"),))
    found = combine(STANDARD, own)
    assert found.items["不捕人数"].unit == "人"
    assert len(found.damaged) == 1
    taken = OwnIndicatorText(
        "XS02", 1, "刑事", "乙", "不捕人数", "批捕人数", "件", True, Basis.PERIOD, "本院", "", "2026-01", ""
    )
    found = combine(STANDARD, replace(own, items=(), indicators=(taken,)))
    assert found.indicators["XS02"].name == "不捕率"

"""An indicator month by month: recomputed by hand, gaps where counts are missing, twelve months added up."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.services.base_data.periods import Months
from app.services.base_data.rows import FigureDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.indicators.columns import MonthCounts
from app.services.indicators.expressions import parsed
from app.services.indicators.library import IndicatorLibrary
from app.services.indicators.model import IndicatorFigure, Item
from app.services.indicators.trend import each_of, items_of, needed_for, shifted, structure_parts, trends_of, up_to
from tests.services.suggestion_library.conftest import Shelf

UNIT = "青山县人民检察院"
STRUCTURE = ("刑事检察办案数", "民事检察办案数", "行政检察办案数", "公益诉讼检察办案数")
OCTOBER = Months("2026-10", "2026-10")


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, clock, resources)


def keep(desk: OpenDesk, actor: Actor, item: str, counts: dict[str, int]) -> None:
    """Figures of one item by month, or by a range written 2026-01..2026-03."""
    ranges = ((*period.split(".."), period)[:2] for period in counts)
    desk.base_data.record(
        actor,
        [FigureDraft(item, first, last, count) for (first, last), count in zip(ranges, counts.values(), strict=True)],
    )


def nd(figure: IndicatorFigure) -> tuple[int | None, int | None, Decimal | None]:
    return figure.numerator.value, figure.denominator.value, figure.value


def not_arrested(desk: OpenDesk, actor: Actor) -> None:
    keep(desk, actor, "不捕人数", {"2025-09": 3, "2025-10": 5, "2026-08": 4, "2026-09": 0, "2026-10": 7})
    keep(desk, actor, "批捕人数", {"2025-09": 9, "2025-10": 15, "2026-08": 12, "2026-09": 0, "2026-10": 14})


def test_each_month_has_its_n_and_d_and_the_year_before(desk: OpenDesk, actor: Actor) -> None:
    not_arrested(desk, actor)
    trend = desk.indicators.trend(desk.indicators.library.indicators["XS02"], UNIT)
    assert [each.month for each in trend.points] == list(each_of(Months("2024-11", "2026-10")))
    october = trend.points[-1]
    assert nd(october.figure) == (7, 21, Decimal("33.33"))
    assert nd(october.year_before) == (5, 20, Decimal("25.00"))
    assert (october.year_before.first, october.year_before.last) == ("2025-10", "2025-10")
    points = {each.month: each for each in trend.points}
    assert nd(points["2026-08"].figure) == (4, 16, Decimal("25.00"))
    assert nd(points["2025-10"].figure) == nd(october.year_before)


def test_a_month_without_figures_is_a_gap_and_a_denominator_of_nought_has_no_value(
    desk: OpenDesk, actor: Actor
) -> None:
    not_arrested(desk, actor)
    keep(desk, actor, "不捕人数", {"2026-07": 2})
    trend = desk.indicators.trend(desk.indicators.library.indicators["XS02"], UNIT, Months("2026-06", "2026-10"))
    june, july, _, september, _ = (each.figure for each in trend.points)
    assert nd(june) == (None, None, None)
    assert nd(july) == (2, None, None)
    assert july.reason == "缺少批捕人数"
    assert nd(september) == (0, 0, None)
    assert september.reason == "分母为0，不计算"


def test_departments_stand_for_a_month_the_whole_office_gave_no_figure_of(desk: OpenDesk, actor: Actor) -> None:
    parts = [
        FigureDraft("不捕人数", month, month, count, department=department)
        for department, counts in (("第一检察部", {"2026-09": 2, "2026-10": 3}), ("第二检察部", {"2026-09": 1}))
        for month, count in counts.items()
    ]
    desk.base_data.record(actor, parts)
    keep(desk, actor, "不捕人数", {"2026-10": 9})
    keep(desk, actor, "批捕与不捕人数", {"2026-09": 12, "2026-10": 12})
    keep(desk, actor, "批捕人数", {"2026-09": 40})
    trend = desk.indicators.trend(desk.indicators.library.indicators["XS02"], UNIT, Months("2026-09", "2026-10"))
    assert [nd(each.figure) for each in trend.points] == [(3, 12, Decimal("25.00")), (9, 12, Decimal("75.00"))]
    assert (trend.numerators[-2:], trend.denominators[-2:]) == ([3, 9], [12, 12])


def test_a_figure_of_several_months_fills_none_of_them(desk: OpenDesk, actor: Actor) -> None:
    keep(desk, actor, "不捕人数", {"2026-07..2026-09": 12})
    keep(desk, actor, "批捕人数", {"2026-07..2026-09": 48})
    indicator = desk.indicators.library.indicators["XS02"]
    assert desk.indicators.trend(indicator, UNIT).points == ()
    trend = desk.indicators.trend(indicator, UNIT, Months("2026-07", "2026-09"))
    assert trend.is_empty
    assert len(trend.points) == 3


def test_every_month_is_what_the_table_of_that_month_says(desk: OpenDesk, database: Database, actor: Actor) -> None:
    shelf = Shelf(database)
    shelf.issued("甲", "2026-07-01")
    shelf.closed("乙", "2026-07-09", "2026-10-20")
    keep(desk, actor, "检察建议提出件数", {"2026-10": 4, "2025-10": 2})
    trend = desk.indicators.trend(desk.indicators.library.indicators["JY01"], UNIT)
    assert trend.points[-1].month == "2026-10"
    for point in trend.points:
        table = [each for each in desk.indicators.figures(Months(point.month, point.month)) if each.unit == UNIT]
        found = [nd(each) for each in table if each.indicator.code == "JY01"]
        assert [nd(point.figure)] == (found or [(None, None, None)]), point.month


def test_the_months_of_a_trend_are_read_by_one_query(desk: OpenDesk, database: Database, actor: Actor) -> None:
    not_arrested(desk, actor)
    with statements(database) as seen:
        desk.indicators.trend(desk.indicators.library.indicators["XS02"], UNIT, Months("2017-01", "2026-10"))
    assert len([each for each in seen if "base_figure" in each]) == 1


def test_the_structures_of_a_month_and_of_twelve_months_are_parts_of_one_whole(desk: OpenDesk, actor: Actor) -> None:
    months = each_of(up_to("2026-10", 12))
    for place, item in enumerate(STRUCTURE):
        keep(desk, actor, item, {month: 10 * (4 - place) + number for number, month in enumerate(months)})
    keep(desk, actor, STRUCTURE[0], {f"{months[0]}..{months[-1]}": 9999})  # typed for the range; the months count
    duties, programme, sources = desk.indicators.structures(UNIT, "2026-10")
    assert [each.code for each in (duties, programme, sources)] == ["JG01", "JG02", "JG03"]
    assert duties.name == "四大检察履职结构比"
    monthly = [part.points[0].figure.shown for part in duties.parts]
    assert monthly == ["35.42%（51/144）", "28.47%（41/144）", "21.53%（31/144）", "14.58%（21/144）"]
    rolling = [nd(part.points[0].rolling)[:2] for part in duties.parts]
    assert rolling == [(546, 1464), (426, 1464), (306, 1464), (186, 1464)]
    assert sum(n or 0 for n, _ in rolling) == 1464
    assert all(nd(part.points[0].rolling) == (None, None, None) for part in (*programme.parts, *sources.parts))
    behind = desk.indicators.behind(duties.parts[0].points[0].rolling, by_month=True)
    used = [each.figure.count for each in behind if not each.why_not and each.figure.item == STRUCTURE[0]]
    assert used == [40 + number for number in range(12)]
    assert [each.why_not for each in behind if each.figure.count == 9999] == ["已用同一项目的其他数"]
    assert desk.indicators.structure_months() == {UNIT: tuple(reversed(months))}


def test_a_part_whose_sum_lacks_some_kinds_names_them_and_not_the_sum(desk: OpenDesk, actor: Actor) -> None:
    kinds = desk.indicators.library.items[STRUCTURE[0]].total
    assert kinds is not None
    keep(desk, actor, kinds.items[0], {"2026-10": 3})
    for item in STRUCTURE[1:]:
        keep(desk, actor, item, {"2026-10": 5})
    part = desk.indicators.structures(UNIT, "2026-10")[0].parts[0].points[0]
    assert part.figure.numerator.missing == kinds.items[1:]
    shown, many = "、".join(kinds.items[1:4]), len(kinds.items) - 1
    assert part.figure.reason == f"缺少{shown}等 {many} 项"
    for item in kinds.items[2:]:
        keep(desk, actor, item, {"2026-10": 0})
    part = desk.indicators.structures(UNIT, "2026-10")[0].parts[1].points[0]
    assert part.figure.reason == f"缺少{kinds.items[1]}"


def test_eleven_months_do_not_make_twelve(desk: OpenDesk, actor: Actor) -> None:
    for item in STRUCTURE:
        keep(desk, actor, item, {month: 5 for month in each_of(up_to("2026-10", 12)) if month != "2026-03"})
    part = desk.indicators.structures(UNIT, "2026-10")[0].parts[0].points[0]
    assert nd(part.figure) == (5, 20, Decimal("25.00"))
    assert nd(part.rolling) == (None, None, None)
    assert part.rolling.reason.startswith("缺少刑事检察办案数（1个月）、")


def test_the_parts_of_every_structure_add_up_to_its_whole(resources: Resources) -> None:
    for code, parts in structure_parts(IndicatorLibrary(resources.indicators)).items():
        whole = {name for part in parts for name in part.numerator.items}
        assert all(set(part.denominator.items) == whole for part in parts), code
        assert len({part.denominator.text for part in parts}) == 1, code


_PLACES = [(item, back) for item in STRUCTURE for back in range(14)]


@given(
    st.lists(st.integers(0, 60), min_size=len(_PLACES), max_size=len(_PLACES)),
    st.sets(st.sampled_from(_PLACES), max_size=2),
)
def test_twelve_months_come_to_the_sum_of_their_months_or_are_unknown(
    known: list[int], missing: set[tuple[str, int]]
) -> None:
    counts = {place: count for place, count in zip(_PLACES, known, strict=True) if place not in missing}
    parts, months = structure_parts(LIBRARY)["JG01"], each_of(needed_for(OCTOBER))
    given = {item: [counts.get((item, back)) for back in reversed(range(len(months)))] for item in STRUCTURE}
    for place, trend in enumerate(trends_of(items_of(LIBRARY, parts), parts, UNIT, OCTOBER, given)):
        rolling = trend.points[0].rolling
        own = [counts.get((STRUCTURE[place], back)) for back in range(12)]
        every = [counts.get((item, back)) for item in STRUCTURE for back in range(12)]
        assert rolling.numerator.value == (None if None in own else sum(each or 0 for each in own))
        assert rolling.denominator.value == (None if None in every else sum(each or 0 for each in every))


_SUMS = {
    "a": Item("a", "", "件"),
    "b": Item("b", "", "件"),
    "whole": Item("whole", "", "件", total=parsed("deep + 2 * b")),
    "deep": Item("deep", "", "件", total=parsed("a - b")),
}
_COUNT = st.none() | st.integers(0, 20)


@given(st.fixed_dictionaries({name: st.tuples(_COUNT, _COUNT) for name in _SUMS}))
def test_columns_come_to_what_each_month_comes_to_by_itself(given: dict[str, tuple[int | None, ...]]) -> None:
    columns = MonthCounts(("2026-09", "2026-10"), {name: [*each] for name, each in given.items()}, _SUMS)
    for text in ("whole", "deep * (whole - 3)", "a + missing", "7"):
        expression = parsed(text)
        months = [columns.at(place).known for place in range(2)]
        assert columns.values(expression) == [expression.value(each) for each in months]


@given(st.integers(1950, 2900), st.integers(1, 12), st.integers(-400, 400))
def test_months_are_counted_forth_and_back(year: int, month: int, by: int) -> None:
    start = f"{year}-{month:02}"
    assert shifted(shifted(start, by), -by) == start


LIBRARY = IndicatorLibrary(Resources.shipped().indicators)


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """The statements run meanwhile."""
    seen: list[str] = []
    with database.read() as session:
        engine = session.get_bind()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)

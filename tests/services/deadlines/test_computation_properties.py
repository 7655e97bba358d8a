"""What holds for every period between 2015 and 2035: order, pauses, extensions, custody, working days."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.terms import PeriodUnit
from app.services.deadlines.arithmetic import Pause, due_date, overdue_after
from app.services.deadlines.calendar import WorkCalendar
from app.services.deadlines.circumstances import Circumstances, Extended
from app.services.deadlines.computation import compute
from app.services.deadlines.derivation import Derivation
from app.services.deadlines.periods import Period
from app.services.deadlines.rule import Basis, Rule
from app.services.deadlines.terms import Certainty, Direction, Rolling, Side
from app.services.foundation.resources import Resources

CALENDAR = WorkCalendar.load(Resources.shipped().calendar)
RULE = Rule(
    code="T01",
    area="试验",
    name="试验",
    trigger="收到",
    period=Period(2, PeriodUnit.MONTH),
    actor="张某",
    side=Side.OUTSIDE,
    basis=(Basis("试验", "第1条", 2019),),
    certainty=Certainty.VERIFIED,
)

starts = st.dates(date(2015, 1, 1), date(2035, 12, 31))
lengths = st.builds(
    Period, st.integers(1, 40), st.sampled_from((PeriodUnit.DAY, PeriodUnit.WORKING_DAY, PeriodUnit.MONTH))
)
rollings = st.sampled_from(tuple(Rolling))
quick = settings(max_examples=80, deadline=None, derandomize=True)


@st.composite
def pauses(draw: st.DrawFn, start: date) -> tuple[Pause, ...]:
    spans = draw(st.lists(st.tuples(st.integers(-20, 200), st.integers(0, 40)), min_size=1, max_size=4))
    return tuple(
        Pause(start + timedelta(days=first), start + timedelta(days=first + length)) for first, length in spans
    )


def due(start: date, period: Period, rolling: Rolling = Rolling.YES, **happened: object) -> Derivation:
    return compute(replace(RULE, period=period, rolling=rolling), start, CALENDAR, Circumstances(**happened))  # type: ignore[arg-type] - keywords of the dataclass


def ends(derivation: Derivation) -> tuple[date, date]:
    assert derivation.due_on is not None
    assert derivation.overdue_after is not None
    return derivation.due_on, derivation.overdue_after


@quick
@given(starts, st.integers(1, 60), lengths, rollings)
def test_a_later_start_never_ends_earlier(start: date, gap: int, period: Period, rolling: Rolling) -> None:
    later = ends(due(start + timedelta(days=gap), period, rolling))
    assert all(one <= other for one, other in zip(ends(due(start, period, rolling)), later, strict=True))


@quick
@given(starts, lengths, rollings)
def test_a_longer_period_never_ends_earlier(start: date, period: Period, rolling: Rolling) -> None:
    longer = replace(period, length=period.length + 1)
    assert ends(due(start, period, rolling)) <= ends(due(start, longer, rolling))


@quick
@given(starts, lengths, rollings, st.data())
def test_a_pause_never_shortens_and_its_days_are_never_the_last(
    start: date, period: Period, rolling: Rolling, data: st.DataObject
) -> None:
    taken = data.draw(pauses(start))
    paused = due(start, period, rolling, pauses=taken)
    assert ends(due(start, period, rolling)) <= ends(paused)
    assert paused.nominal_on is not None
    assert not any(pause.first <= paused.nominal_on <= pause.last for pause in taken)


@quick
@given(starts, lengths, st.data())
def test_pauses_count_by_the_days_they_cover_however_they_overlap(
    start: date, period: Period, data: st.DataObject
) -> None:
    taken = data.draw(pauses(start))
    single = {pause.first + timedelta(days=n) for pause in taken for n in range(pause.days)}
    days = tuple(Pause(day, day) for day in single)
    assert ends(due(start, period, pauses=taken)) == ends(due(start, period, pauses=days))


@quick
@given(starts, lengths, lengths, rollings, st.booleans())
def test_an_extension_never_shortens(
    start: date, period: Period, more: Period, rolling: Rolling, is_total: bool
) -> None:
    extended = due(start, period, rolling, extensions=(Extended(more, is_total=is_total),))
    assert ends(due(start, period, rolling)) <= ends(extended)


@quick
@given(starts, lengths, rollings, st.sampled_from(tuple(Direction)))
def test_custody_never_ends_later(start: date, period: Period, rolling: Rolling, direction: Direction) -> None:
    rule = replace(RULE, period=period, rolling=rolling, direction=direction)
    held = compute(rule, start, CALENDAR, Circumstances(is_custody=True))
    assert ends(held) <= ends(compute(rule, start, CALENDAR))


@quick
@given(starts, lengths, st.sampled_from(tuple(Direction)))
def test_what_rolls_lands_on_a_working_day_on_its_own_side(start: date, period: Period, direction: Direction) -> None:
    derivation = compute(replace(RULE, period=period, direction=direction), start, CALENDAR)
    assert derivation.due_on is not None
    assert derivation.nominal_on is not None
    assert CALENDAR.is_working_day(derivation.due_on)
    if direction is Direction.FORWARD:
        assert start < derivation.nominal_on <= derivation.due_on
    else:
        assert derivation.due_on <= derivation.nominal_on < start


@quick
@given(starts, lengths)
def test_the_quick_way_and_the_explained_way_agree(start: date, period: Period) -> None:
    assert ends(due(start, period)) == (due_date(start, period, CALENDAR), overdue_after(start, period, CALENDAR))

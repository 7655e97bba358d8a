"""How single records are counted: by their own dates, as exact as these are known."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models.terms import Adoption, Rectification, Stage, SuggestionKind
from app.services.foundation.errors import DomainError
from app.services.monthly_statistics.period import MonthNotBegun, NoMonth
from app.services.monthly_statistics.rows import Figure
from app.services.monthly_statistics.service import MonthlyStatistics
from tests.services.monthly_statistics.ledger import Ledger

STOCK = ("carried", "received", "closed", "open")


def stock(statistics: MonthlyStatistics, month: str, subject: str) -> tuple[int, ...]:
    """旧存, 新收, 办结, 未结 of a month."""
    report = statistics.month(month)
    return tuple(report.figure(f"{subject}.{name}").n for name in STOCK)


def test_what_is_open_at_the_end_of_a_month_is_carried_into_the_next(
    ledger: Ledger, statistics: MonthlyStatistics
) -> None:
    ledger.matter(accepted="2026-03-31", closed="2026-04-30")
    ledger.matter(accepted="2026-04", closed="2026-05")
    ledger.matter(accepted="2026-04-30")
    assert stock(statistics, "2026-03", "matters") == (0, 1, 0, 1)
    assert stock(statistics, "2026-04", "matters") == (1, 2, 1, 2)
    assert stock(statistics, "2026-05", "matters") == (2, 0, 1, 1)


def test_a_matter_with_a_result_but_no_closing_day_stays_open_and_is_listed_apart(
    ledger: Ledger, statistics: MonthlyStatistics
) -> None:
    number = ledger.matter(accepted="2026-04-30", is_closing_undated=True)
    assert stock(statistics, "2026-04", "matters") == (0, 1, 0, 1)
    assert stock(statistics, "2026-06", "matters") == (1, 0, 0, 1)
    assert [each.entry_number for each in statistics.records("2026-06", "matters.closing_undated")] == [number]


def test_a_start_known_only_to_the_year_is_in_no_month_but_listed(
    ledger: Ledger, statistics: MonthlyStatistics
) -> None:
    ledger.letter(issued="2026", due=None)
    assert stock(statistics, "2026-01", "suggestions") == (0, 0, 0, 0)
    assert statistics.month("2026-01").figure("suggestions.start_undated").n == 1
    assert statistics.month("2025-12").figure("suggestions.start_undated").n == 0


DATES = st.sampled_from([None, "2025", "2026", "2026-02", "2026-03", "2026-03-05", "2026-03-31", "2026-04", "2026-05"])
SPANS = st.lists(st.tuples(DATES, DATES), max_size=12)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans=SPANS)
def test_old_and_new_always_equal_closed_and_open_whatever_dates_a_ledger_holds(
    spans: list[tuple[str | None, str | None]], ledger: Ledger, statistics: MonthlyStatistics
) -> None:
    ledger.letters([{"issued": issued, "closed": closed} for issued, closed in spans])  # beside those before
    months = [stock(statistics, month, "suggestions") for month in ("2026-02", "2026-03", "2026-04", "2026-05")]
    assert all(carried + received == closed + left for carried, received, closed, left in months)
    assert [month[3] for month in months[:-1]] == [month[0] for month in months[1:]]


def test_every_count_is_the_number_of_its_records(ledger: Ledger, statistics: MonthlyStatistics) -> None:
    days = (None, "2026", "2026-03", "2026-04", "2026-04-10")
    ledger.letters(
        [
            {"issued": issued, "closed": closed, "replied": replied, "due": "2026-04-10", "received": closed}
            for issued in days
            for closed in days
            for replied in days
        ]
    )
    for figure in statistics.json("2026-04")["figures"]:
        assert len(figure["records"]) == (figure["n"] if figure["d"] is None else figure["d"]), figure["code"]
        if figure["d"] is not None:
            assert len(figure["n_records"]) == figure["n"]
            assert len(figure["left_out_records"]) == figure["left_out"]


@pytest.mark.parametrize(
    ("facts", "n", "d", "left_out"),
    [
        ({"replied": "2026-04-10"}, 1, 1, 0),
        ({"replied": "2026-04-11"}, 0, 1, 0),
        ({"replied": "2026-03"}, 1, 1, 0),
        ({"replied": "2026-05"}, 0, 1, 0),
        ({"replied": "2026-04"}, 0, 0, 1),
        ({"replied": "2026"}, 0, 0, 1),
        ({"is_reply_undated": True}, 0, 0, 1),
        ({}, 0, 1, 0),
        ({"closed": "2026-04-20"}, 0, 1, 0),
        ({"closed": "2026-04-01"}, 0, 0, 1),
        ({"withdrawn": "2026-04-01"}, 0, 0, 0),
        ({"withdrawn": "2026-04-20"}, 0, 1, 0),
    ],
)
def test_a_letter_due_on_the_tenth_is_judged_by_what_is_known_of_its_reply(
    facts: dict[str, str], n: int, d: int, left_out: int, ledger: Ledger, statistics: MonthlyStatistics
) -> None:
    ledger.letter(issued="2026-02-10", due="2026-04-10", **facts)
    rate = statistics.month("2026-04").figure("suggestions.on_time_rate")
    assert (rate.n, rate.d, rate.left_out) == (n, d, left_out)


def test_the_running_month_is_counted_up_to_today_and_today_s_due_letters_are_not_judged(
    ledger: Ledger, statistics: MonthlyStatistics
) -> None:
    for due in ("2026-11-20", "2026-11-22", "2026-11-25"):
        ledger.letter(issued="2026-09-20", due=due)
    report = statistics.month("2026-11")
    rate = report.figure("suggestions.on_time_rate")
    assert (str(report.as_of), report.is_running) == ("2026-11-22", True)
    assert (report.figure("suggestions.due").n, rate.d, rate.left_out) == (2, 1, 1)


def test_adoption_and_rectification_are_counted_by_their_own_dates(
    ledger: Ledger, statistics: MonthlyStatistics
) -> None:
    done = {"rectification": Rectification.COMPLETE, "rectified": "2026-05-06"}
    ledger.letter(issued="2026-02-10", replied="2026-04-08", adoption=Adoption.ADOPTED, **done)
    ledger.letter(issued="2026-02-10", replied="2026-04-09", adoption=Adoption.PARTLY)
    ledger.letter(issued="2026-02-10", replied="2026-04-09")
    april, may = statistics.month("2026-04"), statistics.month("2026-05")
    rate = april.figure("suggestions.adoption_rate")
    assert (rate.n, rate.d, rate.left_out) == (1, 2, 1)
    assert [month.figure("suggestions.rectified").n for month in (april, may)] == [0, 1]


def test_matters_are_broken_down_by_kind_and_by_stage(ledger: Ledger, statistics: MonthlyStatistics) -> None:
    ledger.matter(accepted="2026-04-02", kind="立案监督", stage=Stage.SUPERVISION)
    ledger.matter(accepted="2026-04-03", kind="行政公益诉讼", stage=Stage.INTAKE)
    kinds, stages = (each for each in statistics.month("2026-04").breakdowns if each.subject == "matter")
    assert {row.group.label: row.counts[1] for row in kinds.rows} == {"立案监督": 1, "行政公益诉讼": 1}
    assert [row.group.label for row in stages.rows] == ["受理立案", "实施监督"]


def test_kinds_stand_in_the_order_of_the_law_and_never_of_their_size(
    ledger: Ledger, statistics: MonthlyStatistics
) -> None:
    for kind in (SuggestionKind.SOCIAL_GOVERNANCE, SuggestionKind.SOCIAL_GOVERNANCE, SuggestionKind.RETRIAL):
        ledger.letter(issued="2026-04-02", kind=kind)
    kinds = next(each for each in statistics.month("2026-04").breakdowns if each.title == "检察建议办理（按类型）")
    assert [row.group.label for row in kinds.rows] == ["再审", "社会治理"]


@pytest.mark.parametrize(
    ("n", "d", "shown"), [(1, 9, "1/9"), (5, 12, "41.67%（5/12）"), (1, 32, "3.13%（1/32）"), (0, 0, "—")]
)
def test_a_rate_shows_percents_only_where_there_are_ten_cases(n: int, d: int, shown: str) -> None:
    assert Figure("x", "率", "", "suggestion", n, d).shown == shown


def test_a_rate_is_rounded_half_up_to_two_decimals() -> None:
    assert Figure("x", "率", "", "suggestion", 1, 800).value == Decimal("0.13")


def test_a_month_that_is_none_or_lies_ahead_is_refused_in_words(statistics: MonthlyStatistics) -> None:
    for text in ("2026-13", "2026", "2026年4月", ""):
        with pytest.raises(NoMonth, match="请写成“2022-04”"):
            statistics.month(text)
    with pytest.raises(MonthNotBegun, match="2026年12月还没有开始"):
        statistics.month("2026-12")
    with pytest.raises(DomainError, match="没有“x”这一统计项"):
        statistics.records("2026-04", "x")

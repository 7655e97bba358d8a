"""Which records a period counts: bounds, dates known only to a month or year, leap days, the year before."""

from datetime import date

import pytest

from app.models.review_terms import FindingVerdict
from app.services.foundation.errors import DomainError
from app.services.review_statistics.period import ReviewPeriod
from app.services.review_statistics.rows import Count
from app.services.review_statistics.service import ReviewStatistics
from tests.services.review_statistics.reviews import Reviews

BEGUN = "reverse.begun"


def begun(statistics: ReviewStatistics, period: ReviewPeriod, as_of: date | None = None) -> tuple[int, int]:
    """How many reviews were begun in the period, and how many may have been."""
    figure = statistics.statement(period, as_of).figure(BEGUN)
    return figure.n, figure.left_out


def test_a_date_known_to_the_month_counts_in_that_month_and_in_what_holds_it_whole(
    reviews: Reviews, statistics: ReviewStatistics
) -> None:
    for day in ("2026-02-28", "2026-03-01", "2026-03", "2026-03-31", "2026-04-01"):
        reviews.review(day)
    reviews.lay()
    assert begun(statistics, ReviewPeriod.month("2026-03")) == (3, 0)
    assert begun(statistics, ReviewPeriod.half_year(2026, 1)) == (5, 0)
    assert begun(statistics, ReviewPeriod.half_year(2026, 2)) == (0, 0)
    assert begun(statistics, ReviewPeriod.year(2026)) == (5, 0)
    assert begun(statistics, ReviewPeriod.between(date(2026, 3, 15), date(2026, 4, 30))) == (2, 1)
    assert begun(statistics, ReviewPeriod.between(date(2026, 2, 28), date(2026, 3, 30))) == (2, 1)


def test_a_date_known_to_the_year_counts_in_the_year_and_stands_beside_its_months(
    reviews: Reviews, statistics: ReviewStatistics
) -> None:
    reviews.review("2026")
    reviews.review("2025")
    reviews.review("2026-03-05")
    reviews.lay()
    march = statistics.statement(ReviewPeriod.month("2026-03"))
    assert (march.figure(BEGUN).n, march.figure(BEGUN).left_out) == (1, 1)
    assert march.remark(march.figure(BEGUN)).startswith("不能归入月份1")
    assert [row.known_on for row in statistics.records(ReviewPeriod.month("2026-03"), None, BEGUN, "left_out")] == [
        "2026"
    ]
    assert begun(statistics, ReviewPeriod.year(2026)) == (2, 0)
    assert statistics.statement(ReviewPeriod.year(2026)).figure(BEGUN).before == Count(1)
    half = statistics.statement(ReviewPeriod.half_year(2026, 1))
    assert half.remark(half.figure(BEGUN)).startswith("不能归入本期1")
    assert begun(statistics, ReviewPeriod.between(date(2025, 7, 1), date(2027, 6, 30))) == (2, 1)


def test_the_leap_day_belongs_to_february_and_to_its_last_day_a_year_before(
    reviews: Reviews, statistics: ReviewStatistics
) -> None:
    for day in ("2024-02-29", "2024-02-28", "2023-02-28", "2025-02-28", "2024-03-01"):
        reviews.review(day)
    reviews.lay()
    leap = statistics.statement(ReviewPeriod.month("2024-02")).figure(BEGUN)
    assert (leap.n, leap.before.n) == (2, 1)
    after = statistics.statement(ReviewPeriod.month("2025-02")).figure(BEGUN)
    assert (after.n, after.before.n) == (1, 2)
    day = ReviewPeriod.between(date(2024, 2, 29), date(2024, 2, 29))
    assert (day.before().first, day.before().last) == (date(2023, 2, 28), date(2023, 2, 28))
    assert day.before().title == "2023年2月28日"
    running = statistics.statement(ReviewPeriod.year(2024), date(2024, 2, 29)).figure(BEGUN)
    assert (running.n, running.before.n) == (2, 1)


def test_a_period_that_runs_is_compared_with_as_many_days_of_the_year_before(
    reviews: Reviews, statistics: ReviewStatistics
) -> None:
    for day in ("2026-11-02", "2026-11-22", "2026-11-23", "2025-11-22", "2025-11-23"):
        reviews.review(day)
    reviews.lay()
    november = statistics.statement(ReviewPeriod.month("2026-11"))
    assert (november.as_of, november.is_running) == (date(2026, 11, 22), True)
    assert (november.figure(BEGUN).n, november.figure(BEGUN).before.n) == (2, 1)


def test_an_empty_year_before_gives_a_dash_with_its_reason(reviews: Reviews, statistics: ReviewStatistics) -> None:
    review = reviews.review("2026-03-01", concluded_on="2026-03-02")
    for _ in range(12):
        reviews.finding(review, "2026-03-02", FindingVerdict.FLAW)
    reviews.lay()
    march = statistics.statement(ReviewPeriod.month("2026-03"))
    problems, rate = march.figure("reverse.problems"), march.figure("reverse.corrected_rate")
    assert (problems.now, problems.before, problems.change_shown) == (Count(12), Count(0), "+12")
    assert problems.change_reason == "上年同期为0，不计算增减幅度"
    assert (rate.now.shown, rate.before.shown, rate.change_shown) == ("0.00%", "—", "—")
    assert rate.change_reason == "上年同期分母为0，不计算增减"
    due = march.figure("reverse.rectified_rate")
    assert (due.value, due.now.shown, due.reason) == (None, "—", "分母为0，不计算比率")
    assert march.remark(due) == "分母为0，不计算比率"


def test_change_is_a_difference_of_counts_and_percentage_points_of_rates(
    reviews: Reviews, statistics: ReviewStatistics
) -> None:
    for year, problems, corrected in (("2026", 12, 9), ("2025", 10, 5)):
        review = reviews.review(f"{year}-03-01")
        for place in range(problems):
            mended = {"correction": "corrected", "corrected_on": f"{year}-03-20"} if place < corrected else {}
            reviews.finding(review, f"{year}-03-02", FindingVerdict.FLAW, **mended)
    reviews.lay()
    march = statistics.statement(ReviewPeriod.month("2026-03"))
    assert march.figure("reverse.problems").change_shown == "+2（+20.00%）"
    assert march.figure("reverse.corrected_rate").change_shown == "+25.00个百分点"
    assert march.figure("reverse.begun").change_shown == "持平"


def test_what_is_no_period_or_lies_ahead_is_refused_with_what_to_do(statistics: ReviewStatistics) -> None:
    for wrong in ("2026-13", "去年", "0001-01"):
        with pytest.raises(DomainError, match="不是统计期间"):
            ReviewPeriod.month(wrong)
    with pytest.raises(DomainError, match="前后颠倒"):
        ReviewPeriod.between(date(2026, 3, 2), date(2026, 3, 1))
    with pytest.raises(DomainError, match="还没有开始"):
        statistics.statement(ReviewPeriod.month("2026-12"))
    with pytest.raises(DomainError, match="2026年上半年还没有开始"):
        statistics.statement(ReviewPeriod.half_year(2026, 1), date(2025, 12, 31))


def test_titles_are_as_the_office_writes_periods() -> None:
    assert ReviewPeriod.half_year(2026, 1).title == "2026年上半年"
    assert ReviewPeriod.half_year(2026, 2).before().title == "2025年下半年"
    assert ReviewPeriod.between(date(2026, 12, 20), date(2027, 1, 10)).before().title == "2025年12月20日至2026年1月10日"

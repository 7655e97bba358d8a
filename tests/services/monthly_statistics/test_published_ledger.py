"""The figures of the published ledger, as counted by hand."""

from decimal import Decimal

import pytest

from app.services.monthly_statistics.service import MonthlyStatistics
from tests.services.monthly_statistics.ledger import Ledger


@pytest.fixture
def numbers(ledger: Ledger) -> list[str]:
    """The entry numbers of the twelve published letters, in the ledger's order."""
    return ledger.published_letters()


def test_of_two_letters_due_in_november_2019_one_was_answered_in_time(
    numbers: list[str], statistics: MonthlyStatistics
) -> None:
    report = statistics.month("2019-11")
    rate = report.figure("suggestions.on_time_rate")
    assert report.figure("suggestions.due").n == 2
    assert (rate.n, rate.d, rate.value, rate.left_out) == (1, 2, Decimal("50.00"), 0)
    assert rate.shown == "1/2"


def test_three_letters_were_issued_in_february_2022(numbers: list[str], statistics: MonthlyStatistics) -> None:
    assert statistics.month("2022-02").figure("suggestions.issued").n == 3


def test_replies_known_only_to_the_month_of_their_due_date_are_counted_but_not_judged(
    numbers: list[str], statistics: MonthlyStatistics
) -> None:
    report = statistics.month("2022-04")
    rate = report.figure("suggestions.on_time_rate")
    assert report.figure("suggestions.due").n == 3
    assert report.figure("suggestions.replied").n == 3
    assert (rate.n, rate.d, rate.left_out, rate.value, rate.shown) == (0, 0, 3, None, "—")
    assert rate.reason == "分母为0，另有无法判断3份，不计算比率"


def test_letters_answered_on_an_unknown_day_are_in_no_month_of_replies_and_never_overdue(
    numbers: list[str], statistics: MonthlyStatistics
) -> None:
    july = statistics.month("2019-07")
    assert (july.figure("suggestions.due").n, july.figure("suggestions.overdue").n) == (1, 0)
    assert statistics.records("2019-07", "suggestions.on_time_rate", "left_out")[0].entry_number == numbers[11]
    assert statistics.month("2026-11").figure("suggestions.reply_undated").n == 5
    assert statistics.month("2026-11").figure("suggestions.overdue").n == 0


def test_the_json_names_the_records_behind_every_number(numbers: list[str], statistics: MonthlyStatistics) -> None:
    found = statistics.json("2019-11")
    figures = {figure["code"]: figure for figure in found["figures"]}
    rate = figures["suggestions.on_time_rate"]
    assert (found["period"], found["as_of"]) == ("2019-11", "2019-11-30")
    assert (rate["n"], rate["d"], rate["value"]) == (1, 2, 50.0)
    assert (rate["records"], rate["n_records"]) == ([numbers[5], numbers[6]], [numbers[5]])
    for figure in figures.values():
        assert len(figure["records"]) == (figure["n"] if figure["d"] is None else figure["d"])


def test_breakdowns_add_up_to_the_totals_and_lead_to_the_same_records(
    numbers: list[str], statistics: MonthlyStatistics
) -> None:
    report = statistics.month("2019-11")
    kinds, addressees = (each for each in report.breakdowns if each.title.startswith("检察建议办理"))
    for breakdown in (kinds, addressees):
        assert tuple(map(sum, zip(*(row.counts for row in breakdown.rows), strict=True))) == breakdown.totals
    assert [row.group.label for row in kinds.rows] == ["公益诉讼", "社会治理"]
    finance = next(row for row in addressees.rows if row.group.label == "某市财政局")
    assert dict(zip(addressees.heads, finance.counts, strict=True))["其中按期"] == 1
    assert [each.entry_number for each in statistics.records("2019-11", "suggestions.due", group=finance.group)] == [
        numbers[5]
    ]
    assert [
        each.entry_number for each in statistics.records_of("2019-11", "suggestion", "due", kinds.rows[1].group)
    ] == [numbers[6]]


def test_the_series_spans_the_months_before_and_times_exact_replies_only(
    numbers: list[str], statistics: MonthlyStatistics
) -> None:
    series = statistics.series("2022-04", months=12)
    assert (series.months[0].month, len(series.months)) == ("2021-05", 12)
    assert {each.month: (each.issued, each.replied) for each in series.months if each.issued or each.replied} == {
        "2021-10": (1, 0),
        "2022-02": (3, 0),
        "2022-04": (0, 3),
    }
    assert (sum(bucket.replies for bucket in series.reply_time), series.untimed) == (0, 3)
    earlier = statistics.series("2019-11", months=24)
    assert {bucket.label: bucket.replies for bucket in earlier.reply_time if bucket.replies} == {
        "16–30天": 1,
        "61–90天": 1,
    }

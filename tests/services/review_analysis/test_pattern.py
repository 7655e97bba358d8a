"""A pattern is kept as JSON and read back as it was."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as given_by

from app.models.review_terms import TriggerList
from app.services.foundation.errors import DomainError
from app.services.review_analysis.pattern import RESULT_COLUMNS, CaseDay, Outcome, Pattern
from app.services.review_analysis.periods import ReportPeriod, months_up_to

_TEXTS = given_by.lists(given_by.text(max_size=12), max_size=3).map(tuple)
_DAYS = given_by.none() | given_by.dates(date(1980, 1, 1), date(2089, 12, 31))
_OUTCOMES = given_by.lists(
    given_by.builds(Outcome, given_by.sampled_from(sorted(RESULT_COLUMNS)), given_by.text(max_size=8)), max_size=3
).map(tuple)
_PATTERNS = given_by.builds(
    Pattern,
    *(_TEXTS for _ in range(6)),
    _OUTCOMES,
    *(_TEXTS for _ in range(4)),
    trigger_list=given_by.none() | given_by.sampled_from(list(TriggerList)),
    is_petition=given_by.booleans(),
    day=given_by.sampled_from(list(CaseDay)),
    first=_DAYS,
    last=_DAYS,
).filter(lambda pattern: not (pattern.first and pattern.last) or pattern.first <= pattern.last)


@given(_PATTERNS)
def test_a_pattern_comes_back_as_it_was_kept(pattern: Pattern) -> None:
    kept = pattern.as_json()
    assert Pattern.of_json(kept) == pattern
    assert Pattern.of_json(kept).as_json() == kept


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "[]",
        "{",
        '{"fields": "侵财"}',
        '{"fields": [1]}',
        '{"outcomes": [["password", "x"]]}',
        '{"outcomes": [["judgment_result"]]}',
        '{"day": "someday"}',
        '{"first": "2026-13-01"}',
        '{"first": "2026-02-01", "last": "2026-01-01"}',
        '{"trigger_list": "third"}',
        '{"colour": ["red"]}',
    ],
)
def test_what_is_no_pattern_is_refused_with_a_sentence(kept: str) -> None:
    with pytest.raises(DomainError, match=r"读不懂|早于起日"):
        Pattern.of_json(kept)


def test_a_pattern_that_asks_nothing_keeps_only_its_date() -> None:
    assert json.loads(Pattern().as_json()) == {"day": "found"}
    assert Pattern().words() == "全部案件"


def test_a_running_period_is_compared_with_as_much_of_the_year_before() -> None:
    period = ReportPeriod.of(2024, None, date(2024, 2, 29))
    assert (period.first, period.last, period.words) == (
        date(2024, 1, 1),
        date(2024, 2, 29),
        "2024年度（截至2月29日）",
    )
    assert (period.earlier.first, period.earlier.last) == (date(2023, 1, 1), date(2023, 2, 28))
    half = ReportPeriod.of(2026, 1, date(2026, 11, 22))
    assert (half.last, half.words, half.earlier.last) == (date(2026, 6, 30), "2026年上半年", date(2025, 6, 30))
    with pytest.raises(DomainError, match="还没有开始"):
        ReportPeriod.of(2026, 2, date(2026, 6, 30))
    assert months_up_to(date(2026, 1, 15), 3) == ("2025-11", "2025-12", "2026-01")

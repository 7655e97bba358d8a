"""How long replies took: counted from receipt, by kind, of any filter; what cannot be counted is told."""

import pytest

from app.bootstrap import OpenDesk
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import SuggestionKind
from app.services.lists.listing import ListQuery
from app.services.suggestions.time_rows import span_label
from tests.services.suggestion_library.conftest import Shelf, desk

__all__ = ["desk"]
KIND = SuggestionKind


@pytest.fixture
def shelf(database: Database) -> Shelf:
    return Shelf(database)


def replied(shelf: Shelf, received: str, on: str, **fields: object) -> int:
    return shelf.issued("问题", received, replied_on=PartialDate(on), **fields)


def test_each_reply_stands_in_the_span_of_its_days_by_kind(desk: OpenDesk, shelf: Shelf) -> None:
    quick = replied(shelf, "2026-01-01", "2026-01-16")
    slow = replied(shelf, "2026-01-01", "2026-01-17", kind=KIND.PUBLIC_INTEREST)
    times = desk.response_times.of(ListQuery(desk.clock.today()))
    assert [each.id for each in times.within(0)] == [quick]
    assert [each.id for each in times.within(1, KIND.PUBLIC_INTEREST)] == [slow]
    assert times.within(1, KIND.SOCIAL_GOVERNANCE) == ()
    assert times.kinds == (KIND.PUBLIC_INTEREST, KIND.SOCIAL_GOVERNANCE)
    assert [span_label(span) for span in (0, 5)] == ["0–15天", "91天以上"]


def test_what_has_no_reply_or_no_exact_day_is_told_and_not_counted(desk: OpenDesk, shelf: Shelf) -> None:
    shelf.issued("问题", "2026-01-01")
    replied(shelf, "2026-01-01", "2026-02")
    replied(shelf, "2026-05-01", "2026-03-01")
    times = desk.response_times.of(ListQuery(desk.clock.today()))
    assert (times.timed, times.unanswered, times.unknown) == ((), 1, 2)


def test_few_letters_are_told_as_counts_only(desk: OpenDesk, shelf: Shelf) -> None:
    for day in range(1, 10):
        replied(shelf, "2026-01-01", f"2026-01-{day:02d}")
    assert "不足 10 份，只看份数，不作比较" in desk.response_times.of(ListQuery(desk.clock.today())).words
    replied(shelf, "2026-01-01", "2026-01-31")
    assert "半数在 4.5 天以内回复" in desk.response_times.of(ListQuery(desk.clock.today())).words


def test_the_filters_of_the_list_count(desk: OpenDesk, shelf: Shelf) -> None:
    replied(shelf, "2025-01-01", "2025-01-16", handler="李某")
    own = replied(shelf, "2026-01-01", "2026-01-16", handler="张某")
    query = ListQuery(desk.clock.today(), where=(("handler", "张某"),), issued_from="2026-01-01")
    assert [each.id for each in desk.response_times.of(query).timed] == [own]

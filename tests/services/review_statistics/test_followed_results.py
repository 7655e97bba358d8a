"""Results followed elsewhere count by what happens there: a suggestion by its letter, a period by its deadline."""

from datetime import date

from app.models.actor import Actor
from app.models.database import Database
from app.models.deadline import Deadline
from app.models.terms import (
    Certainty,
    DeadlineState,
    PeriodUnit,
    RecordType,
    Rectification,
    Side,
    StartEvent,
)
from app.services.foundation.clock import FixedClock
from app.services.review_statistics.period import ReviewPeriod
from app.services.review_statistics.rows import Count
from app.services.review_statistics.service import ReviewStatistics
from tests.services.monthly_statistics.ledger import Ledger
from tests.services.review_statistics.reviews import AT, PUT_IN, Reviews

MARCH, MAY = ReviewPeriod.month("2026-03"), ReviewPeriod.month("2026-05")


def counts(statistics: ReviewStatistics, period: ReviewPeriod, *codes: str) -> dict[str, Count]:
    found = statistics.statement(period)
    return {code: found.figure(f"reverse.{code}").now for code in codes}


def test_a_suggestion_goes_is_due_and_is_put_right_as_its_letter(
    database: Database, clock: FixedClock, reviews: Reviews, statistics: ReviewStatistics
) -> None:
    ledger = Ledger(database, Actor("张某"), clock)
    complete = {"rectification": Rectification.COMPLETE, "rectified_on": "2026-05-20"}
    ledger.letter(issued="2026-03-10", due="2026-05-11", replied="2026-05-08", **complete)
    ledger.letters([{"issued": "2026-03-11", "due": "2026-05-12"}])
    review = reviews.review("2026-03-01")
    reviews.result(review, "suggestion", None, suggestion_id=1)
    reviews.result(review, "suggestion", None, suggestion_id=2)
    reviews.lay()
    wanted = ("suggestions", "suggestions_done", "due", "rectified_rate", "unanswered")
    march = counts(statistics, MARCH, *wanted)
    assert march == dict(zip(wanted, (Count(2), Count(0, 2), Count(0), Count(0, 0), Count(0)), strict=True))
    may = counts(statistics, MAY, *wanted)
    assert may == dict(zip(wanted, (Count(0), Count(0, 0), Count(2), Count(0, 2), Count(1)), strict=True))
    later = statistics.statement(MARCH, date(2026, 6, 1)).figure("reverse.suggestions_done")
    assert later.now == Count(1, 2)


def test_an_extended_period_counts_where_it_ends_now_and_a_waived_one_nowhere(
    database: Database, reviews: Reviews, statistics: ReviewStatistics
) -> None:
    usual = {
        "record_type": RecordType.REVERSE_REVIEW,
        "record_id": 1,
        "name": "反馈",
        "side": Side.OWN,
        "certainty": Certainty.UNVERIFIED,
        "started_by": StartEvent.RESULT_SENT,
        "unit": PeriodUnit.DAY,
        "due_on": date(2026, 5, 6),
        "derivation": "[]",
    }
    with database.write(Actor("张某"), PUT_IN, AT) as unit:
        unit.session.add(Deadline(id=1, state=DeadlineState.OPEN, **usual))
        unit.session.add(Deadline(id=2, state=DeadlineState.WAIVED, **usual))
    review = reviews.review("2026-02-01")
    for deadline in (1, 2):
        reviews.result(review, "review-reminder", "2026-03-01", feedback_due_on="2026-03-16", deadline_id=deadline)
    reviews.lay()
    assert counts(statistics, MARCH, "due", "unanswered") == {"due": Count(0), "unanswered": Count(0)}
    assert counts(statistics, MAY, "due", "unanswered") == {"due": Count(1), "unanswered": Count(1)}

"""The follow-up board, the statistics, the analysis and the papers count one store alike, each list for itself."""

from datetime import date

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.deadline import Deadline
from app.models.review_terms import FindingVerdict, ReviewKind, ReviewReportKind, TriggerList, VerificationOutcome
from app.models.terms import Certainty, DeadlineState, PeriodUnit, RecordType, Side, StartEvent
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.review_analysis.pattern import CaseDay, Pattern
from app.services.review_analysis.report_rows import ReportAsked
from app.services.review_analysis.rows import Scope
from app.services.review_papers.counts import result_counts
from app.services.review_papers.reading import read_review
from app.services.review_statistics.period import ReviewPeriod
from tests.services.monthly_statistics.ledger import Ledger
from tests.services.review_statistics.reviews import AT, PUT_IN, Reviews

TODAY = date(2026, 11, 22)
ERROR, FLAW, NONE = FindingVerdict.ERROR, FindingVerdict.FLAW, FindingVerdict.NONE
SETTLED = {"verification_outcome": VerificationOutcome.SETTLED, "verified_on": "2026-05-01"}
ASKED = {"feedback_due_on": date(2026, 4, 1)}
YEAR = ReportAsked(ReviewReportKind.ANNUAL, 2026)


def lay_deadlines(database: Database) -> None:
    """1: extended beyond today, 2: waived."""
    usual = {
        "record_type": RecordType.REVERSE_REVIEW,
        "record_id": 1,
        "name": "反馈",
        "side": Side.OWN,
        "certainty": Certainty.VERIFIED,
        "started_by": StartEvent.RESULT_SENT,
        "unit": PeriodUnit.DAY,
        "derivation": "[]",
    }
    with database.write(Actor("张某"), PUT_IN, AT) as unit:
        unit.session.add(Deadline(id=1, state=DeadlineState.OPEN, due_on=date(2026, 12, 20), **usual))
        unit.session.add(Deadline(id=2, state=DeadlineState.WAIVED, due_on=date(2026, 4, 1), **usual))


def lay_reviews(reviews: Reviews) -> None:
    """Two lists, each with a review of one case; the year's 综合审视 comes first."""
    petition, acquitted = reviews.case(petition_kind="刑事申诉", petition_on="2026-02-01"), reviews.case()
    year = {"kind": ReviewKind.COMPREHENSIVE, "period_first": date(2026, 1, 1), "period_last": date(2026, 12, 31)}
    reviews.review("2026-11-01", (petition,), case_id=None, **year)
    of_petition = reviews.review("2026-03-01", (petition,), concluded_on="2026-03-20")
    analysis = {"trigger_list": TriggerList.ANALYSIS, "concluded_on": "2026-03-20"}
    of_acquittal = reviews.review("2026-03-01", (acquitted,), **analysis)
    error = reviews.finding(of_petition, "2026-03-05", ERROR)
    reviews.finding(of_petition, "2026-03-05", FLAW, is_own=False)
    reviews.finding(of_petition, "2026-03-05", FLAW, withdrawn_on="2026-03-18")
    reviews.finding(of_petition, "2026-03-05", NONE)
    reviews.finding(of_acquittal, "2026-03-06", ERROR)
    reminded = (of_petition, "review-reminder", "2026-03-20", (error,))
    reviews.result(*reminded, **ASKED, **SETTLED)
    reviews.result(*reminded, **ASKED)
    reviews.result(*reminded, **ASKED, settled_on="2026-05-01")  # for another reason, not verified
    for deadline in (1, 2):
        reviews.result(*reminded, **ASKED, deadline_id=deadline)
    reviews.result(of_petition, "suggestion", None, suggestion_id=1)
    reviews.result(of_acquittal, "review-reminder", "2026-03-20", **ASKED, **SETTLED)
    reviews.lay()


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> OpenDesk:
    """The store of this file."""
    lay_deadlines(database)
    Ledger(database, Actor("张某"), clock).letter(issued="2026-03-21", due="2026-05-21")
    lay_reviews(Reviews(database))
    return OpenDesk(database, clock, resources)


def on_paper(database: Database, review: int) -> list[int]:
    """Due, verified, sent, settled, unanswered: the sums of the table a report prints."""
    with database.read() as session:
        rows = [row.split(" | ") for row in result_counts(read_review(session, review), TODAY)]
    rates = [row[4].split("/") for row in rows]
    due, verified = sum(int(of) for _, of in rates), sum(int(settled) for settled, _ in rates)
    return [due, verified, *(sum(int(row[place]) for row in rows) for place in (2, 5, 6))]


def test_the_rectification_rate_is_the_same_on_the_board_in_the_statistics_and_on_paper(
    desk: OpenDesk, database: Database
) -> None:
    statement = desk.review_statistics.statement(ReviewPeriod.year(2026))
    for trigger_list, review, expected in ((TriggerList.REVERSE, 1, (1, 4)), (TriggerList.ANALYSIS, 3, (1, 1))):
        query = ListQuery(TODAY, where=(("list", trigger_list.label),))
        rate = desk.review_results.listing.figures(query).rate
        counted = statement.figure(f"{trigger_list.value}.rectified_rate").now
        due, verified, *_ = on_paper(database, review)
        assert (len(rate.settled), len(rate.due)) == (counted.n, counted.d) == (verified, due) == expected
        assert rate.words == counted.shown


def test_what_was_sent_and_not_answered_is_the_same_too(desk: OpenDesk, database: Database) -> None:
    statement = desk.review_statistics.statement(ReviewPeriod.year(2026))
    board = desk.review_results.listing.figures(ListQuery(TODAY, where=(("list", "反向审视"),)))
    _due, _verified, sent, settled, unanswered = on_paper(database, 1)
    counted = [statement.figure(f"reverse.{name}").now.n for name in ("reminders", "suggestions", "unanswered")]
    assert (sent, unanswered) == (counted[0] + counted[1], counted[2]) == (6, 4)
    assert settled == sum(count for state, count in board.counts.items() if state.value == "settled") == 2
    report = {each.code: each.n for each in desk.review_reports.propose(YEAR).figures}
    assert report["results"] == sent


def test_problems_are_the_same_in_the_analysis_the_statistics_the_reports_and_on_paper(
    desk: OpenDesk, database: Database
) -> None:
    statement = desk.review_statistics.statement(ReviewPeriod.year(2026))
    report = {each.code: each.n for each in desk.review_reports.propose(YEAR).figures}
    for trigger_list, review, expected in ((TriggerList.REVERSE, 2, (1, 1)), (TriggerList.ANALYSIS, 3, (1, 0))):
        pattern = Pattern(trigger_list=trigger_list, day=CaseDay.FOUND, first=date(2026, 1, 1), last=date(2026, 12, 31))
        totals = desk.review_analysis.look(Scope(pattern)).totals
        counted = [statement.figure(f"{trigger_list.value}.{name}").now.n for name in ("errors", "flaws")]
        with database.read() as session:
            verdicts = [each.verdict for each in read_review(session, review).problems]
        assert (totals.errors, totals.flaws) == tuple(counted) == expected
        assert (verdicts.count(ERROR), verdicts.count(FLAW)) == expected
    assert (report["errors"], report["flaws"], report["own"]) == (1, 1, 1)

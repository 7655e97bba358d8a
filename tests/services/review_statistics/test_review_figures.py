"""Every figure of both lists against statements written by hand, and the records behind each."""

import pytest
from sqlalchemy import text

from app.models.database import Database
from app.models.review_terms import TriggerList
from app.models.terms import Certainty, RecordType
from app.services.foundation.errors import DomainError
from app.services.review_statistics.period import ReviewPeriod
from app.services.review_statistics.rows import Count
from app.services.review_statistics.service import ReviewStatistics
from tests.services.review_statistics.by_hand import OF_LIST, statement

MARCH = ReviewPeriod.month("2026-03")
CODES = [(trigger_list, code) for trigger_list, codes in OF_LIST.items() for code in codes]


def counted_by_hand(store: Database, trigger_list: TriggerList, code: str, month: str, last: str) -> Count:
    with store.read() as session:
        parts = [statement(each, trigger_list, month, last) for each in OF_LIST[trigger_list][code]]
        return Count(*(session.execute(text(part)).scalar_one() for part in parts))


def test_there_is_a_hand_written_count_for_every_figure_of_both_lists(known: ReviewStatistics) -> None:
    shown = [figure.code for figure in known.statement(MARCH).figures]
    assert sorted(shown) == sorted(f"{trigger_list.value}.{code}" for trigger_list, code in CODES)


def test_every_figure_and_the_year_before_are_what_the_hand_written_statements_count(
    known: ReviewStatistics, known_store: Database
) -> None:
    figures = {figure.code: figure for figure in known.statement(MARCH).figures}
    for trigger_list, code in CODES:
        figure = figures[f"{trigger_list.value}.{code}"]
        by_hand = (
            counted_by_hand(known_store, trigger_list, code, "2026-03", "2026-03-31"),
            counted_by_hand(known_store, trigger_list, code, "2025-03", "2025-03-31"),
        )
        assert (figure.now, figure.before) == by_hand, figure.code


def test_the_numbers_are_those_somebody_counts_on_the_fingers(known: ReviewStatistics) -> None:
    march = known.statement(MARCH)
    wanted = {
        "reverse.concluded": "4",
        "reverse.cases": "3",
        "reverse.share": "3/12",
        "reverse.closed_reviewed": "3/12",
        "reverse.open": "4",
        "reverse.problems": "4",
        "reverse.errors": "2",
        "reverse.errors_own": "1",
        "reverse.flaws_others": "1",
        "reverse.errors_proposed": "2",
        "reverse.flaws_proposed": "2",
        "reverse.errors_corrected": "1",
        "reverse.flaws_corrected": "1",
        "reverse.corrected_rate": "1/4",
        "reverse.mechanisms": "1",
        "reverse.reminders": "2",
        "reverse.suggestions_done": "1/2",
        "reverse.clues": "2",
        "reverse.rectified_rate": "1/2",
        "reverse.unanswered": "1",
        "reverse.reports": "1",
        "reverse.reports_presented": "0",
        "reverse.petitions": "11",
        "reverse.petitions_repeat": "3",
        "reverse.petitions_own": "8",
        "reverse.repeat_settled": "2",
        "reverse.repeat_settled_rate": "1/3",
        "reverse.met": "5",
        "analysis.concluded": "1",
        "analysis.share": "1/3",
        "analysis.problems": "1",
        "analysis.commentaries": "1",
        "analysis.hits_open": "1/2",
        "analysis.reports": "0",
    }
    assert {code: march.figure(code).now.fraction for code in wanted} == wanted


def test_the_triggers_met_are_all_accounted_for(known: ReviewStatistics) -> None:
    march = known.statement(MARCH)
    for trigger_list in TriggerList:
        parts = ("hits_reviewed", "hits_under_review", "hits_excused", "hits_open")
        accounted = [march.figure(f"{trigger_list.value}.{part}") for part in parts]
        assert sum(figure.n for figure in accounted) == march.figure(f"{trigger_list.value}.met").n
    assert [march.figure(f"reverse.{part}").n for part in parts] == [1, 1, 1, 2]


def test_every_figure_leads_to_as_many_records_as_it_counts(known: ReviewStatistics) -> None:
    for figure in known.statement(MARCH).figures:
        assert len(known.records(MARCH, None, figure.code)) == figure.n, figure.code
        assert len(known.records(MARCH, None, figure.code, of="before")) == figure.before.n, figure.code
        assert len(known.records(MARCH, None, figure.code, "left_out")) == figure.left_out, figure.code
        if figure.d is not None:
            assert len(known.records(MARCH, None, figure.code, "d")) == figure.d, figure.code


def test_a_record_says_what_opens_it_and_what_it_was_counted_for(known: ReviewStatistics) -> None:
    (first, *_) = known.records(MARCH, None, "reverse.errors")
    assert (first.record_type, first.entry_number, first.known_on) == (
        RecordType.REVERSE_REVIEW,
        "FS2026-00001",
        "2026-03-10",
    )
    assert first.detail == "错误 · 检察机关 · 证据审查不细"
    (hit, *_) = known.records(MARCH, None, "reverse.hits_open")
    assert (hit.record_type, hit.entry_number) == (RecordType.ORIGINAL_CASE, "YA2026-00007")
    with pytest.raises(DomainError, match="没有这一部分"):
        known.records(MARCH, None, "reverse.met", "d")
    with pytest.raises(DomainError, match="没有“reverse"):
        known.records(MARCH, None, "reverse.none")


def test_the_two_lists_are_never_added_up(known: ReviewStatistics) -> None:
    march = known.statement(MARCH)
    behind = known.records(MARCH, None, "analysis.concluded")
    assert [row.entry_number for row in behind] == ["FS2026-00008"]
    assert {figure.trigger_list for figure in march.of(TriggerList.ANALYSIS)} == {TriggerList.ANALYSIS}
    assert len(march.of(TriggerList.REVERSE)) + len(march.of(TriggerList.ANALYSIS)) == len(march.figures)


def test_no_figure_of_what_was_only_gathered_from_reports_calls_itself_verified(known: ReviewStatistics) -> None:
    for figure in known.statement(MARCH).figures:
        assert figure.certainty is not Certainty.VERIFIED
        assert figure.n_words
        assert figure.basis
        assert figure.source
        assert bool(figure.d_words) is (figure.d is not None)


def test_a_later_day_knows_what_was_verified_and_settled_since(known: ReviewStatistics) -> None:
    from datetime import date

    june = known.statement(MARCH, date(2026, 6, 30))
    assert june.figure("reverse.suggestions_done").now == Count(2, 2)
    assert june.figure("reverse.repeat_settled_rate").now == Count(2, 3)
    assert june.figure("reverse.corrected_rate").now == Count(2, 4)
    assert june.figure("reverse.concluded").n == 4

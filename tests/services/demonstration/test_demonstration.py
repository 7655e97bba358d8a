"""What a demonstration store shows, that it repeats, and what is refused."""

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, or_, select

from app.models.audit import GENESIS, HASHED, AuditEntry, chain_hash
from app.models.database import Database
from app.models.matter import Matter
from app.models.office import Office, Organisation
from app.models.original_case import OriginalCase, TriggerHit
from app.models.reverse_review import ReverseReview, ReviewedCase, ReviewReport
from app.models.review_finding import CaseGrade, FindingObjection, ReviewFinding
from app.models.review_terms import (
    FindingObjectionOutcome,
    FindingVerdict,
    HitState,
    ResultState,
    ReviewKind,
    ReviewReportKind,
    ReviewState,
    TriggerList,
)
from app.models.suggestion import RectificationRecord, Reply, ServiceRecord, Suggestion
from app.models.terms import Lamp, Stage, SuggestionKind, SuggestionState, SuggestionStep, Timeliness
from app.services.base_data.periods import Months
from app.services.business_charts.service import BusinessCharts
from app.services.demonstration.service import Demonstration
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Cancelled
from app.services.foundation.resources import Resources
from app.services.importing.identity import letter_identity
from app.services.lists.listing import ListQuery
from app.services.reverse_reviews.listing import review_listing
from app.services.review_results.listing import ResultListing
from app.services.store.opening import StoreExists, open_store
from app.services.suggestions.listing import letter_listing
from tests.conftest import CHINA
from tests.services.demonstration.conftest import DAY, NOON

SEVEN_CONTENTS = (
    "case_source",
    "facts",
    "problem",
    "proposal",
    "basis",
    "objection_period",
    "reply_period",
    "other_matters",
)


@pytest.fixture
def demonstration(resources: Resources, clock: FixedClock) -> Demonstration:
    """The maker of demonstration stores."""
    return Demonstration(resources, clock)


def shown_in(database: Database, key: str) -> Counter[Any]:
    """How often each value stands in a column of the list of letters."""
    listing, query = letter_listing(database), ListQuery(DAY)
    place = [column.key for column in listing.columns].index(key)
    return Counter(row.cells[place] for row in listing.rows(list(listing.ids(query)), query))


def content_of(path: Path) -> list[str]:
    """Everything a store holds, as sorted statements: the order in which a table's indexes are laid is by chance."""
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.iterdump())


def test_it_holds_two_hundred_matters_and_a_hundred_and_twenty_letters(shown: Database) -> None:
    with shown.read() as session:
        assert session.scalar(select(func.count(Matter.id))) == 200
        assert session.scalar(select(func.count(Suggestion.id))) == 120


def test_the_store_says_that_it_is_a_demonstration(shown: Database) -> None:
    with shown.read() as session:
        office = session.scalars(select(Office)).one()
    assert (office.name, office.short, office.is_demonstration) == ("青山县人民检察院", "青检", True)


@pytest.mark.parametrize("lamp", [lamp for lamp in Lamp if lamp not in (Lamp.PAUSED, Lamp.UNKNOWN)])
def test_every_lamp_is_lit_somewhere(shown: Database, lamp: Lamp) -> None:
    assert shown_in(shown, "lamp")[lamp.label] > 0


@pytest.mark.parametrize("state", SuggestionState)
def test_letters_stand_in_every_state(shown: Database, state: SuggestionState) -> None:
    assert shown_in(shown, "state")[state.label] > 0


@pytest.mark.parametrize("kind", [kind for kind in SuggestionKind if kind is not SuggestionKind.UNCLASSIFIED])
def test_letters_are_of_every_kind(shown: Database, kind: SuggestionKind) -> None:
    assert shown_in(shown, "kind")[kind.label] > 0


def test_replies_came_in_time_and_late_and_most_in_time(shown: Database) -> None:
    found = shown_in(shown, "timeliness")
    assert found[Timeliness.ON_TIME.label] > found[Timeliness.LATE.label] > 0
    assert found[Timeliness.UNKNOWN.label] > 0


def test_letters_go_back_two_years_in_every_month(shown: Database) -> None:
    with shown.read() as session:
        days = session.scalars(select(Suggestion.issued_on).where(Suggestion.issued_on.is_not(None))).all()
    months = {str(day)[:7] for day in days}
    assert min(months) < "2024-12"
    assert len(months) >= 24


def test_nothing_happens_after_the_day_of_the_store(shown: Database) -> None:
    happened = ("issued_on", "received_on", "replied_on", "rectified_on", "closed_on", "declined_on", "withdrawn_on")
    later = or_(*(getattr(Suggestion, name) > DAY.isoformat() for name in happened))
    with shown.read() as session:
        assert session.scalars(select(Suggestion.entry_number).where(later)).all() == []
        ahead = or_(Matter.accepted_on > DAY.isoformat(), Matter.closed_on > DAY.isoformat())
        assert session.scalars(select(Matter.entry_number).where(ahead)).all() == []


def test_matters_stand_in_all_stages_that_two_years_bring(shown: Database) -> None:
    with shown.read() as session:
        stages = set(session.scalars(select(Matter.stage).distinct()))
    assert stages >= set(Stage) - {Stage.INTAKE, Stage.RE_EXAMINATION}


def test_every_letter_says_all_seven_required_contents_without_a_gap(shown: Database) -> None:
    with shown.read() as session:
        letters = session.scalars(select(Suggestion)).all()
    texts = [getattr(letter, name) for letter in letters for name in SEVEN_CONTENTS]
    assert [text for text in texts if not text or "{" in text] == []


def test_the_letter_and_its_child_rows_tell_the_same(shown: Database) -> None:
    with shown.read() as session:
        for letter in session.scalars(select(Suggestion)):
            served = session.scalars(select(ServiceRecord).where(ServiceRecord.suggestion_id == letter.id)).all()
            replies = session.scalars(select(Reply).where(Reply.suggestion_id == letter.id)).all()
            looks = session.scalars(
                select(RectificationRecord)
                .where(RectificationRecord.suggestion_id == letter.id)
                .order_by(RectificationRecord.id)
            ).all()
            assert [each.received_on for each in served] == ([letter.received_on] if letter.received_on else [])
            assert [each.registered_on for each in replies] == ([letter.replied_on] if letter.replied_on else [])
            assert not looks or looks[-1].state is letter.rectification


def test_letters_are_recognised_when_their_ledger_comes_in(shown: Database) -> None:
    with shown.read() as session:
        letter = session.scalars(select(Suggestion).where(Suggestion.step == SuggestionStep.ISSUED)).first()
    assert letter is not None
    assert letter.identity == letter_identity(
        letter.office_name,
        letter.number,
        letter.addressee,
        letter.issued_on,
        letter.kind,
        letter.kind_as_written,
        letter.problem,
    )


def test_entry_numbers_run_on_after_the_demonstration(shown: Database) -> None:
    with shown.read() as session:
        numbers = session.scalars(select(Suggestion.entry_number).order_by(Suggestion.id)).all()
    assert len(set(numbers)) == 120
    assert list(numbers) == sorted(numbers)


def test_organisations_are_found_by_their_initials(shown: Database) -> None:
    with shown.read() as session:
        wanted = select(Organisation.initials).where(Organisation.name == "青山县人民法院")
        assert session.scalars(wanted).one() == "qsxrmfy"


def test_every_row_has_left_its_place_in_the_audit_chain(shown: Database) -> None:
    previous = GENESIS
    with shown.read() as session:
        for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.seq)):
            assert entry.previous == previous
            previous = chain_hash(previous, [getattr(entry, name) for name in HASHED])
            assert entry.hash == previous
        audited = session.scalar(select(func.count()).where(AuditEntry.table_name == "suggestion"))
        assert audited == 120


def test_the_same_seed_and_day_give_the_same_store(demonstration: Demonstration, tmp_path: Path) -> None:
    for name in ("甲.jdt", "乙.jdt"):
        demonstration.make(tmp_path / name, matters=30, seed=7, today=DAY)
    assert content_of(tmp_path / "甲.jdt") == content_of(tmp_path / "乙.jdt")


def test_another_seed_gives_another_store(demonstration: Demonstration, tmp_path: Path) -> None:
    for seed in (1, 2):
        demonstration.make(tmp_path / f"{seed}.jdt", matters=10, seed=seed, today=DAY)
    assert content_of(tmp_path / "1.jdt") != content_of(tmp_path / "2.jdt")


@pytest.mark.parametrize(("matters", "letters"), [(1, 1), (1, 0), (3, 10), (5, 5)])
def test_small_stores_hold_as_many_letters_as_asked_for(
    demonstration: Demonstration, store_path: Path, matters: int, letters: int
) -> None:
    demonstration.make(store_path, matters=matters, letters=letters, today=date(2026, 2, 17))
    with Database(store_path).read() as session:
        assert session.scalar(select(func.count(Matter.id))) == matters
        assert session.scalar(select(func.count(Suggestion.id))) == letters


def test_without_a_day_the_clock_tells_it(demonstration: Demonstration, store_path: Path) -> None:
    demonstration.make(store_path, matters=2)
    with Database(store_path).read() as session:
        moments = set(session.scalars(select(AuditEntry.at)))
    assert moments == {"2026-11-22T00:00:00.000+08:00"}


def test_a_store_made_before_office_hours_does_not_say_that_the_clock_was_set_back(
    resources: Resources, store_path: Path
) -> None:
    dawn = FixedClock(datetime(2026, 11, 22, 6, 30, tzinfo=CHINA))
    Demonstration(resources, dawn).make(store_path, matters=2)
    database = open_store(store_path, dawn)
    database.close()
    assert database.told == ()


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1987, 12, 31), date(2090, 1, 1), date(9999, 12, 31)])
def test_a_day_out_of_the_calendar_is_refused_in_words(
    demonstration: Demonstration, store_path: Path, day: date
) -> None:
    with pytest.raises(DomainError, match="超出可以演示的年份"):
        demonstration.make(store_path, matters=2, today=day)
    assert not list(store_path.parent.iterdir())


def test_an_existing_file_is_left_alone(demonstration: Demonstration, store_path: Path) -> None:
    store_path.write_text("别人的文件", encoding="utf-8")
    with pytest.raises(StoreExists):
        demonstration.make(store_path, matters=2)
    assert store_path.read_text(encoding="utf-8") == "别人的文件"


@pytest.mark.parametrize("matters", [0, -3, 1_000_001])
def test_a_size_out_of_reach_is_refused_in_words(demonstration: Demonstration, store_path: Path, matters: int) -> None:
    with pytest.raises(DomainError, match="1 到 1000000 之间"):
        demonstration.make(store_path, matters=matters)


class Impatient:
    """Somebody who stops the work at once."""

    def report(self, done: int, total: int) -> None:
        """Stop."""
        raise Cancelled


def test_a_cancelled_demonstration_leaves_nothing_behind(demonstration: Demonstration, store_path: Path) -> None:
    with pytest.raises(Cancelled):
        demonstration.make(store_path, matters=5, progress=Impatient())
    assert list(store_path.parent.glob("*.jdt*")) + list(store_path.parent.glob(".*.jdt*")) == []


def test_original_cases_stand_in_both_lists_of_triggers(shown: Database) -> None:
    with shown.read() as session:
        assert session.scalar(select(func.count(OriginalCase.id))) == 40
        lists = Counter(session.scalars(select(TriggerHit.trigger_list)))
        without = session.scalar(
            select(func.count(OriginalCase.id)).where(OriginalCase.id.not_in(select(TriggerHit.case_id)))
        )
    assert lists[TriggerList.REVERSE] >= 5
    assert lists[TriggerList.ANALYSIS] >= 10
    assert without >= 5  # most of an office's cases meet none


def test_reviews_of_every_kind_stand_in_both_lists(shown: Database) -> None:
    with shown.read() as session:
        reviews = session.execute(select(ReverseReview.kind, ReverseReview.trigger_list)).all()
        hits = set(session.scalars(select(TriggerHit.state)))
    assert {kind for kind, _ in reviews} == set(ReviewKind)
    assert {trigger_list for _, trigger_list in reviews} == set(TriggerList)
    assert hits == set(HitState)
    listing, query = review_listing(shown), ListQuery(DAY)
    states = [column.key for column in listing.columns].index("state")
    assert {row.cells[states] for row in listing.rows(listing.ids(query), query)} == {
        each.label for each in ReviewState
    }


def test_results_of_reviews_stand_in_every_state_and_one_is_overdue(shown: Database) -> None:
    figures = ResultListing.over(shown).figures(ListQuery(DAY))
    assert set(figures.counts) == set(ResultState)
    assert (figures.overdue, len(figures.rate.due)) == (1, 6)


def test_findings_are_of_our_own_office_and_of_others_and_handlers_spoke(shown: Database) -> None:
    with shown.read() as session:
        problems = select(ReviewFinding.is_own).where(ReviewFinding.verdict != FindingVerdict.NONE)
        own = Counter(session.scalars(problems))
        outcomes = set(session.scalars(select(FindingObjection.outcome)))
        grades = session.scalars(select(CaseGrade)).all()
        reports = set(session.scalars(select(ReviewReport.kind)))
    assert own[True] > own[False] > 0
    assert outcomes >= {
        FindingObjectionOutcome.PENDING,
        FindingObjectionOutcome.KEPT,
        FindingObjectionOutcome.WITHDRAWN,
    }
    assert {grade.grade_set for grade in grades if grade.decided_on} == {"2018", "2026"}
    assert [grade for grade in grades if grade.decided_on is None] != []
    assert reports == set(ReviewReportKind)


def test_nobody_reviews_a_case_he_handled(shown: Database) -> None:
    with shown.read() as session:
        looked_at = select(ReverseReview.handler, OriginalCase.handlers).join(
            ReviewedCase, ReviewedCase.review_id == ReverseReview.id
        )
        pairs = session.execute(looked_at.join(OriginalCase, OriginalCase.id == ReviewedCase.case_id)).all()
    assert [pair for pair in pairs if pair[0] in (pair[1] or "").splitlines()] == []


def test_clues_stand_in_every_stage_from_finding_to_closing(shown: Database) -> None:
    funnel = BusinessCharts(shown, FixedClock(NOON)).funnel(Months("2025-12", "2026-11"))
    counts = [each.n for each in funnel.stages]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[1] > counts[2]
    assert counts[-1] > 0
    assert funnel.undated == 0

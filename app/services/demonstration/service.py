"""Makes a demonstration store: whole or not at all, the same for the same seed and day."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from app.models.actor import Actor
from app.models.database import Database, Unit
from app.models.deadline import Deadline
from app.models.matter import Matter
from app.models.office import Department, Organisation, Person
from app.models.original_case import OriginalCase, TriggerHit
from app.models.suggestion import RectificationRecord, Reply, ServiceRecord, Suggestion
from app.models.terms import Receipt, RecordType, SuggestionKind
from app.services.clues.sources import SourceRegister
from app.services.deadlines.computation import FIRST_YEAR, LAST_YEAR
from app.services.deadlines.service import Deadlines
from app.services.demonstration.batches import Batch, Batches, Making, Size
from app.services.demonstration.cases import CaseMaking, hits_in, number_of_cases
from app.services.demonstration.chance import Chance, Days
from app.services.demonstration.clues import ClueMaking
from app.services.demonstration.course import Courses
from app.services.demonstration.figure_looks import raise_warnings
from app.services.demonstration.figure_words import read_figure_plan
from app.services.demonstration.figures import FigureMaking, insert_figures
from app.services.demonstration.intentions import DEMONSTRATE
from app.services.demonstration.matters import MatterMaking
from app.services.demonstration.review_grades import Grading
from app.services.demonstration.review_reports import add_reports, reports_over
from app.services.demonstration.review_results import Following
from app.services.demonstration.reviews import Begun, ReviewMaking
from app.services.demonstration.vocabulary import Vocabulary, read_vocabulary
from app.services.docket.kept_rules import keep_named
from app.services.docket.starting import Starter
from app.services.foundation.clock import Clock, FixedClock
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import performs
from app.services.foundation.numbering import entry_numbers
from app.services.foundation.progress import Progress, Unwatched
from app.services.foundation.resources import Resources
from app.services.importing.cases import HitsOf
from app.services.matter_types.keeping import keep_named as keep_types
from app.services.matter_types.library import TypeLibrary
from app.services.office.offices import initials_of
from app.services.review_grades.kept_sets import KeptSets
from app.services.review_results.kinds import ResultKinds
from app.services.review_triggers.library import TriggerLibrary
from app.services.review_triggers.matching import hits_of
from app.services.store.opening import NewStore, StoreExists, create_store
from app.services.store.places import unused
from app.services.suggestions.due import ReplyDues, Running

MOST = 1_000_000
_ACTOR = Actor("演示数据")
_CHINA = timezone(timedelta(hours=8))
_AT_ONCE = 2_000  # matters in one transaction; the audit rows of a transaction are kept in memory until its end
_FEWEST_MONTHS, _MOST_MONTHS = 26, 90
_FIRST_YEAR = FIRST_YEAR + _MOST_MONTHS // 12 + 1  # of the days that can be asked for, since a store reaches back
_MATTERS_A_MONTH = 2_000  # a larger store reaches further back, by a month for as many matters
_FEWEST_WITH_FIGURES = 100  # matters; fewer are tried out in an instant, and are no two years of an office
_UNWATCHED = Unwatched()


class Demonstration:
    """Makes demonstration stores."""

    def __init__(self, resources: Resources, clock: Clock) -> None:
        """``clock`` gives the day where none is asked for."""
        self._resources, self._clock = resources, clock

    @performs(DEMONSTRATE)
    def make(
        self,
        path: Path,
        *,
        matters: int = 200,
        letters: int | None = None,
        seed: int = 1,
        today: date | None = None,
        progress: Progress = _UNWATCHED,
    ) -> None:
        """Make the store as it would stand on ``today``; ``letters`` are 60 % of the matters where not given.

        ``progress`` counts matters. Raises DomainError, StoreExists, StoreUnusable; what was begun is taken away.
        """
        size = _size(matters, letters)
        if path.exists():
            raise StoreExists(f"{path} 已经存在，不会覆盖。请换一个文件名，或直接打开它。")
        day = today or self._clock.today()
        _refuse_far(day)
        # The first moment of the day: what is opened the same morning must not have been done in the future.
        clock = FixedClock(datetime(day.year, day.month, day.day, tzinfo=_CHINA))
        vocabulary = read_vocabulary(self._resources.samples / "demonstration.toml")
        growing = unused(path.with_name(f".{path.name}.demo"))
        try:
            database = create_store(growing, NewStore(vocabulary.office, vocabulary.short, True), _ACTOR, clock)
            try:
                self._fill(database, clock, vocabulary, size, seed, progress)
            finally:
                database.close()  # folds the WAL into the file, which can then be renamed
            growing.rename(path)
        finally:
            for left in (growing, *(growing.with_name(growing.name + end) for end in ("-wal", "-shm"))):
                left.unlink(missing_ok=True)

    def _fill(
        self,
        database: Database,
        clock: FixedClock,
        vocabulary: Vocabulary,
        size: Size,
        seed: int,
        progress: Progress,
    ) -> None:
        with database.write(_ACTOR, DEMONSTRATE, clock.now()) as unit:
            organisations = _register(unit, vocabulary)
        batches = Batches(self._making(vocabulary, size, seed, clock), size, organisations, clock.today())
        library, types, done = Deadlines(self._resources).library, TypeLibrary(self._resources.matter_types), 0
        for batch in batches.each(_AT_ONCE):
            progress.report(done, size.matters)
            with database.write(_ACTOR, DEMONSTRATE, clock.now()) as unit:
                _insert(unit, batch)
                keep_named(unit, {row["rule_digest"] for row in batch.deadlines}, library)
                keep_types(unit, {row["type_digest"] for row in batch.matters}, types)
            done += len(batch.matters)
        self._add_cases(database, clock, vocabulary, (size, seed), organisations)
        progress.report(done, size.matters)

    def _add_cases(
        self,
        database: Database,
        clock: FixedClock,
        vocabulary: Vocabulary,
        asked: tuple[Size, int],
        organisations: dict[str, int],
    ) -> None:
        """Original cases with the triggers they meet; chance of their own, so that the others stay as they were."""
        (size, seed), today = asked, clock.today()
        days = Days(Deadlines(self._resources).calendar, _first_day(size, today), today)
        cases = CaseMaking(vocabulary, Chance(seed), days, organisations).rows(number_of_cases(size.matters), today)
        with database.write(_ACTOR, DEMONSTRATE, clock.now()) as unit:
            numbers = entry_numbers(unit, RecordType.ORIGINAL_CASE, today.year, len(cases))
            rows = [{**case, "entry_number": number} for case, number in zip(cases, numbers, strict=True)]
            unit.insert_many(OriginalCase, rows)
            unit.insert_many(TriggerHit, hits_in(cases, self._hits_of(today)))
        with database.write(_ACTOR, DEMONSTRATE, clock.now()) as unit:
            reviews = list(self._reviews(unit, days, today))
        add_reports(reports_over(database, clock, self._resources), _ACTOR, reviews, today)
        if size.matters < _FEWEST_WITH_FIGURES:
            return
        self._add_figures(database, clock, seed)
        with database.write(_ACTOR, DEMONSTRATE, clock.now()) as unit:
            sources = SourceRegister(self._resources.clues)
            ClueMaking(vocabulary, Chance(seed), days, sources).add(unit, today)

    def _add_figures(self, database: Database, clock: FixedClock, seed: int) -> None:
        """As many for every size: base data of two years, and what they raise."""
        plan = read_figure_plan(self._resources.samples / "demonstration_figures.toml")
        making = FigureMaking(plan, Chance(seed), clock.today())
        with database.write(_ACTOR, DEMONSTRATE, clock.now()) as unit:
            insert_figures(unit, making, plan)
            raise_warnings(unit, self._resources, clock, making, plan)

    def _reviews(self, unit: Unit, days: Days, today: date) -> Iterator[Begun]:
        """Reviews of those cases with what came of them."""
        resources = self._resources
        powers = {power.act: power for power in TypeLibrary(resources.matter_types).powers(today)}
        grading = Grading(unit, KeptSets(resources.reverse_reviews).shipped)
        following = Following(unit, Deadlines(resources).calendar, ResultKinds(resources.reverse_reviews), powers)
        for begun in ReviewMaking(unit, resources, days.before, today).each():
            following.add(begun)
            grading.add(begun)
            yield begun

    def _hits_of(self, today: date) -> HitsOf:
        calendar = Deadlines(self._resources).calendar
        library = TriggerLibrary(self._resources.reverse_reviews, lambda: (), lambda: calendar)
        return partial(hits_of, triggers=library.in_force(today), today=today)

    def _making(self, vocabulary: Vocabulary, size: Size, seed: int, clock: FixedClock) -> Making:
        today, deadlines = clock.today(), Deadlines(self._resources)
        dues = ReplyDues(deadlines)
        chance = Chance(seed)
        days = Days(deadlines.calendar, _first_day(size, today), today)
        return Making(
            vocabulary=vocabulary,
            chance=chance,
            days=days,
            matters=MatterMaking(vocabulary, chance, days, deadlines, today),
            courses=Courses(chance, days, dues, today),
            nothing_due=dues.due(Running(SuggestionKind.OTHER, None, None, Receipt.AWAITED, None)),
            starter=Starter(deadlines, self._resources, clock),
        )


def _size(matters: int, letters: int | None) -> Size:
    if not 1 <= matters <= MOST:
        raise DomainError(f"演示台账的监督事项数量应在 1 到 {MOST} 之间，而不是 {matters}。")
    wanted = round(matters * 0.6) if letters is None else letters
    if not 0 <= wanted <= MOST:
        raise DomainError(f"演示台账的检察建议数量应在 0 到 {MOST} 之间，而不是 {wanted}。")
    return Size(matters, wanted)


def _refuse_far(day: date) -> None:
    if not _FIRST_YEAR <= day.year < LAST_YEAR:
        raise DomainError(f"演示日期 {day} 超出可以演示的年份（{_FIRST_YEAR}—{LAST_YEAR - 1}）。请换一个日期。")


def _first_day(size: Size, today: date) -> date:
    months = min(_FEWEST_MONTHS + size.matters // _MATTERS_A_MONTH, _MOST_MONTHS)
    return today - timedelta(days=round(months * 30.44))


def _register(unit: Unit, vocabulary: Vocabulary) -> dict[str, int]:
    """Departments, people and outside organisations; gives the organisations' ids by name."""
    unit.insert_many(
        Department, [{"id": place, "name": each.name} for place, each in enumerate(vocabulary.departments, 1)]
    )
    people = [
        (name, post, department)
        for department, each in enumerate(vocabulary.departments, 1)
        for name, post in each.people
    ]
    unit.insert_many(
        Person,
        [
            {"id": place, "name": name, "post": post, "department_id": department}
            for place, (name, post, department) in enumerate(people, 1)
        ],
    )
    organisations = {name: place for place, (name, _) in enumerate(vocabulary.organisations, 1)}
    unit.insert_many(
        Organisation,
        [
            {"id": organisations[name], "name": name, "level": level, "initials": initials_of(name)}
            for name, level in vocabulary.organisations
        ],
    )
    return organisations


def _insert(unit: Unit, batch: Batch) -> None:
    _number(unit, RecordType.MATTER, batch.matters, batch)
    _number(unit, RecordType.SUGGESTION, batch.suggestions, batch)
    unit.insert_many(Matter, batch.matters)
    unit.insert_many(Suggestion, batch.suggestions)
    unit.insert_many(ServiceRecord, batch.services)
    unit.insert_many(Reply, batch.replies)
    unit.insert_many(RectificationRecord, batch.looks)
    unit.insert_many(Deadline, batch.deadlines)


def _number(unit: Unit, record_type: RecordType, rows: list[dict[str, Any]], batch: Batch) -> None:
    """Entry numbers by the year in which each record was begun; the rows stand in the order of time."""
    place = 0
    for year, same in groupby(batch.begun_in[record_type]):
        for number in entry_numbers(unit, record_type, year, len(list(same))):
            rows[place]["entry_number"] = number
            place += 1

"""A demonstration in slices of time: the rows of all tables for some hundred matters and their letters."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.models.terms import RecordType, SuggestionKind
from app.services.demonstration import letters
from app.services.demonstration.chance import Chance, Days
from app.services.demonstration.course import Course, Courses
from app.services.demonstration.matters import MadeMatter, MatterMaking, since
from app.services.demonstration.vocabulary import LetterWords, Vocabulary
from app.services.demonstration.wishes import wishes_by_matter
from app.services.docket.projecting import columns_of
from app.services.docket.starting import Starter
from app.services.importing.identity import letter_identity
from app.services.matter_types.keeping import digest_of
from app.services.suggestions.due import ReplyDue

Values = dict[str, Any]
_CODES = {SuggestionKind.RETRIAL: "民监", SuggestionKind.PUBLIC_INTEREST: "行公建"}  # 类别代字; the others 建
_ORDINARY_CODE = "建"
_RECOGNISED_BY = ("office_name", "number", "addressee", "issued_on", "kind", "kind_as_written", "problem")
_UNMATCHED = 0.06  # letters that stand without a matter


@dataclass
class Batch:
    """Rows with ids, ready to be inserted once ``entry_number`` is filled in from ``begun_in`` (their years)."""

    matters: list[Values] = field(default_factory=list)
    suggestions: list[Values] = field(default_factory=list)
    services: list[Values] = field(default_factory=list)
    replies: list[Values] = field(default_factory=list)
    looks: list[Values] = field(default_factory=list)
    deadlines: list[Values] = field(default_factory=list)
    begun_in: dict[RecordType, list[int]] = field(default_factory=lambda: {key: [] for key in RecordType})


@dataclass(frozen=True)
class Size:
    """How much is made."""

    matters: int
    letters: int

    def letters_of(self, matter: int) -> int:
        """How many letters the matter of that index has; spread evenly."""
        return (matter + 1) * self.letters // self.matters - matter * self.letters // self.matters


@dataclass(frozen=True)
class Planned:
    """A letter before it has an id: its matter, what it says, how far it came, to whom it goes."""

    made: MadeMatter
    words: LetterWords
    course: Course
    matter_id: int
    unit: str


@dataclass(frozen=True)
class Making:
    """Everything that invents."""

    vocabulary: Vocabulary
    chance: Chance
    days: Days
    matters: MatterMaking
    courses: Courses
    nothing_due: ReplyDue
    starter: Starter


class Batches:
    """Makes the batches one after another; numbers and ids run on from one to the next."""

    def __init__(self, making: Making, size: Size, organisations: dict[str, int], today: date) -> None:
        """``organisations`` gives the id behind a unit's name."""
        self._making, self._size, self._organisations, self._today = making, size, organisations, today
        self._levels = dict(making.vocabulary.organisations)
        self._wishes = wishes_by_matter(
            today, self._accepted_on, size.matters, lambda matter: size.letters_of(matter) > 0
        )
        self._ids: Counter[str] = Counter()
        self._numbers: Counter[str] = Counter()

    def each(self, at_once: int) -> Iterator[Batch]:
        """All batches of ``at_once`` matters."""
        for start in range(0, self._size.matters, at_once):
            batch = Batch()
            planned: list[Planned] = []
            for index in range(start, min(start + at_once, self._size.matters)):
                planned += self._add_matter(batch, index)
            for each in sorted(planned, key=lambda one: one.course.begun_on):
                self._add_letter(batch, each)
            for values in sorted(batch.suggestions, key=lambda one: str(one["issued_on"] or "")):
                self._number(values)
            yield batch

    def _accepted_on(self, index: int) -> date:
        return self._making.days.place(index, self._size.matters)

    def _add_matter(self, batch: Batch, index: int) -> list[Planned]:
        making, count = self._making, self._size.letters_of(index)
        made = making.matters.begin(self._accepted_on(index), count > 0)
        words = made.topic.letter
        courses = [self._course(made, words, index, place) for place in range(count)] if words else []
        values = making.matters.values(made, courses[0] if courses else None)
        key = self._next("matter")
        begun_with = making.starter.type_of(values["kind"], values["accepted_on"])
        values["type_code"] = begun_with.code if begun_with else None
        values["type_digest"] = digest_of(begun_with) if begun_with else None
        values["entered_stage"] = values["stage"]  # what lies before was done before the store
        values["stage_since"] = since(values)
        values |= {"id": key, "organisation_id": self._organisations[made.unit]}
        values["number"] = f"99{made.accepted_on.year}{key:08d}"
        batch.matters.append(values)
        batch.begun_in[RecordType.MATTER].append(made.accepted_on.year)
        own = making.matters.deadline(made, values)
        periods = ([own] if own else []) + [
            each
            for each in making.starter.running_rows(RecordType.MATTER, values)
            if own is None or each["rule_code"] != own["rule_code"]
        ]
        values |= columns_of(periods)
        for period in periods:
            self._append(batch.deadlines, "deadline", period, record_id=key)
        others = [unit for unit, _ in made.topic.units if unit != made.unit] or [made.unit]
        units = [made.unit if place == 0 else making.chance.one(others) for place in range(count)]
        return [Planned(made, words, course, key, unit) for course, unit in zip(courses, units, strict=False) if words]

    def _course(self, made: MadeMatter, words: LetterWords, index: int, place: int) -> Course:
        making = self._making
        wish = self._wishes.get(index) if place == 0 else None
        if wish is None:
            begun = making.days.after(made.accepted_on, making.chance.number(3, 25))
        else:
            begun = making.days.before(self._today - timedelta(days=wish.days_ago))
        return making.courses.run(words.kind, words.reply_period, min(begun, making.days.all[-1]), wish)

    def _add_letter(self, batch: Batch, planned: Planned) -> None:
        making, made, course, unit = self._making, planned.made, planned.course, planned.unit
        key = self._next("suggestion")
        values = {
            **letters.words_of(made, planned.words, unit, making.chance),
            **letters.course_values(made, planned.words, course, making.chance),
            **(course.due or making.nothing_due).columns,
            "id": key,
            "office_name": making.vocabulary.office,
            "addressee": unit,
            "addressee_level": self._levels[unit],
            "organisation_id": self._organisations[unit],
            "matter_id": None if making.chance.happens(_UNMATCHED) else planned.matter_id,
            "system_case_number": f"99{course.begun_on.year}{key:08d}",
        }
        batch.suggestions.append(values)
        batch.begun_in[RecordType.SUGGESTION].append(course.begun_on.year)
        summary = making.chance.one(planned.words.answers).format_map(made.slots)
        self._add_children(batch, values, course, summary)

    def _add_children(self, batch: Batch, values: Values, course: Course, summary: str) -> None:
        key, replied = values["id"], course.replied_on
        values["reply_number"] = f"青函〔{replied.text[:4]}〕{key % 90 + 1}号" if replied else None
        service = letters.service_row(course, values)
        reply = letters.reply_row(course, summary, values["reply_number"])
        self._append(batch.services, "service", service, suggestion_id=key)
        self._append(batch.replies, "reply", reply, suggestion_id=key)
        for look in letters.look_rows(course, values):
            self._append(batch.looks, "look", look, suggestion_id=key)
        self._append(batch.deadlines, "deadline", letters.deadline_row(course), record_id=key)
        for period in self._making.starter.running_rows(RecordType.SUGGESTION, values):
            self._append(batch.deadlines, "deadline", period, record_id=key)

    def _append(self, rows: list[Values], sort: str, values: Values | None, **owner: int) -> None:
        if values is not None:
            rows.append({**values, "id": self._next(sort), **owner})

    def _next(self, sort: str) -> int:
        self._ids[sort] += 1
        return self._ids[sort]

    def _number(self, values: Values) -> None:
        """文号 in the order of issue, by 代字 and year; only with it is known what a letter is recognised by."""
        issued, closed = values["issued_on"], values["closed_on"]
        values["number"] = None
        if issued is not None:
            code = _CODES.get(values["kind"], _ORDINARY_CODE)
            series = f"{self._making.vocabulary.short}{code}〔{issued.text[:4]}〕"
            self._numbers[series] += 1
            values["number"] = f"{series}{self._numbers[series]}号"
        values["archive_number"] = f"青检档{closed.text[:4]}-{values['id']:06d}" if closed else None
        values["identity"] = letter_identity(*(values[name] for name in _RECOGNISED_BY))

"""The stories of reverse reviews of the demonstration, read from resources/samples/demonstration_reviews.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.models.dates import PartialDate
from app.models.review_terms import ReviewKind, TriggerList
from app.models.terms import Term

Said = Mapping[str, Any]


@dataclass(frozen=True)
class ReviewStory:
    """One review: ``said`` holds its texts and days, the rest the rows that hang on it, each as the file says it.

    Days are counted from the day the review was begun, ``ago`` days before the day of the store.
    """

    kind: ReviewKind
    trigger_list: TriggerList
    cases: tuple[int, ...]
    ago: int
    said: Said
    findings: tuple[Said, ...]
    results: tuple[Said, ...]
    grades: tuple[Said, ...]
    objections: tuple[Said, ...]

    @property
    def is_of_petitions(self) -> bool:
        """It is about the petitions of the year before rather than about named cases."""
        return bool(self.said.get("of_petitions"))


@dataclass(frozen=True)
class ExcuseStory:
    """A case that met triggers and is not reviewed, with the reason."""

    case: int
    reason: str
    by: str
    ago: int


@dataclass(frozen=True)
class Calendar:
    """The days of one story: counted from its beginning, and only those that have come."""

    begun: date
    today: date

    def on(self, said: Said, key: str) -> PartialDate | None:
        """The day of a step; None where the story does not have it or it lies ahead."""
        day = self.ahead(said, key)
        return PartialDate.of(day) if day is not None and day <= self.today else None

    def ahead(self, said: Said, key: str) -> date | None:
        """The same, also where it lies ahead: a day something is due."""
        return self.begun + timedelta(days=said[key]) if key in said else None


def read_stories(path: Path) -> tuple[tuple[ReviewStory, ...], tuple[ExcuseStory, ...]]:
    """Read the shipped file; its mistakes are faults of the program (KeyError, TypeError, ValueError)."""
    with path.open("rb") as file:
        said = tomllib.load(file)
    return tuple(map(_story, said["review"])), tuple(ExcuseStory(**each) for each in said["excused"])


def labelled(term: type[Term], label: str) -> Any:
    """The member of a vocabulary by its Chinese name; raises ValueError."""
    found = term.labelled(label)
    if not isinstance(found, term):
        raise ValueError(f"a review of the demonstration says {label}, which is no {term.__name__}")
    return found


def _story(said: dict[str, Any]) -> ReviewStory:
    return ReviewStory(
        kind=labelled(ReviewKind, said["kind"]),
        trigger_list=labelled(TriggerList, said["list"]),
        cases=tuple(said.get("cases", ())),
        ago=said["ago"],
        said=said,
        findings=tuple(said.get("finding", ())),
        results=tuple(said.get("result", ())),
        grades=tuple(said.get("grade", ())),
        objections=tuple(said.get("objection", ())),
    )

"""The words of the demonstration, read from resources/samples/demonstration.toml: offices, people, topics."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.models.terms import SuggestionKind

Outside = tuple[str, str]  # an organisation and its level
ORDINARY_PERIOD = "两个月"  # 检察建议工作规定 (2019) art. 19


@dataclass(frozen=True)
class LetterWords:
    """What a letter on a topic says; texts hold {slots}. ``kind_as_written`` only where the product knows no kind."""

    kind: SuggestionKind
    case_source: str
    facts: str
    problem: str
    proposals: tuple[str, ...]
    basis: str
    answers: tuple[str, ...]
    notes: tuple[str, ...]
    reply_period: str = ORDINARY_PERIOD
    kind_as_written: str | None = None


@dataclass(frozen=True)
class Topic:
    """One sort of matter, with the letter it leads to, or the other instrument and how that is answered."""

    weight: int
    matter_kind: str
    department: str
    sources: tuple[str, ...]
    units: tuple[Outside, ...]
    subject: str
    rule: str | None = None  # the period in which the office must finish, where a rule sets one
    instrument: str = "检察建议书"
    answers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    letter: LetterWords | None = None


@dataclass(frozen=True)
class CaseWords:
    """One sort of original case: ``results`` by column of the case table."""

    weight: int
    kind: str
    cause: str
    department: str
    results: Mapping[str, str]
    petition_kind: str = ""
    petition_result: str = ""
    petition_times: int = 0
    assigned_by: str = ""


@dataclass(frozen=True)
class Department:
    """A department and its people, each with the post."""

    name: str
    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Vocabulary:
    """Everything the file says. ``words`` are the choices for the slots."""

    office: str
    short: str
    departments: tuple[Department, ...]
    organisations: tuple[Outside, ...]
    topics: tuple[Topic, ...]
    words: Mapping[str, tuple[str, ...]]
    cases: tuple[CaseWords, ...] = ()


def read_vocabulary(path: Path) -> Vocabulary:
    """Read the shipped file; its mistakes are faults of the program (KeyError, TypeError, ValueError)."""
    with path.open("rb") as file:
        said = tomllib.load(file)
    groups: dict[str, tuple[Outside, ...]] = {
        name: tuple((unit, level) for unit, level in units) for name, units in said["groups"].items()
    }
    departments = (
        Department(each["name"], tuple((person, post) for person, post in each["people"]))
        for each in said["department"]
    )
    return Vocabulary(
        office=said["office"]["name"],
        short=said["office"]["short"],
        departments=tuple(departments),
        organisations=tuple(dict.fromkeys(unit for units in groups.values() for unit in units)),
        topics=tuple(_topic(each, groups) for each in said["topic"]),
        words={name: tuple(words) for name, words in said["words"].items()},
        cases=tuple(CaseWords(**each) for each in said["case"]),
    )


def _topic(said: dict[str, Any], groups: Mapping[str, tuple[Outside, ...]]) -> Topic:
    letter = said.pop("letter", None)
    units = tuple(unit for name in said.pop("groups") for unit in groups[name])
    return Topic(units=units, letter=_letter(letter) if letter else None, **_tuples(said))


def _letter(said: dict[str, Any]) -> LetterWords:
    kind = SuggestionKind.labelled(said.pop("kind"))
    if not isinstance(kind, SuggestionKind):
        raise ValueError("a letter of the demonstration has an unknown kind")
    return LetterWords(kind=kind, **_tuples(said))


def _tuples(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}

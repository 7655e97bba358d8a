"""How the base data of the demonstration come about, read from resources/samples/demonstration_figures.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.services.indicators.expressions import Expression, parsed

MONTHS = 24  # where a group does not say how far it reaches back


@dataclass(frozen=True)
class Recipe:
    """One item: drawn between two numbers, in per cent of others, or what follows from others.

    A name that begins with _ is only reckoned with.
    """

    name: str
    level: tuple[int, int] | None
    of: Expression | None
    share: tuple[int, int]
    equals: Expression | None
    before: str
    start: int
    year_ago: str


@dataclass(frozen=True)
class Group:
    """Items that are given together, by each of some departments or for the whole office; the last months of all."""

    departments: tuple[str, ...]
    months: int
    recipes: tuple[Recipe, ...]


@dataclass(frozen=True)
class Slip:
    """A count that is wrong, or looks so, on purpose; ``checked`` and ``conclusion`` where somebody looked at it."""

    item: str
    ago: int  # months before the last one
    count: int
    note: str = ""
    checked: str = ""
    conclusion: str = ""


@dataclass(frozen=True)
class FigurePlan:
    """All of it."""

    groups: tuple[Group, ...]
    slips: tuple[Slip, ...]


def read_figure_plan(path: Path) -> FigurePlan:
    """Read the shipped file; its mistakes are faults of the program (KeyError, TypeError, DomainError)."""
    with path.open("rb") as file:
        said = tomllib.load(file)
    return FigurePlan(tuple(_group(each) for each in said["group"]), tuple(Slip(**each) for each in said["slip"]))


def _group(said: Mapping[str, Any]) -> Group:
    names = said.get("names", [""])
    recipes = tuple(_recipe(each, name) for name in names for each in said["item"])
    return Group(tuple(said.get("departments", [""])), said.get("months", MONTHS), recipes)


def _recipe(said: Mapping[str, Any], name: str) -> Recipe:
    texts = {key: str(said.get(key, "")).replace("{}", name) for key in ("name", "of", "is", "before", "year_ago")}
    level = said.get("level")
    return Recipe(
        name=texts["name"],
        level=(level[0], level[1]) if level else None,
        of=parsed(texts["of"]) if texts["of"] else None,
        share=tuple(said.get("share", (100, 100))),
        equals=parsed(texts["is"]) if texts["is"] else None,
        before=texts["before"],
        start=said.get("start", 0),
        year_ago=texts["year_ago"],
    )

"""What the writing of base data leads to elsewhere, in the same transaction."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from app.models.database import Unit


class Touched(NamedTuple):
    """A count that was written, changed or taken away: whose, of what, in which months."""

    unit: str
    department: str
    item: str
    first: str
    last: str


Follow = Callable[[Unit, Iterable[Touched]], None]
FollowDefinitions = Callable[[Unit], None]  # a rule, an indicator or what a sum is made of was changed


def nothing_follows(_unit: Unit, _touched: Iterable[Touched]) -> None:
    """For a store where nobody looks at what was written."""


def no_definition_follows(_unit: Unit) -> None:
    """The same for definitions."""

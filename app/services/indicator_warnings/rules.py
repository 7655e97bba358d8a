"""Broken rules between figures, as whoever keeps the rules tells of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from sqlalchemy.orm import Session


class BrokenRule(Protocol):
    """One rule that does not hold for a unit (or one of its departments) in a month."""

    @property
    def code(self) -> str:
        """The rule."""

    @property
    def unit(self) -> str:
        """Whose figures."""

    @property
    def department(self) -> str:
        """Empty for the whole unit."""

    @property
    def month(self) -> str:
        """2026-10."""

    @property
    def sentence(self) -> str:
        """What is wrong, with both sides as they are, and what to do."""


BrokenIn = Callable[[Session, str, Sequence[str]], Iterable[BrokenRule]]  # of a unit and some months, in a transaction
RuleNames = Callable[[], Mapping[str, str]]  # by code, in the order of the rules


def no_rules(_session: Session, _unit: str, _months: Sequence[str]) -> Iterable[BrokenRule]:
    """Where nobody keeps rules."""
    return ()


def no_names() -> Mapping[str, str]:
    """Where nobody keeps rules."""
    return {}

"""What the checks before issue give and take. Imports nothing heavy."""

import enum
from dataclasses import dataclass

from app.models.letter_terms import CheckMoment
from app.models.terms import Term


class CheckLamp(Term):
    """Red stops; amber asks for a reason that is kept."""

    RED = ("red", "必须改正")
    AMBER = ("amber", "须说明理由")


class Where(enum.Enum):
    """Where what was found is put right."""

    DRAFT = "draft"  # the form of the letter, at ``field``
    ITEMS = "items"  # the suggestions one by one
    PAPER = "paper"  # what is typed on the paper only, at ``field``
    COPIES = "copies"
    OPINIONS = "opinions"
    OTHER = "other"  # another letter


@dataclass(frozen=True)
class Finding:
    """One thing found. ``key`` stays the same while the same thing is found; ``other_id`` is the other letter."""

    key: str
    code: str
    name: str
    lamp: CheckLamp
    sentence: str
    basis: str
    certainty: str
    where: Where
    field: str = ""
    place: int = 0  # of an item
    other_id: int = 0


@dataclass(frozen=True)
class Look:
    """What was found now, and what had been given as reasons for the same things before, by key."""

    letter_id: int
    moment: CheckMoment
    findings: tuple[Finding, ...]
    digest: str
    earlier: tuple[tuple[str, str], ...] = ()

    @property
    def reds(self) -> tuple[Finding, ...]:
        """What stops."""
        return tuple(each for each in self.findings if each.lamp is CheckLamp.RED)

    @property
    def ambers(self) -> tuple[Finding, ...]:
        """What asks for a reason."""
        return tuple(each for each in self.findings if each.lamp is CheckLamp.AMBER)


@dataclass(frozen=True)
class KeptFinding:
    """What a kept check let stand, and why."""

    key: str
    name: str
    sentence: str
    reason: str


@dataclass(frozen=True)
class CheckStanding:
    """The newest check at a moment; ``is_current`` while the letter still says what was checked."""

    moment: CheckMoment
    checked_at: str
    checked_by: str
    is_current: bool
    kept: tuple[KeptFinding, ...]

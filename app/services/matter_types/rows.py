"""What the matter types are handed over as, and what an administrator types. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date

from app.models.case_terms import MatterExit
from app.models.terms import Certainty, Stage
from app.services.matter_types.card_columns import CARD_COLUMNS, CardColumn
from app.services.matter_types.model import MatterType, Power, StageRule, TypeDeadline
from app.services.own_templates.rows import OfferedFact


@dataclass(frozen=True)
class TypeRow:
    """A type as it is today. ``problem`` says why nothing can begin with it; ``running`` matters are not closed."""

    code: str
    name: str
    family: str
    version: str
    running: int
    problem: str = ""

    @property
    def is_own(self) -> bool:
        """The office's version counts."""
        return self.version.startswith("本院")


@dataclass(frozen=True)
class OwnTypeRow:
    """A version the office adopted."""

    id: int
    code: str
    name: str
    valid_from: date
    reason: str
    is_withdrawn: bool
    is_in_force: bool  # today


@dataclass(frozen=True)
class TypeDraft:
    """A version of a type before it is adopted."""

    code: str
    name: str
    family: str
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    basis: str
    certainty: Certainty
    valid_from: date | None
    stages: tuple[StageRule, ...]
    deadlines: tuple[TypeDeadline, ...]
    exits: tuple[MatterExit, ...]
    grounds: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Offer:
    """Something that may be chosen: a document, an act, a rule."""

    code: str
    name: str


@dataclass(frozen=True)
class TypeFrame:
    """What a version of a type may be made of."""

    code: str
    name: str
    standard: MatterType | None
    papers: tuple[Offer, ...]
    acts: tuple[Offer, ...]
    rules: tuple[Offer, ...]
    columns: tuple[CardColumn, ...] = CARD_COLUMNS

    @property
    def facts(self) -> tuple[OfferedFact, ...]:
        """A type has no text that names facts; asked for where versions are compared."""
        return ()

    def paper_name(self, code: str) -> str:
        """What a document is called; the code itself where there is none."""
        return next((each.name for each in self.papers if each.code == code), code)

    def act_name(self, act: str) -> str:
        """What an act is called; the code itself where there is none."""
        return next((each.name for each in self.acts if each.code == act), act)

    def rule_name(self, code: str) -> str:
        """Code and name of a rule."""
        return next((f"{code} {each.name}" for each in self.rules if each.code == code), code)


@dataclass(frozen=True)
class TypeFlaw:
    """What keeps a draft from being adopted: the field of the draft, its stage, and its place in the stage's list."""

    field: str
    sentence: str
    stage: Stage | None = None
    place: int | None = None


@dataclass(frozen=True)
class TypeDryRun:
    """What adopting a version leaves as it is: running matters by the version they keep."""

    valid_from: date
    running: int
    by_version: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class PowerRow:
    """One line of the list of powers; ``own_id`` where the office wrote it, ``standard`` what is shipped."""

    power: Power
    own_id: int | None = None
    reason: str = ""
    is_withdrawn: bool = False
    is_in_force: bool = True  # today
    standard: Power | None = None


@dataclass(frozen=True)
class PowerDraft:
    """What an administrator writes of an act; a new act has no code yet."""

    act: str
    name: str
    proposes: str
    reviews: str
    decides: str
    basis: str
    certainty: Certainty
    valid_from: date | None
    valid_to: date | None = None
    note: str = ""

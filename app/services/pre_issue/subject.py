"""Everything the checks look at, read once: the letter, its items, opinions and copies, and its like."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.models.dates import PartialDate
from app.models.letter_terms import AddresseeRelation, CopyUse, LetterOpinionKind
from app.models.terms import SuggestionKind
from app.services.deadlines.periods import Period
from app.services.suggestion_items.rows import ItemRow

TITLES = {
    "addressee": "被建议单位",
    "case_source": "案件来源",
    "facts": "查明的事实",
    "problem": "主要问题",
    "proposal": "建议内容",
    "basis": "法律依据",
    "objection_period": "异议期限",
    "reply_period": "回复期限",
    "other_matters": "其他事项",
    "copies_to": "抄送",
}


@dataclass(frozen=True)
class Other:
    """Another letter to the same addressee; ``on`` is its day of issue, None for a draft."""

    id: int
    name: str
    problem: str
    on: PartialDate | None
    is_open: bool


@dataclass(frozen=True)
class RulePeriod:
    """The reply period the rules give a letter of this kind."""

    period: Period
    name: str
    basis: str


@dataclass(frozen=True)
class Subject:
    """One letter on one day. ``texts`` go by the record's names, ``typed`` by the paper's."""

    id: int
    kind: SuggestionKind
    path: str
    office: str
    texts: Mapping[str, str]
    level: str
    relation: AddresseeRelation | None
    is_government: bool
    today: date
    typed: Mapping[str, str] = field(default_factory=dict)
    items: tuple[ItemRow, ...] = ()
    is_split: bool = False
    agreed: frozenset[LetterOpinionKind] = frozenset()
    copies: Mapping[CopyUse, int] = field(default_factory=dict)
    others: tuple[Other, ...] = ()
    organisations: tuple[str, ...] = ()  # names in the register that end like the addressee's
    rule: RulePeriod | None = None
    unprintable: Mapping[str, str] = field(default_factory=dict)  # characters by record field, or the paper's fact
    lacking: tuple[tuple[str, str], ...] = ()  # (fact, label) the paper lacks
    template: str = ""

    @property
    def addressee(self) -> str:
        """To whom it goes, as written."""
        return self.texts.get("addressee", "")

    def says(self, name: str) -> str:
        """What the record, or else the paper, says under a name; without blanks around it."""
        return (self.texts.get(name) or self.typed.get(name) or "").strip()

"""What an office itself defines of items and indicators, as the library lays it over the standard. Nothing heavy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.models.indicator_terms import Basis


@dataclass(frozen=True)
class OwnItemText:
    """An item of the office; ``total`` is the sum it is, empty where it is typed."""

    name: str
    area: str
    unit: str
    total: str = ""


@dataclass(frozen=True)
class OwnIndicatorText:
    """An indicator of the office in the edition that counts."""

    code: str
    edition: int
    area: str
    name: str
    numerator: str
    denominator: str
    unit: str
    is_rate: bool
    basis: Basis
    source: str
    note: str
    first_month: str
    last_month: str


@dataclass(frozen=True)
class OwnDefinitions:
    """All of it. ``steps`` by (field, item); ``kinds`` by (structure, item): the part, or empty for none."""

    items: tuple[OwnItemText, ...] = ()
    indicators: tuple[OwnIndicatorText, ...] = ()
    steps: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    kinds: Mapping[tuple[str, str], str] = field(default_factory=dict)


Own = Callable[[], OwnDefinitions]
NOTHING_OWN = OwnDefinitions()

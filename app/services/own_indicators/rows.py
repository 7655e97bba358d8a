"""What the local library gives and takes. Imports nothing heavy."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from app.models.indicator_terms import Basis
from app.models.terms import Certainty
from app.services.foundation.shares import FEWEST_FOR_PERCENT, NOTHING


@dataclass(frozen=True)
class ItemDraft:
    """A local item as typed; ``total`` is a sum of items, empty where the item is typed month by month."""

    name: str
    area: str
    unit: str = "件"
    total: str = ""
    note: str = ""


@dataclass(frozen=True)
class OwnItemRow:
    """A local item; ``used_by`` are the items, indicators, ratios and structures that count it."""

    id: int
    version: int
    name: str
    area: str
    unit: str
    total: str
    note: str
    is_withdrawn: bool
    used_by: tuple[str, ...]
    figures: int  # base figures of it


@dataclass(frozen=True)
class IndicatorDraft:
    """A local indicator as typed; months are 2026-03, ``valid_to`` empty where it has no end."""

    code: str
    name: str
    area: str
    numerator: str
    denominator: str
    unit: str = "件"
    is_rate: bool = True
    basis: Basis = Basis.PERIOD
    source: str = ""  # 依据
    note: str = ""
    valid_from: str = ""
    valid_to: str = ""


class EditionState(Enum):
    """How far an edition has come."""

    DRAFT = "草稿"
    TRIED = "已试算"
    IN_FORCE = "施行中"
    REPLACED = "已被新版替代"
    WITHDRAWN = "已停用"


@dataclass(frozen=True)
class TrialLine:
    """One month of a test: numerator and denominator, the value, or why there is none."""

    month: str
    n: int | None
    d: int | None
    value: str  # 16.95; empty where there is none
    reason: str
    missing: tuple[str, ...]
    is_rate: bool = True

    @property
    def shown(self) -> str:
        """16.95%, 1/2 where there are few, — where there is none."""
        if not self.value:
            return NOTHING
        if self.is_rate and self.d is not None and self.d < FEWEST_FOR_PERCENT:
            return f"{self.n}/{self.d}"
        return f"{Decimal(self.value)}{'%' if self.is_rate else ''}"


@dataclass(frozen=True)
class Trial:
    """What a definition came to in past months; kept with the edition that was put in force after it."""

    unit: str
    first: str
    last: str
    lines: tuple[TrialLine, ...]
    tested_by: str = ""
    tested_on: str = ""

    @property
    def computed(self) -> int:
        """Of how many months there is a value."""
        return sum(bool(each.value) for each in self.lines)

    @property
    def missing(self) -> tuple[str, ...]:
        """The items that were missing in any month."""
        return tuple(dict.fromkeys(name for each in self.lines for name in each.missing))


@dataclass(frozen=True)
class IndicatorEdition:
    """One edition of a local indicator; it stays readable whatever becomes of it."""

    id: int
    version: int
    edition: int
    draft: IndicatorDraft
    state: EditionState
    trial: Trial | None
    effective_on: str
    reason: str
    withdrawn_on: str
    withdrawal: str

    @property
    def title(self) -> str:
        """BY01 第2版."""
        return f"{self.draft.code} 第{self.edition}版"


@dataclass(frozen=True)
class StepRow:
    """A step of an 案-件比: whether it counts, whether the office decided so, and why."""

    field: str
    item: str
    is_counted: bool
    shipped: bool | None  # None: the office added it
    certainty: Certainty | None
    note: str
    reason: str  # of the office's decision
    version: int | None
    decided: str  # by whom and when: 张某 2026-11-26; empty where the shipped line counts


@dataclass(frozen=True)
class RatioRow:
    """The 案-件比 of a field with its list of steps."""

    field: str
    indicator: str
    total: str
    cases: str
    steps: tuple[StepRow, ...]

    @property
    def counted(self) -> tuple[str, ...]:
        """The steps that count."""
        return tuple(each.item for each in self.steps if each.is_counted)


@dataclass(frozen=True)
class KindRow:
    """A kind of case and the part of a structure it goes into; ``part`` is empty where it is not counted."""

    structure: str
    item: str
    part: str
    part_name: str
    shipped: str | None  # the part as shipped; None: the office added the kind
    is_counted_by_store: bool
    certainty: Certainty | None
    reason: str
    version: int | None
    decided: str  # by whom and when, empty where the shipped line counts


@dataclass(frozen=True)
class StructureRow:
    """A 结构比 with its parts (code, name) and kinds."""

    code: str
    name: str
    parts: tuple[tuple[str, str], ...]
    kinds: tuple[KindRow, ...]


@dataclass(frozen=True)
class HistoricalSwitch:
    """Whether 观测·历史口径 is shown; who turned it on or off, when, and why."""

    is_on: bool = False
    by: str = ""
    at: str = ""
    reason: str = ""

    @property
    def told(self) -> str:
        """As the page says it."""
        if not self.at:
            return "历史口径（2024 年 10 月停止执行的指标）没有启用"
        return f"历史口径已由{self.by}于 {self.at[:10]} {'启用' if self.is_on else '停用'}（{self.reason}）"

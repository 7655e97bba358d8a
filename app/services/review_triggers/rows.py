"""What triggers give and take: hits, counts, drafts. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date

from app.models.dates import PartialDate
from app.models.review_terms import TriggerList
from app.models.terms import Certainty, Lamp, Term
from app.services.review_triggers.model import Condition


class HitStanding(Term):
    """What became of a hit, as one day knows it: whether its review has ended is read from the review."""

    OPEN = ("open", "待处理")
    UNDER_REVIEW = ("under_review", "审视中")
    REVIEWED = ("reviewed", "已审视")
    EXCUSED = ("excused", "说明理由不审视")
    VOID = ("void", "已不符合")


@dataclass(frozen=True)
class HitRow:
    """One trigger a case met; says nothing of who handled the case."""

    id: int
    version: int
    case_id: int
    entry_number: str
    case_name: str
    code: str
    name: str
    trigger_list: TriggerList
    form: str
    because: str
    met_on: date
    remind_on: date | None
    standing: HitStanding
    lamp: Lamp
    words: str
    review_id: int | None = None
    review_number: str = ""
    excused_on: PartialDate | None = None
    excused_by: str = ""
    reason: str = ""


@dataclass(frozen=True)
class HitCounts:
    """How many hits of a list stand where; ``met`` is every one that holds: n = open + under + reviewed + excused."""

    open: int = 0
    under_review: int = 0
    reviewed: int = 0
    excused: int = 0
    void: int = 0

    @property
    def met(self) -> int:
        """All that hold."""
        return self.open + self.under_review + self.reviewed + self.excused

    def of(self, standing: HitStanding) -> int:
        """How many stand there."""
        return int(getattr(self, str(standing.value)))


@dataclass(frozen=True)
class ReviewStart:
    """What is said when hits are taken up: who looks the case over, from when on."""

    handler: str
    started_on: PartialDate
    department: str = ""
    title: str = ""  # empty: made from the case
    remarks: str = ""


@dataclass(frozen=True)
class MissingHit:
    """A case that meets a trigger without standing on the list."""

    case_id: int
    entry_number: str
    case_name: str
    trigger: str
    because: str


@dataclass(frozen=True)
class Completeness:
    """Cases held against every trigger in force: how many were, and which hits are missing."""

    cases: int
    missing: tuple[MissingHit, ...]


@dataclass(frozen=True)
class TriggerRow:
    """One trigger in the settings, as it stands on a day."""

    code: str
    name: str
    trigger_list: TriggerList
    form: str
    conditions: str
    source: str
    certainty: Certainty | None  # None where it cannot be read
    version: str
    valid_from: date | None
    valid_to: date | None
    is_off: bool
    by_hand: bool
    remind_days: int | None
    note: str
    hits: int  # cases that met it, as far as that holds
    open: int
    problem: str = ""


@dataclass(frozen=True)
class OwnTriggerRow:
    """A version the office wrote of a trigger."""

    id: int
    code: str
    name: str
    valid_from: date
    reason: str
    is_withdrawn: bool


@dataclass(frozen=True)
class TriggerDraft:
    """What is typed of the office's version of a trigger; an empty code is given one."""

    name: str
    trigger_list: TriggerList
    valid_from: date | None
    source: str
    certainty: Certainty
    code: str = ""
    all_of: tuple[Condition, ...] = ()
    any_of: tuple[Condition, ...] = ()
    none_of: tuple[Condition, ...] = ()
    is_key: bool = False
    by_hand: bool = False
    is_off: bool = False
    remind_days: int | None = None
    valid_to: date | None = None
    note: str = ""


@dataclass(frozen=True)
class DryRun:
    """What a draft would come to: cases looked at, those that meet it, and those of them that are not listed yet."""

    cases: int
    met: int
    fresh: tuple[MissingHit, ...]
    not_met_any_more: int  # open hits of the version in force whose cases do not meet the draft; they stay

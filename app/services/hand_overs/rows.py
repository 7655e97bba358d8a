"""What hand-overs and referrals give and take: drafts, rows, plans. Imports nothing heavy."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.models.case_terms import HandOverState
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.papers.rows import RecordKey

# The kinds of records that are handed over, in the order a plan lists them.
KINDS = (RecordType.MATTER, RecordType.CLUE, RecordType.SUGGESTION, RecordType.REVERSE_REVIEW)


def target_field(kind: RecordType) -> str:
    """The field of a departure's form that says who takes this kind of work."""
    return f"{kind.value}_target"


def place_words(department: str, handler: str) -> str:
    """第二检察部 王某, or what is known of it."""
    return " ".join(part for part in (department, handler) if part) or "未填写"


@dataclass(frozen=True)
class Target:
    """Where work goes: a department, a person, or a person in a department; at least one is needed."""

    department: str = ""
    handler: str = ""

    @property
    def words(self) -> str:
        """第二检察部 王某."""
        return place_words(self.department, self.handler)


@dataclass(frozen=True)
class HandOverRow:
    """One hand-over with the record it is about."""

    id: int
    record: RecordKey
    number: str
    title: str
    giver: Target
    receiver: Target
    handed_on: PartialDate
    handed_by: str
    reason: str
    state: HandOverState
    answered_on: PartialDate | None
    answered_by: str
    answer: str

    @property
    def is_waiting(self) -> bool:
        """Nobody has accepted or returned it yet."""
        return self.state is HandOverState.OFFERED


@dataclass(frozen=True)
class Departure:
    """Somebody leaves the office or moves within it: to whom the open work goes, kind by kind.

    ``is_leaving`` marks the register entry as left on that day; ``new_department`` writes where they work from then on.
    """

    person_id: int
    targets: tuple[tuple[RecordType, Target], ...]
    reason: str
    on: PartialDate
    is_leaving: bool = True
    new_department: str = ""


@dataclass(frozen=True)
class PlannedRecord:
    """One record of a plan, in the version that was planned with."""

    record: RecordKey
    version: int
    number: str
    title: str
    giver: Target
    receiver: Target


@dataclass(frozen=True)
class EndingOffer:
    """A hand-over nobody answered, which a departure ends: its record goes elsewhere or its receiver has gone."""

    hand_over_id: int
    version: int
    number: str
    receiver: Target


@dataclass(frozen=True)
class DeparturePlan:
    """Everything a departure would do; carried out exactly so, or refused."""

    departure: Departure
    person: str
    department: str
    records: tuple[PlannedRecord, ...]
    ending: tuple[EndingOffer, ...]

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many of each kind, kinds without any left out."""
        found = ((kind.label, sum(each.record.record_type is kind for each in self.records)) for kind in KINDS)
        return tuple((label, count) for label, count in found if count)

    @property
    def words(self) -> str:
        """监督事项 3 件、检察建议 2 件."""
        return counted(self.counts)


_MEASURES = {RecordType.SUGGESTION.label: "份", RecordType.CLUE.label: "条"}


def counted(counts: Sequence[tuple[str, int]]) -> str:
    """Counts as a sentence has them; 没有在办的记录 where there are none."""
    return "、".join(f"{label} {count} {measure_of(label)}" for label, count in counts) or "没有在办的记录"


def measure_of(label: str) -> str:
    """The measure word of a kind of record by its name: letters are counted in 份, clues in 条, all else in 件."""
    return _MEASURES.get(label, "件")


@dataclass(frozen=True)
class ReferralDraft:
    """What goes with a referral: to whom, the letter, what it is about; ``file`` is copied in."""

    recipient: str
    referred_on: PartialDate
    content: str
    letter_number: str = ""
    file: Path | None = None


@dataclass(frozen=True)
class AnswerDraft:
    """What came of a referral; ``file`` is copied in."""

    on: PartialDate
    answer: str
    file: Path | None = None


@dataclass(frozen=True)
class ReferralRow:
    """One referral; ``days`` since it went out, for those without an answer."""

    id: int
    record: RecordKey
    number: str
    title: str
    recipient: str
    is_inside: bool
    letter_number: str
    referred_on: PartialDate
    content: str
    answered_on: PartialDate | None
    answer: str
    days: int
    from_department: str = ""

    @property
    def is_waiting(self) -> bool:
        """No answer has been registered."""
        return self.answered_on is None

"""What the service of urging and further measures gives and takes. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.models.dates import PartialDate
from app.models.letter_terms import UrgingForm
from app.models.terms import SuggestionKind
from app.services.further_measures.measures import Measure

FOLLOW_UP = "follow-up"  # the act of the 职权清单
URGING = "suggestion-urging"  # the paper


@dataclass(frozen=True)
class UrgingDraft:
    """One urging with its record: who spoke to whom, what about, what was answered; ``number`` is of a 督促函."""

    form: UrgingForm
    urged_on: PartialDate
    urged_by: str
    content: str
    person: str = ""
    answer: str = ""
    number: str = ""
    scan: Path | None = None


@dataclass(frozen=True)
class UrgingRow:
    """One urging as shown."""

    id: int
    form: UrgingForm
    urged_on: PartialDate
    urged_by: str
    person: str
    content: str
    answer: str
    number: str
    attachment_id: int | None
    file_name: str


@dataclass(frozen=True)
class ChosenMeasure:
    """One measure that was chosen, for whom and why."""

    code: str
    recipient: str = ""
    reason: str = ""


@dataclass(frozen=True)
class DecisionDraft:
    """What was decided: by an approval of the office, or as the national system shows it, with who, when and scan."""

    chosen: tuple[ChosenMeasure, ...]
    approval_id: int | None = None
    decided_on: PartialDate | None = None
    decided_by: str = ""
    scan: Path | None = None


@dataclass(frozen=True)
class CarryingOut:
    """That a measure was carried out; ``filed_on`` where it is filed with the superior office."""

    carried_out_on: PartialDate
    number: str = ""
    result: str = ""
    filed_on: PartialDate | None = None
    scan: Path | None = None


@dataclass(frozen=True)
class MeasureRow:
    """One measure that was decided, as shown."""

    id: int
    version: int
    code: str
    name: str
    basis: str
    recipient: str
    reason: str
    decided_on: PartialDate
    decided_by: str
    is_by_approval: bool
    carried_out_on: PartialDate | None
    filed_on: PartialDate | None
    ended_on: PartialDate | None
    number: str
    result: str
    attachment_id: int | None
    file_name: str
    rule: Measure | None  # None where the list of measures no longer knows it


@dataclass(frozen=True)
class Offer:
    """One measure of the letter's kind; ``refusal`` says why not yet, empty where it may be chosen."""

    measure: Measure
    refusal: str


@dataclass(frozen=True)
class Backing:
    """An approval that may stand behind a measure."""

    approval_id: int
    act: str
    name: str
    decided_on: PartialDate
    decided_by: str
    decided_as: str


@dataclass(frozen=True)
class Standing:
    """The facts of a letter on which it depends what may follow."""

    name: str
    kind: SuggestionKind
    path: str
    handler: str
    is_issued: bool
    is_awaiting_receipt: bool
    is_replied: bool  # dated or not
    replied_on: PartialDate | None
    due_on: date | None
    overdue_after: date | None
    urged_on: PartialDate | None  # the first urging with a day
    urgings: int
    is_rectified: bool
    is_imported: bool
    concluded_on: PartialDate | None
    conclusion: str
    matter: str  # number of the supervision matter it hangs on


@dataclass(frozen=True)
class FollowUpCard:
    """Everything about what follows a letter, as today knows it. ``hints`` say what may be done now and why not yet."""

    letter_id: int
    version: int
    standing: Standing
    urgings: tuple[UrgingRow, ...]
    measures: tuple[MeasureRow, ...]
    offers: tuple[Offer, ...]
    backings: tuple[Backing, ...]
    open_approval_id: int | None  # of 后续处理, put up and not signed yet
    hints: tuple[str, ...]

"""What the register of original cases gives and takes: drafts and cards. Imports nothing heavy."""

from dataclasses import dataclass
from typing import NamedTuple

from app.models.dates import PartialDate
from app.models.review_terms import HitState, ReviewKind, TriggerList
from app.services.suggestions.rows import AttachmentRow

# Fields of a draft by what they hold; the names are those of the table's columns.
TEXTS = (
    "number", "name", "kind", "cause", "field", "parties", "unit", "department", "handlers", "other_handlers",
    "arrest_result", "indictment_result", "judgment_result", "appeal_result", "petition_result",
    "reconsideration_result", "protest_result", "charged_with", "convicted_of", "difference",
    "petition_kind", "petition_number", "assigned_by", "remarks",
)  # fmt: skip
DATES = (
    "arrest_on", "indictment_on", "judgment_on", "appeal_on", "petition_on", "petitioned_on", "petition_settled_on",
    "closed_on",
)  # fmt: skip
PEOPLE = ("handlers", "other_handlers")  # personal data, shown to the entitled only


class StageOfCase(NamedTuple):
    """One stage of a case as its columns have it: ``result`` and ``on`` are names of columns."""

    title: str  # 审查逮捕
    short: str  # 捕
    result: str
    on: str


STAGES = (
    StageOfCase("审查逮捕", "捕", "arrest_result", "arrest_on"),
    StageOfCase("审查起诉", "诉", "indictment_result", "indictment_on"),
    StageOfCase("一审判决", "判", "judgment_result", "judgment_on"),
    StageOfCase("二审再审", "二审", "appeal_result", "appeal_on"),
    StageOfCase("申诉信访", "申诉", "petition_result", "petition_on"),
)


@dataclass(frozen=True)
class CaseDraft:
    """What a clerk types into an original case; name and kind are needed. People stand one a line."""

    name: str
    kind: str
    number: str = ""
    cause: str = ""
    field: str = ""
    parties: str = ""
    unit: str = ""
    department: str = ""
    handlers: str = ""
    other_handlers: str = ""
    arrest_result: str = ""
    arrest_on: PartialDate | None = None
    indictment_result: str = ""
    indictment_on: PartialDate | None = None
    judgment_result: str = ""
    judgment_on: PartialDate | None = None
    appeal_result: str = ""
    appeal_on: PartialDate | None = None
    petition_result: str = ""
    petition_on: PartialDate | None = None
    reconsideration_result: str = ""
    protest_result: str = ""
    charged_with: str = ""
    convicted_of: str = ""
    difference: str = ""
    petition_kind: str = ""
    petition_number: str = ""
    petitioned_on: PartialDate | None = None
    petition_times: int | None = None
    petition_settled_on: PartialDate | None = None
    assigned_by: str = ""
    closed_on: PartialDate | None = None
    remarks: str = ""


@dataclass(frozen=True)
class TriggerMet:
    """A trigger the case met, and what became of it."""

    id: int
    name: str
    trigger_list: TriggerList
    because: str
    state: HitState
    review_id: int | None
    reason: str  # why it was excused
    is_void: bool  # the facts were corrected since


@dataclass(frozen=True)
class ReviewOfCase:
    """A review that looks at the case."""

    id: int
    entry_number: str
    kind: ReviewKind
    title: str
    started_on: PartialDate
    closed_on: PartialDate | None


@dataclass(frozen=True)
class CaseCard:
    """Everything the record page of one original case shows.

    Where ``is_people_shown`` is false, the draft says HIDDEN_NAME in the place of names; writing such a draft back
    keeps the names that stand.
    """

    id: int
    version: int
    entry_number: str
    draft: CaseDraft
    is_people_shown: bool
    triggers: tuple[TriggerMet, ...]
    reviews: tuple[ReviewOfCase, ...]
    further: tuple[tuple[str, str], ...]  # columns of a ledger that mean no field, which may hold names: (head, text)
    attachments: tuple[AttachmentRow, ...]

"""What the suggestions service gives and takes: columns, cards, drafts. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.models.dates import PartialDate
from app.models.letter_terms import AddresseeRelation, RectificationLight
from app.models.terms import (
    Adoption,
    Lamp,
    Rectification,
    ServiceMethod,
    SuggestionKind,
    SuggestionState,
    Timeliness,
)


@dataclass(frozen=True)
class LetterDraft:
    """What a clerk types into a letter; empty texts are allowed until the letter is issued."""

    kind: SuggestionKind
    addressee: str
    case_source: str = ""
    facts: str = ""
    problem: str = ""
    proposal: str = ""
    basis: str = ""
    objection_period: str = ""
    reply_period: str = ""
    other_matters: str = ""
    copies_to: str = ""
    case_name: str = ""
    system_case_number: str = ""
    department: str = ""
    handler: str = ""
    addressee_level: str = ""
    remarks: str = ""
    matter_id: int | None = None
    path: str = ""  # code of a suggestion path; a letter without one passes every gate
    field: str = ""  # 行业领域
    joint_offices: str = ""
    addressee_relation: AddresseeRelation | None = None
    is_government: bool = False


@dataclass(frozen=True)
class IssueDraft:
    """Registering the letter that the national system issued: its official number and date.

    The same fields register any other paper. ``is_number_only`` leaves the text to the national system, with
    ``is_number_checked`` an unusual number was compared with it; ``is_automatic`` is set by the program.
    """

    number: str
    issued_on: PartialDate
    reason: str = ""
    is_number_only: bool = False
    is_number_checked: bool = False
    is_automatic: bool = False


@dataclass(frozen=True)
class ServiceDraft:
    """Service of a letter in one step; ``received_on`` is the day on the receipt.

    What else is needed depends on the method. ``version`` is that of the letter as shown; None says nothing was.
    """

    method: ServiceMethod
    received_on: PartialDate
    receiver: str = ""
    note: str = ""
    scan: Path | None = None
    sent_on: PartialDate | None = None
    sent_by: str = ""
    tracking_number: str = ""
    is_agreed: bool = False  # 宣告: the addressee agreed
    is_party: bool = False  # 留置: the addressee is a party of a civil or administrative case
    place: str = ""
    participants: str = ""
    refusal: str = ""
    is_correction: bool = False  # in place of the receipt that stands
    version: int | None = None


@dataclass(frozen=True)
class ReplyItemDraft:
    """What a reply says about one item, by its place; ``measure`` is the item as it was shown."""

    place: int
    adoption: Adoption
    reason: str = ""
    measure: str = ""


@dataclass(frozen=True)
class ReplyDraft:
    """A reply; the registered date and the scan are required.

    With ``items`` the adoption follows from them; without, ``adoption`` is one answer for the whole letter.
    """

    registered_on: PartialDate
    adoption: Adoption
    scan: Path | None
    entry_number: str = ""
    written_on: PartialDate | None = None
    number: str = ""
    summary: str = ""
    items: tuple[ReplyItemDraft, ...] = ()
    is_vague: bool = False  # 内容空泛: a fact that is noted, no answer is changed by it


@dataclass(frozen=True)
class RectificationDraft:
    """How far things have been put right, as somebody saw it."""

    state: Rectification
    seen_on: PartialDate
    seen_by: str = ""
    note: str = ""
    scan: Path | None = None


@dataclass(frozen=True)
class AttachmentRow:
    """A file of a record; ``size`` in bytes."""

    id: int
    purpose: str
    file_name: str
    sha256: str
    size: int
    added_at: str


@dataclass(frozen=True)
class DueExplanation:
    """怎么算的: the due date of one period and its steps, each a Chinese sentence."""

    name: str
    due_on: date | None
    basis: str
    is_provisional: bool
    steps: tuple[str, ...]


_NOT_ISSUED = (
    SuggestionState.DRAFT,
    SuggestionState.UNDER_REVIEW,
    SuggestionState.AWAITING_SIGNATURE,
    SuggestionState.DECLINED,
)


@dataclass(frozen=True)
class LetterCard:
    """Everything the record page of one letter shows, as one day knew it."""

    id: int
    version: int
    entry_number: str
    number: str | None
    office: str
    draft: LetterDraft
    kind_as_written: str | None
    state: SuggestionState
    lamp: Lamp
    lamp_words: str  # 逾期19天, 剩3天 …
    timeliness: Timeliness
    days_late: int | None
    issued_on: PartialDate | None
    received_on: PartialDate | None
    receiver: str | None
    service_method: ServiceMethod
    due_on: date | None
    replied_on: PartialDate | None
    is_reply_undated: bool
    adoption: Adoption
    rectification: Rectification
    rectification_light: RectificationLight
    rectification_note: str | None
    rectified_on: PartialDate | None
    closed_on: PartialDate | None
    opened_on: PartialDate | None
    case_opened_on: PartialDate | None
    case_notified_on: PartialDate | None
    investigation_on: PartialDate | None
    investigated_on: PartialDate | None
    decided_on: PartialDate | None
    decided_by: str | None
    decline_reason: str | None
    sealed_on: PartialDate | None
    sent_on: PartialDate | None
    filed_on: PartialDate | None
    is_paper_only: bool
    concluded_on: PartialDate | None
    conclusion: str | None
    evaluated_on: PartialDate | None
    evaluation: str | None
    closing_note: str | None
    ledger: tuple[tuple[str, str], ...]  # further ledger columns with a value: (title, text)
    explanations: tuple[DueExplanation, ...]
    attachments: tuple[AttachmentRow, ...]

    @property
    def is_issued(self) -> bool:
        """It left the office, whatever became of it."""
        return self.state not in _NOT_ISSUED


@dataclass(frozen=True)
class HistoryLine:
    """One line of 全部经过: when, who, what, and the fields that changed (title, before, after)."""

    act: int
    at: str
    actor: str
    title: str
    reason: str | None
    changes: tuple[tuple[str, str, str], ...]
    can_be_undone: bool

"""What the service of reverse reviews gives and takes: drafts, cards, what stands in the way. Imports nothing heavy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.models.dates import PartialDate
from app.models.review_terms import ReviewKind, ReviewState, TriggerList
from app.models.terms import Lamp
from app.services.suggestions.rows import AttachmentRow


@dataclass(frozen=True)
class ReviewDraft:
    """What is typed into a review. ``case_ids`` are original cases: one for a 个案审视, some or none for the others."""

    kind: ReviewKind
    started_on: PartialDate
    trigger_list: TriggerList = TriggerList.REVERSE
    title: str = ""  # empty for a 个案审视 or 综合审视: named after its case or its period
    trigger: str = ""
    case_ids: tuple[int, ...] = ()
    pattern: str = ""  # JSON of how the cases of a 类案审视 were chosen
    period_first: date | None = None
    period_last: date | None = None
    handler: str = ""
    department: str = ""
    number: str = ""
    course: str = ""
    causes: str = ""
    opinion: str = ""
    remarks: str = ""


@dataclass(frozen=True)
class ConclusionDraft:
    """审结: the findings stand from then on."""

    on: PartialDate
    conclusion: str
    opinion: str = ""  # empty: what the review says already


@dataclass(frozen=True)
class CloseDraft:
    """办结. ``excuses`` says for each result that is not 销号, by its id, why the review is closed all the same."""

    on: PartialDate
    note: str = ""
    excuses: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outstanding:
    """One thing that stands in the way of closing; ``result_id`` where a reason is enough to close all the same."""

    words: str
    result_id: int | None = None


@dataclass(frozen=True)
class CaseOffer:
    """An original case as it is offered for a review; ``met`` are the names of open triggers it met."""

    id: int
    entry_number: str
    number: str
    name: str
    unit: str
    kind: str
    met: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()  # numbers of the reviews it is in already


@dataclass(frozen=True)
class ReviewedCaseRow:
    """An original case in a review; ``handlers_visible`` only to the entitled, else words that say so."""

    id: int
    entry_number: str
    name: str
    unit: str
    handlers_visible: str
    number: str = ""
    kind: str = ""
    cause: str = ""
    results: tuple[tuple[str, str], ...] = ()  # stage and result with its day: 捕 → 诉 → 判 → 申诉
    note: str = ""


@dataclass(frozen=True)
class ReviewCard:
    """Everything about one review, as a day knew it."""

    id: int
    version: int
    entry_number: str
    number: str
    kind: ReviewKind
    trigger_list: TriggerList
    title: str
    trigger: str
    case_id: int | None
    case_name: str
    handler: str
    department: str
    started_on: PartialDate
    concluded_on: PartialDate | None
    closed_on: PartialDate | None
    course: str
    causes: str
    opinion: str
    conclusion: str
    period_first: date | None
    period_last: date | None
    pattern: str
    lamp: Lamp
    lamp_words: str
    state: ReviewState
    due_on: date | None
    findings_count: int  # problems, without what is in order
    attachments: tuple[AttachmentRow, ...]
    cases: tuple[ReviewedCaseRow, ...]
    errors_count: int = 0
    flaws_count: int = 0
    results_count: int = 0
    unsettled_count: int = 0
    close_note: str = ""
    archive_number: str = ""
    remarks: str = ""

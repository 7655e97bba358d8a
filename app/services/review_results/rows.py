"""What the service of results gives and takes: drafts, rows, figures. Imports nothing heavy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.models.dates import PartialDate
from app.models.review_terms import FeedbackOutcome, ResultState, VerificationOutcome
from app.models.terms import Lamp, RecordType, SuggestionKind
from app.services.clues.rows import ClueDraft
from app.services.review_analysis.report_figures import shown

TITLE = "审视结果落实跟踪表"
CODE = "review-results"  # by which the print log knows the sheet


@dataclass(frozen=True)
class ResultDraft:
    """A result before it goes out; ``finding_ids`` are the findings it speaks of."""

    kind: str  # code
    title: str
    addressee: str
    is_outside: bool = False  # counts for kinds that may go either way
    content: str = ""
    finding_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class SendDraft:
    """Sending a result, or holding the training.

    ``approval_id`` names the approval behind an outside paper; None takes the newest that stands behind no other.
    """

    sent_on: PartialDate
    number: str = ""
    feedback_due_on: PartialDate | None = None
    approval_id: int | None = None


@dataclass(frozen=True)
class FeedbackDraft:
    """What the addressee says; ``corrected`` are the findings it puts right, None all the result speaks of."""

    on: PartialDate
    outcome: FeedbackOutcome
    text: str
    corrected: tuple[int, ...] | None = None
    scan: Path | None = None


@dataclass(frozen=True)
class VerifyDraft:
    """What verifying came to; ``next_step`` and ``next_due_on`` where it is not put right."""

    on: PartialDate
    by: str
    outcome: VerificationOutcome
    text: str = ""
    next_step: str = ""
    next_due_on: PartialDate | None = None


@dataclass(frozen=True)
class SuggestionStart:
    """A suggestion as it is opened from a review; the texts begin as the findings say them."""

    addressee: str
    kind: SuggestionKind
    facts: str = ""
    problem: str = ""
    proposal: str = ""
    basis: str = ""
    path: str = ""
    handler: str = ""
    department: str = ""
    finding_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class ClueStart:
    """A clue as it is handed on from a review; ``to`` is who is to look into it."""

    clue: ClueDraft
    to: str
    on: PartialDate
    finding_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Opened:
    """The record a result was opened as, and where it stands."""

    record_type: RecordType
    id: int
    number: str
    state: str


@dataclass(frozen=True)
class NamedFinding:
    """A finding a result speaks of."""

    id: int
    place: int
    words: str  # 检察机关 审查起诉 事实证据：…
    correction: str
    is_own: bool = True


@dataclass(frozen=True)
class Approved:
    """An approval that may stand behind an outside paper; ``used_by`` names the result it stands behind."""

    id: int
    words: str
    used_by: str = ""


@dataclass(frozen=True)
class ResultRow:
    """One result of a review, as a day knew it; of a suggestion the days are the letter's."""

    id: int
    version: int
    review_id: int
    review_number: str
    place: int
    kind: str
    name: str
    title: str
    addressee: str
    is_outside: bool
    content: str
    number: str
    prepared_on: PartialDate
    prepared_by: str
    approval: str  # 钱某（检察长）2026-11-20 批准
    sent_on: PartialDate | None
    feedback_due_on: date | None  # as it was written on the paper
    due_on: date | None  # with what was decided about it since
    feedback_on: PartialDate | None
    feedback: str
    feedback_outcome: FeedbackOutcome | None
    verified_on: PartialDate | None
    verified_by: str
    verification: str
    verification_outcome: VerificationOutcome | None
    settled_on: PartialDate | None
    state: ResultState
    lamp: Lamp
    lamp_words: str
    opened: Opened | None
    transferred_to: str
    attachment_id: int | None
    file_name: str
    findings: tuple[NamedFinding, ...]

    @property
    def is_sent(self) -> bool:
        """It has left."""
        return self.sent_on is not None


@dataclass(frozen=True)
class RectificationRate:
    """Verified and settled of those whose feedback was due by that day, with the results themselves."""

    as_of: date
    settled: tuple[int, ...]
    due: tuple[int, ...]

    @property
    def words(self) -> str:
        """83.33%（10/12）, 2/3 where there are few, — where nothing was due, as in the statistics and on paper."""
        return shown(len(self.settled), len(self.due), "份")


@dataclass(frozen=True)
class BoardFigures:
    """What the follow-up board says above its list."""

    counts: Mapping[ResultState, int] = field(default_factory=dict)
    overdue: int = 0
    rate: RectificationRate = field(default_factory=lambda: RectificationRate(date.min, (), ()))

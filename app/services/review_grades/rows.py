"""What the service of grades and objections gives and takes. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.models.dates import PartialDate
from app.models.review_terms import FindingObjectionForm, FindingObjectionOutcome, FindingVerdict

CASE_GRADE = "case-grade"  # the act of the list of powers by which a grade is decided
CHIEF, COMMITTEE = "检察长", "检察委员会"
NO_OPINION = "无意见"
HEARING_RECORD, GRADE_DECISION, WITHDRAWAL_DECISION = "听取意见记录", "等次决定", "撤销等次决定"
SETTLEMENT = "意见处理决定"
# Purposes of files that name a handler or hold what one said; their names are as personal as what is in them.
NAMING_FILES = (
    *(HEARING_RECORD, GRADE_DECISION, WITHDRAWAL_DECISION, SETTLEMENT),
    *(form.label for form in FindingObjectionForm),
)


@dataclass(frozen=True)
class GradeProposal:
    """Who proposes which grade for a case, and why; ``corrects`` is the decided grade it is to replace."""

    case_id: int
    grade: str
    proposed_by: str
    proposed_on: PartialDate
    reason: str
    corrects: int | None = None


@dataclass(frozen=True)
class Hearing:
    """What the original handler said to a proposal; 无意见 is said too."""

    heard_on: PartialDate
    heard_who: str
    statement: str
    scan: Path | None = None


@dataclass(frozen=True)
class Signature:
    """Who decided: an approval that was signed, or what is typed with the number of the decision."""

    approval_id: int | None = None
    decided_as: str = ""
    decided_by: str = ""
    decided_on: PartialDate | None = None
    number: str = ""
    scan: Path | None = None


@dataclass(frozen=True)
class GradeDecision:
    """The grade that was decided, which may be another than was proposed.

    ``grade_set`` names the set in force where the proposal was made under another; ``note`` then says why that holds.
    """

    grade: str
    signature: Signature
    note: str = ""
    grade_set: str = ""


@dataclass(frozen=True)
class GradeWithdrawal:
    """A later decision that takes a grade back."""

    reason: str
    signature: Signature


@dataclass(frozen=True)
class ObjectionDraft:
    """What an original handler says about one finding or one grade."""

    form: FindingObjectionForm
    raised_by: str
    raised_on: PartialDate
    content: str
    finding_id: int | None = None
    grade_id: int | None = None
    scan: Path | None = None


@dataclass(frozen=True)
class Settlement:
    """What was decided about an objection; ``verdict`` or ``grade`` only where it changes what it was about."""

    outcome: FindingObjectionOutcome
    decision: str
    signature: Signature
    verdict: FindingVerdict | None = None
    grade: str = ""


@dataclass(frozen=True)
class GradeRow:
    """One grade on its way or decided; words of the handler only for the entitled."""

    id: int
    version: int
    case_id: int
    case_name: str
    proposed: str  # with its set
    proposed_set: str  # the code of that set
    proposed_by: str
    proposed_on: PartialDate
    reason: str
    corrects: int | None
    heard_on: PartialDate | None
    heard_who: str
    statement: str
    heard_attachment_id: int | None
    decided: str  # with its set; empty until it is decided
    grade: str  # the bare word decided, of the set ``grade_set``
    grade_set: str
    decided_by: str
    decided_as: str
    decided_on: PartialDate | None
    decision_number: str
    decision_note: str
    decision_attachment_id: int | None
    withdrawn_on: PartialDate | None
    withdrawn_words: str  # by whom, by which decision, why
    missing: tuple[str, ...]  # what stands in the way of deciding

    @property
    def is_heard(self) -> bool:
        """The original handler was heard."""
        return self.heard_on is not None

    @property
    def is_open(self) -> bool:
        """Proposed, neither decided nor taken back."""
        return self.decided_on is None and self.withdrawn_on is None

    @property
    def is_standing(self) -> bool:
        """Decided, and no later decision ended it."""
        return self.decided_on is not None and self.withdrawn_on is None


@dataclass(frozen=True)
class ObjectionRow:
    """What a handler said, and what was decided about it; who said what only for the entitled."""

    id: int
    version: int
    about: str
    finding_id: int | None
    grade_id: int | None
    form: FindingObjectionForm
    raised_by: str
    raised_on: PartialDate
    content: str
    attachment_id: int | None
    outcome: FindingObjectionOutcome
    changes: str  # 错误→瑕疵; empty where nothing changed
    decided_by: str
    decided_as: str
    decided_on: PartialDate | None
    decision: str
    decision_number: str
    decision_attachment_id: int | None
    reminder: str  # what the office's own reminder says today

    @property
    def is_pending(self) -> bool:
        """Nothing was decided about it yet."""
        return self.outcome is FindingObjectionOutcome.PENDING


@dataclass(frozen=True)
class FindingChoice:
    """A finding as it is offered for an objection."""

    id: int
    case_id: int | None
    words: str
    verdict: FindingVerdict
    is_withdrawn: bool


@dataclass(frozen=True)
class GradedCase:
    """A case of the review; ``handlers`` are empty for those who may not see them."""

    id: int
    name: str
    handlers: tuple[str, ...]
    handlers_words: str


@dataclass(frozen=True)
class HintRow:
    """Something to think of, with where it is written; a person decides."""

    words: str
    source: str
    certainty: str


@dataclass(frozen=True)
class GradesCard:
    """Grades and objections of one review as somebody may see them."""

    review_id: int
    is_concluded: bool
    is_closed: bool
    may_see_people: bool  # of every case of the review
    cases: tuple[GradedCase, ...]
    findings: tuple[FindingChoice, ...]
    grades: tuple[GradeRow, ...]  # the newest first
    objections: tuple[ObjectionRow, ...]  # the newest first
    hints: tuple[HintRow, ...]

    @property
    def pending(self) -> tuple[ObjectionRow, ...]:
        """The objections that wait for a decision."""
        return tuple(each for each in self.objections if each.is_pending)


@dataclass(frozen=True)
class GradeSetRow:
    """A set of grades as the settings show it."""

    code: str
    name: str
    first: date
    last: date | None
    is_day_open: bool
    grades: tuple[str, ...]
    source: str
    certainty: str
    note: str
    changed: str  # who set its first day, when, why; empty as shipped


@dataclass(frozen=True)
class ReminderRow:
    """The office's own reminders, in calendar days."""

    decision_days: int
    reconsideration_days: int
    certainty: str


@dataclass(frozen=True)
class GradeCount:
    """How many cases stand under one grade of one set; grades of different sets are never added up."""

    grade_set: str
    grade: str
    words: str  # with its set
    count: int
    case_ids: tuple[int, ...]

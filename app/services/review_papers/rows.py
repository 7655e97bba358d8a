"""What the papers of a reverse review are made from, read in one go. Imports nothing heavy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.models.dates import PartialDate
from app.models.review_terms import (
    Correction,
    FindingObjectionForm,
    FindingObjectionOutcome,
    FindingVerdict,
    ReviewBody,
    ReviewKind,
    ReviewReportKind,
    TriggerList,
    VerificationOutcome,
)
from app.services.review_analysis.report_figures import ReportFigure


@dataclass(frozen=True)
class ReviewOrder:
    """Dimensions and stages in the order of the office's data; what it does not know stands behind them.

    ``grade_sets`` are the names of the sets of grades by their codes: a grade is never named without its set.
    """

    dimensions: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    grade_sets: Mapping[str, str] = field(default_factory=dict)

    def graded(self, grade: str, of: str) -> str:
        """合格（2026年规定）."""
        return f"{grade}（{self.grade_sets.get(of, of).replace(' ', '')}）"


@dataclass(frozen=True)
class CasePart:
    """One original case; ``steps`` say what became of it, a stage each."""

    id: int
    entry_number: str
    number: str
    name: str
    kind: str
    unit: str
    department: str
    petition_kind: str
    petition_number: str
    steps: tuple[str, ...]
    stages: tuple[str, ...]
    handlers: tuple[str, ...]
    other_handlers: tuple[str, ...]

    @property
    def code(self) -> str:
        """What it is called where no person is to be named."""
        return self.number or self.entry_number


@dataclass(frozen=True)
class FindingPart:
    """One finding."""

    id: int
    case_id: int | None
    dimension: str
    stage: str
    body: ReviewBody
    is_own: bool
    unit: str
    verdict: FindingVerdict
    problem: str
    fact: str
    provision: str
    cause: str
    cause_note: str
    correction: Correction

    @property
    def is_problem(self) -> bool:
        """错误 or 瑕疵."""
        return self.verdict is not FindingVerdict.NONE


@dataclass(frozen=True)
class ResultPart:
    """One result; ``findings`` are the ids of those it speaks of. Of a 检察建议 the days are its letter's."""

    id: int
    review_id: int
    kind: str
    name: str
    title: str
    addressee: str
    is_outside: bool
    content: str
    number: str
    prepared_by: str
    sent_on: PartialDate | None
    feedback_due_on: date | None  # as it was written on the paper
    due_on: date | None  # with what was decided about it since
    feedback_on: PartialDate | None
    verified_on: PartialDate | None
    verification_outcome: VerificationOutcome | None
    settled_on: PartialDate | None
    findings: tuple[int, ...]

    def is_sent(self, as_of: date) -> bool:
        """It has left by that day."""
        return _by(self.sent_on, as_of)

    def is_due(self, as_of: date) -> bool:
        """It went out and its feedback was due by that day."""
        return self.is_sent(as_of) and self.due_on is not None and self.due_on <= as_of

    def is_settled(self, as_of: date) -> bool:
        """销号 by that day."""
        return _by(self.settled_on, as_of)

    def is_verified(self, as_of: date) -> bool:
        """销号 after somebody verified it, not for another reason."""
        return self.is_settled(as_of) and self.verification_outcome is VerificationOutcome.SETTLED

    def is_unanswered(self, as_of: date) -> bool:
        """Its day has passed without feedback."""
        return self.is_due(as_of) and self.due_on != as_of and not _by(self.feedback_on, as_of)


@dataclass(frozen=True)
class GradePart:
    """The grade of one case, proposed and perhaps decided."""

    case_id: int
    grade_set: str  # codes of the sets of what was decided and of what was proposed
    proposed_set: str
    proposed: str
    proposed_by: str
    reason: str
    heard_on: PartialDate | None
    heard_who: str
    statement: str
    decided: str
    decided_by: str
    decided_as: str
    decided_on: PartialDate | None
    decision_number: str


@dataclass(frozen=True)
class ObjectionPart:
    """What a handler said against a finding or a grade."""

    form: FindingObjectionForm
    raised_by: str
    raised_on: PartialDate
    content: str
    outcome: FindingObjectionOutcome
    decided_by: str
    decided_as: str
    decided_on: PartialDate | None
    decision: str
    decision_number: str
    changed_from: str  # verdict or grade, in words
    changed_to: str


@dataclass(frozen=True)
class ReportPart:
    """A report that was made from the review, its newest of each kind."""

    id: int
    kind: ReviewReportKind
    title: str
    first: date
    last: date
    as_of: date
    text: str
    figures: tuple[ReportFigure, ...]
    made_by: str
    presented_to: str
    presented_on: PartialDate | None


@dataclass(frozen=True)
class ReviewPart:
    """A review with everything that belongs to it; of a 类案 and 综合审视 the findings about its cases."""

    id: int
    entry_number: str
    number: str
    kind: ReviewKind
    trigger_list: TriggerList
    title: str
    trigger: str
    pattern: str
    first: date | None
    last: date | None
    handler: str
    department: str
    started_on: PartialDate
    course: str
    causes: str
    opinion: str
    concluded_on: PartialDate | None
    conclusion: str
    remarks: str
    cases: tuple[CasePart, ...]
    looked_at: frozenset[int]  # ids of those cases that somebody looked at
    findings: tuple[FindingPart, ...]
    results: tuple[ResultPart, ...]  # of a 综合审视 those of the reviews of its period too
    own_results: tuple[ResultPart, ...]
    grades: tuple[GradePart, ...]
    objections: tuple[ObjectionPart, ...]
    reports: tuple[ReportPart, ...]

    @property
    def kind_words(self) -> str:
        """By which templates say whose they are: 反向审视个案, 逐案分析个案 …"""
        return f"{self.trigger_list.label}{self.kind.label}"

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody who handled a reviewed case, here or elsewhere."""
        return tuple(dict.fromkeys(name for case in self.cases for name in (*case.handlers, *case.other_handlers)))

    @property
    def problems(self) -> tuple[FindingPart, ...]:
        """错误 and 瑕疵."""
        return tuple(each for each in self.findings if each.is_problem)

    @property
    def is_judged(self) -> bool:
        """Somebody looked: there is a finding, if only that all was in order, or the review was concluded."""
        return bool(self.findings) or self.concluded_on is not None

    def report(self, kind: ReviewReportKind) -> ReportPart | None:
        """Its newest report of a kind."""
        return next((report for report in self.reports if report.kind is kind), None)


def _by(day: PartialDate | None, as_of: date) -> bool:
    return day is not None and day.text <= as_of.isoformat()


class Asked(NamedTuple):
    """Which paper is asked for, about which result, on which day."""

    code: str
    result: ResultPart | None
    today: date
    order: ReviewOrder

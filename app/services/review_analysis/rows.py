"""What the analysis of cases gives: counts with n/d, the findings behind them, months. Imports nothing heavy."""

from dataclasses import dataclass, field
from typing import NamedTuple

from app.models.dates import PartialDate
from app.models.review_terms import Correction, FindingVerdict, ReviewBody, ReviewKind, TriggerList
from app.models.terms import Term
from app.services.review_analysis.pattern import Pattern


class By(Term):
    """What problems are counted by."""

    DIMENSION = ("dimension", "方面")
    STAGE = ("stage", "环节")
    BODY = ("body", "办案机关")
    PROBLEM = ("problem", "问题类型")
    CAUSE = ("cause", "原因")
    VERDICT = ("verdict", "定性")


@dataclass(frozen=True)
class Scope:
    """Which findings are counted: of the cases of a review, or of those that fit a pattern."""

    pattern: Pattern = field(default_factory=Pattern)
    review_id: int | None = None


@dataclass(frozen=True)
class Selection:
    """Narrows the findings of a scope to those behind one number; None asks nothing, "" asks for what is not filled.

    Problems only (错误, 瑕疵) unless ``verdict`` says otherwise.
    """

    dimension: str | None = None
    stage: str | None = None
    body: ReviewBody | None = None
    problem: str | None = None
    cause: str | None = None
    verdict: FindingVerdict | None = None
    is_own: bool | None = None
    month: str | None = None  # 2026-11, of the day it was found


class CountRow(NamedTuple):
    """Problems of one group: ``n`` of ``d`` cases looked at have one; own office's apart from the others'."""

    by: By
    value: str  # as stored; empty: not filled in
    label: str
    problems: int
    errors: int
    flaws: int
    own: int
    others: int
    n: int
    d: int

    @property
    def selection(self) -> Selection:
        """What leads to the findings behind it."""
        if self.by is By.BODY:
            return Selection(body=ReviewBody(self.value))
        if self.by is By.VERDICT:
            return Selection(verdict=FindingVerdict(self.value))
        named: dict[By, Selection] = {
            By.DIMENSION: Selection(dimension=self.value),
            By.STAGE: Selection(stage=self.value),
            By.PROBLEM: Selection(problem=self.value),
            By.CAUSE: Selection(cause=self.value),
        }
        return named[self.by]


class Cell(NamedTuple):
    """Problems of one dimension at one stage."""

    dimension: str
    stage: str
    problems: int
    errors: int
    flaws: int
    n: int
    d: int


class MonthPoint(NamedTuple):
    """One month: problems by the day they were found, cases by the day their review ended."""

    month: str
    errors: int
    flaws: int
    reviewed: int


class Named(NamedTuple):
    """A stored value and what it is called."""

    value: str
    label: str


@dataclass(frozen=True)
class Totals:
    """``n`` of ``d`` cases looked at have a problem; findings that are in order are no problems."""

    n: int
    d: int
    problems: int
    errors: int
    flaws: int
    own: int
    others: int
    in_order: int

    @property
    def words(self) -> str:
        """有问题 6/9 件；问题 12 个（错误 3、瑕疵 9；本院 10、其他单位 2）；无问题 15 项."""
        return (
            f"有问题的案件 {self.n}/{self.d} 件；问题 {self.problems} 个（错误 {self.errors}、瑕疵 {self.flaws}；"
            f"本院 {self.own}、其他单位 {self.others}）；查无问题 {self.in_order} 项"
        )


@dataclass(frozen=True)
class Chosen:
    """How many cases fit a pattern, and how many of those have been looked at."""

    pattern: Pattern
    count: int
    reviewed: int


@dataclass(frozen=True)
class Analysis:
    """Everything one page shows of a scope. ``rows`` follow the order of the data, never of size."""

    scope: Scope
    totals: Totals
    tables: dict[By, tuple[CountRow, ...]]
    dimensions: tuple[Named, ...]
    stages: tuple[Named, ...]
    cells: tuple[Cell, ...]
    months: tuple[MonthPoint, ...]

    def cell(self, dimension: str, stage: str) -> Cell:
        """The cell of the heat map; an empty one where nothing was found."""
        found = {(each.dimension, each.stage): each for each in self.cells}
        return found.get((dimension, stage), Cell(dimension, stage, 0, 0, 0, 0, self.totals.d))


class ChosenCase(NamedTuple):
    """One case that fits."""

    id: int
    entry_number: str
    name: str
    kind: str
    cause: str
    unit: str
    day: str
    is_reviewed: bool
    problems: int


@dataclass(frozen=True)
class FindingRow:
    """One finding behind a number, with the review to open."""

    id: int
    review_id: int
    review_number: str
    review_kind: ReviewKind
    case_id: int | None
    case_number: str
    case_name: str
    dimension: str
    stage: str
    body: ReviewBody
    is_own: bool
    unit: str
    verdict: FindingVerdict
    problem: str
    fact: str
    cause: str
    found_on: PartialDate
    correction: Correction


@dataclass(frozen=True)
class Choices:
    """What the store holds for each condition of a pattern."""

    fields: tuple[str, ...]
    causes: tuple[str, ...]
    kinds: tuple[str, ...]
    petition_kinds: tuple[str, ...]
    units: tuple[str, ...]
    triggers: tuple[Named, ...]
    outcomes: dict[str, tuple[str, ...]]
    dimensions: tuple[Named, ...]
    stages: tuple[Named, ...]
    problems: tuple[str, ...]
    finding_causes: tuple[Named, ...]


@dataclass(frozen=True)
class AnalysisDraft:
    """What a 类案 or 综合审视 is begun with."""

    kind: ReviewKind
    title: str
    pattern: Pattern
    trigger_list: TriggerList
    handler: str
    department: str
    started_on: PartialDate
    trigger: str = ""


class OpenReview(NamedTuple):
    """A review of several cases to which cases may be added."""

    id: int
    version: int
    number: str
    title: str
    pattern: Pattern
    started_on: PartialDate


class Later(NamedTuple):
    """Cases that fit a review's pattern now and are not in it yet."""

    review_id: int
    cases: tuple[ChosenCase, ...]

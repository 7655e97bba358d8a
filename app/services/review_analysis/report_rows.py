"""What the service of reports gives and takes. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.models.dates import PartialDate
from app.models.review_terms import ReviewReportKind
from app.models.terms import Lamp
from app.services.review_analysis.report_figures import ReportFigure, parts_of


@dataclass(frozen=True)
class ReportAsked:
    """Which report is wanted: of a year, of a half-year (``half`` 1 or 2), or of a review."""

    kind: ReviewReportKind
    year: int = 0
    half: int | None = None
    review_id: int | None = None  # needed for a 类案 report; the others may name their 综合审视


@dataclass(frozen=True)
class ReportProposal:
    """A report as it would be made now; its text is edited before it is saved."""

    asked: ReportAsked
    title: str
    text: str
    first: date
    last: date
    as_of: date
    figures: tuple[ReportFigure, ...]


@dataclass(frozen=True)
class Presentation:
    """提交党组听取: to whom, when, and what was asked for there."""

    to: str
    on: PartialDate | None
    demands: str = ""


class ReportRow(NamedTuple):
    """One report in a list."""

    id: int
    version: int
    kind: ReviewReportKind
    title: str
    first: date
    last: date
    as_of: date
    made_by: str
    presented_to: str
    presented_on: PartialDate | None
    review_id: int | None
    review_number: str


@dataclass(frozen=True)
class ReportCard:
    """Everything about one report. The figures are those it was made with, whatever became of the records."""

    row: ReportRow
    text: str
    demands: str
    figures: tuple[ReportFigure, ...]

    def parts(self, code: str) -> tuple[ReportFigure, ...]:
        """The parts of a figure (kinds, dimensions, problem_stages, causes, results) as a series to draw."""
        return parts_of(self.figures, code)


@dataclass(frozen=True)
class Duty:
    """A report or hearing that the office owes itself; amber at most, for no law says it."""

    code: str
    name: str
    actor: str
    last_on: date | None  # when it was done last; None: never entered
    due_on: date | None
    lamp: Lamp
    words: str
    basis: str
    steps: tuple[str, ...]

    @property
    def is_near(self) -> bool:
        """Somebody ought to see it now."""
        return self.lamp in {Lamp.NEAR, Lamp.DUE}

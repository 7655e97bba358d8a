"""What the base data of the demonstration raise, by the same rules as an office's; some of it was looked at."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.database import Unit
from app.models.indicator_terms import WarningConclusion
from app.models.indicator_warning import FigureWarning
from app.services.base_data.periods import Months
from app.services.demonstration.figure_words import FigurePlan, Slip
from app.services.demonstration.figures import FigureMaking, scanned_months
from app.services.figure_rules.among import BrokenAmong, among
from app.services.figure_rules.book import RuleBook
from app.services.figure_rules.checking import Asked, checked_in
from app.services.foundation.clock import Clock
from app.services.foundation.resources import Resources
from app.services.indicator_warnings.evaluating import Evaluation
from app.services.indicators.library import IndicatorLibrary

_CHECKED_BY, _CONCLUDED_BY = "徐某", "罗某"  # of the department that keeps the figures


def raise_warnings(unit: Unit, resources: Resources, clock: Clock, making: FigureMaking, plan: FigurePlan) -> None:
    """Hold the months with slips against rules and the months before; conclude what was looked at."""
    library = IndicatorLibrary(resources.indicators)
    book = RuleBook(resources.base_data, library)

    def broken(session: Session, of: str, months: Months, touched: Collection[str] | None) -> BrokenAmong:
        its = among(book.in_force(session), library.items, touched)
        return BrokenAmong(its, checked_in(session, library, its.rules, Asked(of, months, its.items)).broken)

    evaluation = Evaluation(library, resources, clock, broken)
    for month in scanned_months(making, plan):
        evaluation.scan(unit, month)
    unit.session.flush()
    for slip in plan.slips:
        if slip.checked:
            _conclude(unit, slip, making.month_ago(slip.ago), clock.now())


def _conclude(unit: Unit, slip: Slip, month: str, now: datetime) -> None:
    wanted = select(FigureWarning).where(FigureWarning.code == slip.item, FigureWarning.month == month)
    for warning in unit.session.scalars(wanted):
        warning.verified_by, warning.verified_on, warning.verification = _CHECKED_BY, now.date(), slip.checked
        warning.outcome, warning.conclusion = WarningConclusion.REAL, slip.conclusion
        warning.concluded_by, warning.concluded_at = _CONCLUDED_BY, now.isoformat(timespec="seconds")

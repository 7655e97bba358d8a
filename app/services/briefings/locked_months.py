"""What the months of a briefing came to when they were locked, put together over all of them."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.services.briefings.reach import Reach
from app.services.indicators.trend import each_of
from app.services.month_closing.reading import locked
from app.services.month_closing.report_text import report_of
from app.services.monthly_statistics.definitions import FigureDefinition, MonthDefinitions
from app.services.monthly_statistics.rows import MonthReport

# Of several months: what came in and went is added, what stood is that of the end it stood at. Everything else depends
# on how far its cases had come by the end of the whole time (到期已回复, 按期) and is counted from the records.
_ADDED = frozenset(
    (
        *("received", "issued", "closed", "withdrawn", "declined", "served", "replied"),
        *("adopted", "partly_adopted", "not_adopted", "adoption_recorded", "rectified"),
    )
)
_AT_FIRST, _AT_LAST = frozenset({"carried"}), frozenset({"open", "closing_undated", "overdue"})


class Kept(NamedTuple):
    """One figure as it was locked; ``d`` is None for a count."""

    n: int
    d: int | None = None


def locked_counts(session: Session, reach: Reach, definitions: MonthDefinitions) -> Mapping[str, Kept]:
    """By figure code; nothing unless every month was locked."""
    closes = [locked(session, month) for month in each_of(reach.months)]
    reports = [report_of(close.report) for close in closes if close is not None]
    if len(reports) < len(closes):
        return {}
    found = ((each.code, _together(each, reports)) for each in definitions.figures)
    return {code: kept for code, kept in found if kept is not None}


def _together(each: FigureDefinition, reports: list[MonthReport]) -> Kept | None:
    months = [figure for report in reports for figure in report.figures if figure.code == each.code]
    if len(months) < len(reports):
        return None  # locked before the figure was thought of
    measures = frozenset(name for part, name in each.parts.items() if part in {"n", "d"})
    if len(reports) == 1 or measures <= _AT_LAST:
        return Kept(months[-1].n, months[-1].d)
    if measures <= _AT_FIRST:
        return Kept(months[0].n)
    if measures <= _ADDED:
        is_rate = "d" in each.parts
        return Kept(sum(month.n for month in months), sum(month.d or 0 for month in months) if is_rate else None)
    return None

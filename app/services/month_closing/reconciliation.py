"""对账: the figures of a month beside what the national system says of them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.database import Unit
from app.models.month_close import SystemCount
from app.services.foundation.errors import FieldProblem
from app.services.month_closing.rows import ReconciliationLine, SystemEntry
from app.services.monthly_statistics.definitions import SUBJECTS
from app.services.monthly_statistics.rows import MonthReport


def lines_of(session: Session, period: str, report: MonthReport) -> tuple[ReconciliationLine, ...]:
    """Every count of a report beside what the national system says."""
    wanted = select(SystemCount).where(SystemCount.period == period)
    said = {each.code: each for each in session.scalars(wanted)}
    found = []
    for figure in report.figures:
        if figure.d is None:
            theirs = said.get(figure.code)
            system, reason = (theirs.count, theirs.reason or "") if theirs else (None, "")
            found.append(
                ReconciliationLine(figure.code, f"{SUBJECTS[figure.subject]}·{figure.name}", figure.n, system, reason)
            )
    return tuple(found)


def put_count(unit: Unit, period: str, entry: SystemEntry, by: str, known: set[str]) -> None:
    """Keep one count of the national system; raises FieldProblem."""
    if entry.code not in known:
        raise FieldProblem("code", f"没有“{entry.code}”这一统计项，不能对账。请刷新后再填。")
    if entry.count < 0:
        raise FieldProblem("count", f"系统数（{entry.count}）应当是不小于 0 的整数。请核对。")
    wanted = select(SystemCount).where(SystemCount.period == period, SystemCount.code == entry.code)
    found = unit.session.scalars(wanted).one_or_none()
    if found is None:
        found = SystemCount(period=period, code=entry.code)
        unit.session.add(found)
    found.count, found.reason, found.entered_by = entry.count, entry.reason.strip() or None, by

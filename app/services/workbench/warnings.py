"""警戒与核查 on the workbench: a line for each month of a unit, until every warning of it has its conclusion."""

from typing import Any

from sqlalchemy import case, false, func, select
from sqlalchemy.orm import Session

from app.models.indicator_terms import WarningState
from app.models.indicator_warning import FigureWarning
from app.models.terms import Lamp, RecordType
from app.services.indicator_warnings.reading import is_waiting, stands_in
from app.services.workbench.rows import Pile, Scope, Source, Whose, WorkLine

PAGE = "indicators"
# How offices call the department that handles statistics; part of the name is enough.
_OWNERS = ("案件管理", "案管")


def waiting_warnings(whose: Whose, department: str) -> Any:
    """Warnings without a conclusion by unit and month, for who handles statistics and for the whole office."""
    name = whose.name if whose.scope is Scope.DEPARTMENT else department
    unverified = func.sum(case((stands_in(WarningState.OPEN), 1), else_=0))
    wanted = select(
        FigureWarning.unit,
        FigureWarning.month,
        func.count(),
        unverified,
        func.min(FigureWarning.raised_at),
        func.min(FigureWarning.id),
        func.min(FigureWarning.code),
    ).where(is_waiting())
    if whose.scope is not Scope.OFFICE and not any(word in name for word in _OWNERS):
        wanted = wanted.where(false())
    groups = wanted.group_by(FigureWarning.unit, FigureWarning.month)
    return groups.order_by(FigureWarning.month, FigureWarning.unit)


def warning_lines(session: Session, whose: Whose, department: str, limit: int) -> list[WorkLine]:
    """The first of them, since the day the oldest was raised; no text sets a day for it."""
    found = session.execute(waiting_warnings(whose, department).limit(limit))
    return [
        WorkLine(
            source=Source.WARNING,
            pile=Pile.WAITING,
            record_type=RecordType.SUGGESTION,
            record_id=0,
            number=f"{count}项" + (f"（{unverified}项待核查）" if unverified else "待结论"),
            subject=unit,
            what=f"数据核查：{month}" + (f" {code}" if count == 1 else ""),
            handler="",
            due_on=None,
            since=since[:10],
            lamp=Lamp.UNKNOWN,
            words=f"自{since[:10]}",
            page=PAGE,
            wanted=f"{month}|{unit}|{key}",
        )
        for unit, month, count, unverified, since, key, code in found
    ]

"""How far a month's closing has come, read from its own columns."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.indicator_terms import MonthState, Priority
from app.models.month_close import MonthClose
from app.services.foundation.errors import DomainError
from app.services.month_closing.rows import CheckFinding, Delta, MonthStanding
from app.services.monthly_statistics.rows import MonthReport


def latest(session: Session, period: str) -> MonthClose | None:
    """The newest closing of a month."""
    wanted = select(MonthClose).where(MonthClose.period == period).order_by(MonthClose.edition.desc()).limit(1)
    return session.scalars(wanted).one_or_none()


def locked(session: Session, period: str) -> MonthClose | None:
    """The closing of a month that is locked; None for others."""
    close = latest(session, period)
    return close if close is not None and state_of(close) is MonthState.LOCKED else None


def state_of(close: MonthClose) -> MonthState:
    """How far a closing has come."""
    if close.unlocked_at is not None:
        return MonthState.UNLOCKED
    if close.locked_at is not None:
        return MonthState.LOCKED
    return MonthState.COMPUTED if close.reviewed_at is None else MonthState.REVIEWED


def in_state(session: Session, period: str, state: MonthState, verb: str, instead: str) -> MonthClose:
    """A month's closing in the state a step needs; raises DomainError with what to do instead."""
    close = latest(session, period)
    standing = MonthState.OPEN if close is None else state_of(close)
    if close is None or standing is not state:
        raise DomainError(f"{period} {standing.label}，不能{verb}。{instead}。")
    return close


def findings_of(close: MonthClose) -> tuple[CheckFinding, ...]:
    """What the checks found."""
    kept = json.loads(close.findings)
    return tuple(CheckFinding(**{**each, "priority": Priority(each["priority"])}) for each in kept)


def deltas_between(locked: MonthReport, now: MonthReport) -> tuple[Delta, ...]:
    """What comes out otherwise than when the month was computed."""
    before = {figure.code: figure for figure in locked.figures}
    found = tuple(
        Delta(each.code, each.name, before[each.code].shown, each.shown)
        for each in now.figures
        if each.code in before and (before[each.code].n, before[each.code].d) != (each.n, each.d)
    )
    if not found and locked.breakdowns != now.breakdowns:
        return (Delta("breakdowns", "分项构成", "锁定时", "现在有变化"),)
    if not found and now.tables:
        kept = {table.code: table for table in locked.tables}
        found = tuple(
            Delta(table.code, table.title, "锁定时", "现在有变化")
            for table in now.tables
            if table.code in kept and not table.is_standing and table.rows != kept[table.code].rows
        )
    return found


def not_begun(period: str) -> MonthStanding:
    """A month nobody has computed."""
    return MonthStanding(period, MonthState.OPEN, 0, None, "", (), "", "", "", "", "", "", False, "")


def standing_of(close: MonthClose) -> MonthStanding:
    """A closing as it leaves the service."""
    return MonthStanding(
        period=close.period,
        state=state_of(close),
        edition=close.edition,
        as_of=close.as_of,
        digest=close.digest,
        findings=findings_of(close),
        computed_by=close.computed_by,
        computed_at=close.computed_at,
        reviewed_by=close.reviewed_by or "",
        reviewed_at=close.reviewed_at or "",
        locked_by=close.locked_by or "",
        locked_at=close.locked_at or "",
        is_reconciled=close.is_reconciled,
        unlock_reason=close.unlock_reason or "",
    )

"""How far a month's closing has come, read from its own columns."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.indicator_terms import MonthState, Priority
from app.models.month_close import MonthClose
from app.services.foundation.errors import DomainError
from app.services.month_closing.rows import CheckFinding, Delta, MonthStanding
from app.services.monthly_statistics.rows import MonthReport
from app.services.statistics_tables.rows import StatisticsTable

_OF_THE_RECORDS = frozenset({"suggestions", "matters"})  # tables that change as the figures do
_TOLD = 12  # cells of a table


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
    kept = {table.code: table for table in locked.tables}
    said_by_figures = _OF_THE_RECORDS if found else frozenset()
    changed = (table for table in now.tables if table.code in kept and table.code not in said_by_figures)
    return found + tuple(delta for table in changed for delta in _deltas_of(kept[table.code], table))


def _deltas_of(locked: StatisticsTable, now: StatisticsTable) -> tuple[Delta, ...]:
    """The counts of the month that came out otherwise; of a table too unlike for that, that it did."""
    if now.is_standing or now.rows == locked.rows:
        return ()
    before = {row.key: row.lines[0] for row in locked.rows}
    cells = [
        (row.title, column, before[row.key].cells[place].shown, row.lines[0].cells[place].shown)
        for row in now.rows
        if row.key in before and locked.columns == now.columns
        for place, column in enumerate(now.columns)
        if not (column.is_rate or column.minus or column.is_other_time)
    ]
    changed = [(title, column, was, told) for title, column, was, told in cells if was != told]
    if not changed or len(changed) > _TOLD:
        return (Delta(now.code, now.title, "锁定时", "现在有变化"),)
    return tuple(
        Delta(f"{now.code}.{column.key}", "·".join((now.title, title, "".join(column.title.split()))), was, told)
        for title, column, was, told in changed
    )


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


def locked_words(standing: MonthStanding) -> str:
    """Who computed, reviewed and locked a month, as its papers say it."""
    return (
        f"{standing.computed_by} {standing.computed_at[:10]} 计算，"
        f"{standing.reviewed_by} {standing.reviewed_at[:10]} 审核，"
        f"{standing.locked_by} {standing.locked_at[:10]} 锁定（第{standing.edition}次）；摘要 {standing.digest}"
    )


def signers(standing: MonthStanding) -> tuple[str, ...]:
    """填表人, 审核人, nobody known as 负责人, 日期."""
    return standing.computed_by, standing.reviewed_by, "", standing.locked_at[:10]

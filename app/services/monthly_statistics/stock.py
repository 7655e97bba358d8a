"""旧存, 新收, 办结, 未结: one partition of the records that keeps 旧存+新收=办结+未结 whatever dates a ledger holds.

A record without a day or month of its start is in none of the four. An ending known only to the year is no ending: no
month can claim it. An ending written before the start counts as on the start, so that no record leaves before it came.
"""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, literal, or_

from app.services.monthly_statistics.period import Period

Flag = ColumnElement[bool]
_NEVER = "9999"


class Stock(NamedTuple):
    """The four figures and the two that stand apart, as conditions on one record."""

    carried: Flag
    received: Flag
    closed: Flag
    open: Flag
    start_undated: Flag


def known(column: Any) -> Flag:
    """The date is known at least to the month."""
    return func.coalesce(func.length(column), 0) >= 7


def within(column: Any, period: Period) -> Flag:
    """The date lies in the month or range; plain text bounds, so that the column's index serves.

    Only in a range that goes over the turn of a year does a date known to the year sort between them: no range has it.
    """
    bounds = and_(column >= literal(period.first), column <= literal(period.last))
    return and_(bounds, known(column)) if period.first[:4] < period.last[:4] else bounds


def ending(*columns: Any) -> Any:
    """The earliest of the dates by which a record ends, as text; a text beyond all dates where it has not."""
    dates = [case((known(column), column), else_=_NEVER) for column in columns]
    earliest = dates[0]
    for each in dates[1:]:
        earliest = case((each < earliest, each), else_=earliest)
    return earliest


def stock(start: Any, ended: Any, period: Period) -> Stock:
    """The partition by ``start`` (受理, 发出) and ``ended`` (see ``ending``)."""
    first, last = literal(period.first), literal(period.last)
    left = case((ended < start, start), else_=ended)
    before = and_(known(start), start < first)
    here = within(start, period)
    present = or_(before, here)
    return Stock(
        carried=and_(before, left >= first),
        received=here,
        closed=and_(present, left >= first, left <= last),
        open=and_(present, left > last),
        start_undated=or_(start.is_(None), and_(~known(start), start <= literal(period.year))),
    )

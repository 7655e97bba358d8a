"""The series behind the month's charts: two aggregates over index ranges."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, and_, case, func, select

from app.models.sqlite import days_between
from app.models.suggestion import Suggestion as Letter
from app.models.terms import SuggestionStep
from app.services.monthly_statistics.period import Period
from app.services.monthly_statistics.rows import Bucket, Month, MonthSeries, RecordRef


def month_series(connection: Connection, period: Period, months: int, upto: Sequence[int]) -> MonthSeries:
    """The last ``months`` months up to the period; ``upto`` are the last days of the reply-time buckets."""
    names = [period.back(behind) for behind in reversed(range(months))]
    issued, replied = letters_by_month(connection, names[0], period.last)
    timed, untimed = _reply_days(connection, names[0], period.last)
    return MonthSeries(
        months=tuple(Month(name, issued[name], replied[name]) for name in names),
        reply_time=tuple(_buckets(timed, upto)),
        untimed=untimed,
    )


def letters_by_month(connection: Connection, first: str, last: str) -> tuple[Counter[str], Counter[str]]:
    """Month → letters issued, and → letters replied to, from a month to a day."""
    issued, replied = (_per_month(connection, each, first, last) for each in (Letter.issued_on, Letter.replied_on))
    return issued, replied


def _per_month(connection: Connection, column: Any, first: str, last: str) -> Counter[str]:
    statement = (
        select(column, func.count())
        .where(Letter.step == SuggestionStep.ISSUED, column >= first, column <= last)
        .group_by(column)  # by day: the index gives the order; the months are put together here
    )
    found: Counter[str] = Counter()
    for day, count in connection.execute(statement):
        if len(str(day)) >= 7:  # a year-only date such as 2022 may sort into a span of years
            found[str(day)[:7]] += count
    return found


def reply_time_records(connection: Connection, period: Period, months: int, bucket: Bucket) -> list[RecordRef]:
    """The letters behind one bucket of the same months, oldest entry first."""
    days = _days_taken()
    upper = () if bucket.last is None else (days <= bucket.last,)
    replied = _replied_between(period.back(months - 1), period.last)
    statement = select(Letter.id, Letter.entry_number).where(*replied, days >= bucket.first, *upper)
    return [RecordRef(*row) for row in connection.execute(statement.order_by(Letter.id))]


def _days_taken() -> Any:
    """Days from receipt, else issue, to reply; none where either is not known to the day or they contradict."""
    start = func.coalesce(Letter.received_on, Letter.issued_on)
    exact = and_(func.length(start) == 10, func.length(Letter.replied_on) == 10, start <= Letter.replied_on)
    return case((exact, days_between(Letter.replied_on, start)), else_=None)


def _replied_between(first: str, last: str) -> tuple[Any, ...]:
    return (
        Letter.step == SuggestionStep.ISSUED,
        Letter.replied_on >= first,
        Letter.replied_on <= last,
        func.length(Letter.replied_on) >= 7,
    )


def _reply_days(connection: Connection, first: str, last: str) -> tuple[Counter[int], int]:
    days = _days_taken()
    statement = select(days, func.count()).where(*_replied_between(first, last)).group_by(days)
    timed: Counter[int] = Counter()
    untimed = 0
    for taken, count in connection.execute(statement):
        if taken is None:
            untimed += count
        else:
            timed[int(taken)] += count
    return timed, untimed


def _buckets(timed: Counter[int], upto: Sequence[int]) -> Iterable[Bucket]:
    first = 0
    for last in upto:
        yield Bucket(first, last, sum(count for days, count in timed.items() if first <= days <= last))
        first = last + 1
    yield Bucket(first, None, sum(count for days, count in timed.items() if days >= first))

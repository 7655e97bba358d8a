"""What the store's own records come to, month by month, where an item is something they can tell."""

from datetime import date

from sqlalchemy import Connection

from app.services.monthly_statistics.period import Period
from app.services.monthly_statistics.series import month_series

_YEARS = 24  # months: the year shown and the one before it


def counts_of_store(connection: Connection, year: int, today: date) -> dict[str, dict[str, int]]:
    """Measure → month → count for a year and the one before; months that lie ahead are missing."""
    if year > today.year:
        return {}
    last = f"{year:04d}-12" if year < today.year else f"{today:%Y-%m}"
    period = Period.of(last, today)
    months = month_series(connection, period, _YEARS if year < today.year else 12 + today.month, ()).months
    return {
        "issued": {each.month: each.issued for each in months},
        "replied": {each.month: each.replied for each in months},
    }

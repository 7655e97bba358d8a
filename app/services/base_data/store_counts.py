"""What the store's own records come to, month by month, where an item is something they can tell."""

from datetime import date

from sqlalchemy import Connection

from app.services.monthly_statistics.period import Period
from app.services.monthly_statistics.series import month_series


def counts_of_store(connection: Connection, first: str, last: str, today: date) -> dict[str, dict[str, int]]:
    """Measure → month → count from one month to another; months that lie ahead are missing."""
    end = min(last, f"{today:%Y-%m}")
    if first > end:
        return {}
    count = (int(end[:4]) - int(first[:4])) * 12 + int(end[5:]) - int(first[5:]) + 1
    months = month_series(connection, Period.of(end, today), count, ()).months
    if not any(each.issued or each.replied for each in months):
        return {}  # a time of which the store holds nothing is unknown, not nought
    return {
        "issued": {each.month: each.issued for each in months},
        "replied": {each.month: each.replied for each in months},
    }

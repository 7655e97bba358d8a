"""The months of one line as conditions on dated columns, exact to the day where they still run."""

from datetime import date

from app.services.review_statistics.reach import Reach as Within
from app.services.statistics_tables.rows import Reach
from app.services.statistics_tables.further.reviews import period_of
from app.services.statistics_tables.further.span import Span


def within_of(span: Span, reach: Reach, today: date) -> Within:
    """As the cut-off knew it; the year before is cut at the same day where the period still runs."""
    now = Within.of(period_of(span, reach if reach is Reach.CUMULATIVE else Reach.NOW), span.last_day, today)
    return now.before() if reach is Reach.BEFORE else now

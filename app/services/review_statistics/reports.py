"""The reports of a period: made in it, presented in it, or about it."""

from sqlalchemy import Connection, or_, select

from app.models.reverse_review import ReviewReport
from app.services.review_statistics.reach import Reach
from app.services.review_statistics.rows import ReportRow


def reports_of(connection: Connection, reach: Reach) -> tuple[ReportRow, ...]:
    """The latest made first; one about the period counts as its own even where it was made afterwards."""
    table, period = ReviewReport, reach.period
    about = table.first.between(period.first, period.last) & table.last.between(period.first, period.last)
    wanted = or_(reach.within(table.as_of), reach.within(table.presented_on), about)
    columns = (table.id, table.review_id, table.kind, table.title, table.first, table.last, table.as_of)
    statement = select(*columns, table.presented_to, table.presented_on).where(wanted)
    return tuple(
        ReportRow(*row[:7], presented_to=row[7] or "", presented_on=str(row[8] or ""))
        for row in connection.execute(statement.order_by(table.as_of.desc(), table.id.desc()))
    )

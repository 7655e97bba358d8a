"""旧存 at the turn of a year: what is open at the end of 31 December, and what 1 January carries over.

Both are asked of the records by themselves, by the conditions of the monthly statistics; nothing is kept or copied.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.models.matter import Matter
from app.models.reverse_review import ReverseReview
from app.models.suggestion import Suggestion
from app.models.terms import RecordType
from app.services.monthly_statistics.measures import measures_of
from app.services.monthly_statistics.period import Period
from app.services.monthly_statistics.rows import Subject
from app.services.monthly_statistics.stock import ending, stock
from app.services.secrecy.masking import Masking
from app.services.year_end.rows import Carried, RecordName

_LETTER_NAME = func.coalesce(Suggestion.number, Suggestion.addressee)


def year_of(year: int, today: date) -> Period:
    """The year as one period, known up to its end or ``today``; raises MonthNotBegun for one that lies ahead."""
    return Period.between(f"{year}-01", f"{year}-12", today)


def carried_over(session: Session, year: int, today: date) -> tuple[Carried, ...]:
    """监督事项, 检察建议 and 反向审视 on both sides of the turn."""
    ending_year = year_of(year, today)
    begins = Period(f"{year + 1}-01", date(year + 1, 1, 31), is_running=False)
    return tuple(
        Carried(kind.label, kind, _named(session, table, kind, at_end), _named(session, table, kind, after))
        for table, kind, at_end, after in _sides(ending_year, begins)
    )


def _sides(ends: Period, begins: Period) -> Iterator[tuple[Any, RecordType, ColumnElement[bool], ColumnElement[bool]]]:
    subjects: tuple[tuple[Any, RecordType, Subject], ...] = (
        (Matter, RecordType.MATTER, "matter"),
        (Suggestion, RecordType.SUGGESTION, "suggestion"),
    )
    for table, record_type, subject in subjects:
        before, after = (measures_of(subject, each) for each in (ends, begins))
        yield table, record_type, before.condition("open"), after.condition("carried")
    before_review, after_review = (
        stock(ReverseReview.started_on, ending(ReverseReview.closed_on), each) for each in (ends, begins)
    )
    yield ReverseReview, RecordType.REVERSE_REVIEW, before_review.open, after_review.carried


def _named(
    session: Session, table: Any, record_type: RecordType, condition: ColumnElement[bool]
) -> tuple[RecordName, ...]:
    name = {Matter: Matter.unit, Suggestion: _LETTER_NAME, ReverseReview: ReverseReview.title}[table]
    wanted = select(table.id, table.entry_number, name).where(condition).order_by(table.entry_number)
    names = [RecordName(record_type, *row) for row in session.execute(wanted)]
    return Masking.shipped().hidden(session, names, lambda each: (each.record_type, each.id), "name")

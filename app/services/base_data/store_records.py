"""The records that the store counts for an item in some months."""

from typing import Any

from sqlalchemy import Connection, func, select

from app.models.matter import Matter
from app.models.suggestion import Suggestion
from app.services.base_data.measures import SOURCES, TYPES, family_of
from app.services.base_data.store_counts import MONTH, conditions_for, day_of, last_day
from app.services.monthly_statistics.rows import RecordRef, Subject


def subject_of(measure: str) -> Subject:
    """Whether a measure counts matters or letters."""
    return "matter" if family_of(measure) in {TYPES, SOURCES} else "suggestion"


def records_behind(
    connection: Connection, measure: str, measures: frozenset[str], first: str, last: str
) -> list[RecordRef]:
    """The records of some months, oldest entry first; ``measures`` are all there are."""
    day, conditions = day_of(family_of(measure))
    table: Any = Matter if subject_of(measure) == "matter" else Suggestion
    wanted = select(table.id, table.entry_number).where(
        *conditions,
        *conditions_for(measure, measures),
        day >= first,
        day <= last_day(last),
        func.length(day) >= MONTH,
    )
    return [RecordRef(*row) for row in connection.execute(wanted.order_by(table.id))]

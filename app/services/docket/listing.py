"""The list of deadlines: which expression each column is; only what is open unless the query asks for a state."""

from datetime import date
from typing import Any

from sqlalchemy import Select, String, case, func, select, type_coerce

from app.models.database import Database
from app.models.deadline import Deadline
from app.models.terms import Certainty, DeadlineState, Lamp, RecordType, Side
from app.services.deadlines.terms import NAMED_DAY, OWN_DATE
from app.services.docket.rows import COLUMNS
from app.services.docket.standing import (
    DEPARTMENT,
    ENTRY_NUMBER,
    HANDLER,
    NUMBER,
    SUBJECT,
    days_left,
    extensions,
    is_open,
    is_overdue,
    lamp,
)
from app.services.lists.listing import ListQuery
from app.services.lists.store_listing import ListShape, StoreListing

_TERMS = {"lamp": Lamp, "side": Side, "certainty": Certainty, "state": DeadlineState, "record_type": RecordType}


def expressions(as_of: date) -> dict[str, Any]:
    """The SQL of each column, as ``as_of`` knew the deadline."""
    plain = ("due_on", "name", "side", "started_on", "record_type", "certainty", "overdue_after", "basis")
    return {
        **{name: getattr(Deadline, name) for name in (*plain, "is_provisional", "record_id")},
        "lamp": lamp(as_of),
        "state": case((is_open(as_of), DeadlineState.OPEN.value), else_=type_coerce(Deadline.state, String)),
        "days_left": days_left(as_of),
        "extensions": extensions(),
        "record": NUMBER,
        "subject": SUBJECT,
        "handler": HANDLER,
        "department": DEPARTMENT,
        "rule": case((Deadline.rule_code == OWN_DATE, NAMED_DAY), else_=Deadline.rule_code),
        "id": ENTRY_NUMBER,
    }


class DocketListing(StoreListing):
    """Deadlines by due date; ``issued_from`` and ``issued_to`` of a query are due dates here."""

    @classmethod
    def over(cls, database: Database) -> "DocketListing":
        """The list of one store, what ends first coming first."""
        shape = ListShape(
            belongs=(Deadline.record_type, Deadline.record_id),
            expressions=expressions,
            is_overdue=is_overdue,
            searched=(Deadline.name, NUMBER, SUBJECT, HANDLER, ENTRY_NUMBER),
            own_order=(Deadline.due_on.is_(None), Deadline.due_on),
            period_column=type_coerce(Deadline.due_on, String),  # compared with months too
            terms=_TERMS,
        )
        return cls(database, Deadline, COLUMNS, shape)

    def _filtered(self, statement: Select[Any], query: ListQuery) -> Select[Any]:
        filtered = super()._filtered(statement, query)
        asked = {self.key(name) for name, _shown in query.where}
        return filtered if "state" in asked else filtered.where(is_open(query.as_of))

    def counts(self, query: ListQuery) -> dict[Lamp, int]:
        """How many deadlines of a query have each lamp on its day; one statement, no row is made."""
        shown = lamp(query.as_of).label("lamp")
        wanted: Any = select(shown, func.count())
        with self._database.read() as session:
            found = session.connection().execute(self._filtered(wanted, query).group_by(shown))
            return {Lamp(value): count for value, count in found}

    def days(self, query: ListQuery) -> dict[date, dict[Lamp, int]]:
        """How many deadlines of a query end on each day, by lamp."""
        shown = lamp(query.as_of).label("lamp")
        wanted: Any = select(Deadline.due_on, shown, func.count())
        found: dict[date, dict[Lamp, int]] = {}
        with self._database.read() as session:
            for due_on, value, count in session.execute(self._filtered(wanted, query).group_by(Deadline.due_on, shown)):
                if due_on is not None:
                    found.setdefault(due_on, {})[Lamp(value)] = count
        return found

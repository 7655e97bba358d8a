"""What the rows are called that a field of the trail points at: nobody knows a record by the number of its row."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models.account import Account
from app.models.matter import Matter
from app.models.office import Department, Person
from app.services.trail.family import OWN
from app.services.trail.net import Values

_CALLED: dict[str, InstrumentedAttribute[Any]] = {
    "matter_id": Matter.entry_number,
    "person_id": Person.name,
    "account_id": Account.name,
    "department_id": Department.name,
}


def name_of(session: Session, field: str, image: Values) -> str | None:
    """The 登记号 or name of what ``field`` points at; None where it points at nothing, or at what is gone."""
    value = image.get(field)
    called = _own_number(image) if field == "record_id" else _CALLED.get(field)
    if called is None or value is None:
        return None
    found = session.scalar(select(called).where(called.class_.id == value))
    return None if found is None else str(found)


def _own_number(image: Values) -> InstrumentedAttribute[Any] | None:
    kind = image.get("record_type")
    table = next((table for each, table in OWN.items() if each.value == kind), None)
    return None if table is None else table.entry_number  # type: ignore[attr-defined]  # all five have one

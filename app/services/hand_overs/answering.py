"""Whose answer a hand-over waits for, as a condition of SQL."""

from sqlalchemy import ColumnElement, and_, or_

from app.models.case_terms import HandOverState
from app.models.hand_over import HandOver


def offered_to(person: str, department: str) -> ColumnElement[bool]:
    """Offered to a person by name, or to the department they belong to alone; no department: by name only."""
    to_department = and_(HandOver.to_handler.is_(None), HandOver.to_department == (department or None))
    return and_(HandOver.state == HandOverState.OFFERED, or_(HandOver.to_handler == person, to_department))

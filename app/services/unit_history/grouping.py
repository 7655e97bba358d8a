"""Which organisations are one unit: those that went on under another name."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models.office import UnitChange


def group_of(session: Session, organisation_id: int) -> frozenset[int]:
    """The organisation and all it was or became, whichever way one goes."""
    known, reached = {organisation_id}, {organisation_id}
    while reached:
        touching = or_(UnitChange.earlier_id.in_(reached), UnitChange.later_id.in_(reached))
        pairs = session.execute(select(UnitChange.earlier_id, UnitChange.later_id).where(touching)).all()
        reached = {end for pair in pairs for end in pair} - known
        known |= reached
    return frozenset(known)

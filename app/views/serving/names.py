"""Names offered while the steps of serving are entered."""

from app.services.desk import Desk


def people(desk: Desk) -> list[str]:
    """Everybody of the office, each name once."""
    return list(dict.fromkeys(person.name for person in desk.offices.people()))

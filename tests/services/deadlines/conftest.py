"""The shipped calendar and rules, read once."""

import pytest

from app.services.deadlines.calendar import WorkCalendar
from app.services.deadlines.rules import RuleLibrary
from app.services.foundation.resources import Resources


@pytest.fixture(scope="session")
def calendar() -> WorkCalendar:
    """The shipped holiday notices."""
    return WorkCalendar.load(Resources.shipped().calendar)


@pytest.fixture(scope="session")
def library() -> RuleLibrary:
    """The shipped standard set."""
    return RuleLibrary.load(Resources.shipped().rules)

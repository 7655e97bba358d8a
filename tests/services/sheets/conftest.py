"""The working sheets of a small store."""

import pytest

from app.models.actor import Actor
from app.models.database import Database
from app.services.documents.service import Documents
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.sheets.service import Sheets
from tests.services.monthly_statistics.ledger import Ledger


@pytest.fixture
def ledger(database: Database, actor: Actor, clock: FixedClock) -> Ledger:
    """Where a test puts its letters."""
    return Ledger(database, actor, clock)


@pytest.fixture
def sheets(database: Database, clock: FixedClock, resources: Resources) -> Sheets:
    """The sheets of the same store, on 22 November 2026."""
    return Sheets(database, clock, Documents(resources))

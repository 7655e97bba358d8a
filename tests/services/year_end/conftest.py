"""The year 2026 seen from 5 January 2027: letters, matters and the desk over them."""

from datetime import datetime

import pytest

from app.figure_desk import FigureDesk
from app.models.actor import Actor
from app.models.database import Database
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from tests.conftest import CHINA
from tests.services.monthly_statistics.ledger import Ledger


@pytest.fixture
def january() -> FixedClock:
    """5 January 2027."""
    return FixedClock(datetime(2027, 1, 5, 9, 0, tzinfo=CHINA))


@pytest.fixture
def ledger(database: Database, actor: Actor, january: FixedClock) -> Ledger:
    """Where records are put."""
    return Ledger(database, actor, january)


@pytest.fixture
def desk(database: Database, january: FixedClock, resources: Resources) -> FigureDesk:
    """Services on 5 January 2027."""
    return FigureDesk(database, january, resources)

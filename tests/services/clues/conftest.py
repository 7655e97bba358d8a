"""A desk for clues: all services on an empty store, and clues registered on the spot."""

from collections.abc import Callable

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.services.clues.rows import ClueDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources

Register = Callable[..., int]


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, clock, resources)


@pytest.fixture
def register(desk: OpenDesk, actor: Actor) -> Register:
    """Registers a clue with some facts of its own and gives its id."""

    def make(**facts: object) -> int:
        said = {"source": "12345", "unit": "青山县水利局", "found": "河道采砂无人监管", "kind": "行政公益诉讼", **facts}
        return desk.clues.register(actor, ClueDraft(**said)).id  # type: ignore[arg-type]  # a test's own fields

    return make

"""A desk on a real store, and matters that begin with a type."""

from datetime import datetime

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.matter import Matter
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.matters.rows import MatterDraft
from tests.conftest import CHINA


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    """All services on an empty store, on Sunday 22 November 2026."""
    return OpenDesk(database, FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)), Resources.shipped())


class Register:
    """Registers matters and looks at what they began with."""

    def __init__(self, desk: OpenDesk, database: Database, actor: Actor) -> None:
        self._desk, self._database, self._actor = desk, database, actor

    def matter(self, kind: str, accepted: str = "2026-11-02") -> int:
        """A matter by hand."""
        draft = MatterDraft(kind=kind, unit="青山县水利局", accepted_on=PartialDate(accepted))
        return self._desk.matters.register(self._actor, draft).id

    def amend(self, matter: int, **facts: object) -> None:
        """Change the card."""
        card = self._desk.matters.card(matter)
        draft = MatterDraft(**{**vars(card.draft), **facts})  # type: ignore[arg-type]  # a test's own fields
        self._desk.matters.amend(self._actor, matter, card.version, draft)

    def began_with(self, matter: int) -> tuple[str | None, str | None]:
        """Type and digest of the kept version."""
        with self._database.read() as session:
            row = session.get_one(Matter, matter)
            return row.type_code, row.type_digest


@pytest.fixture
def register(desk: OpenDesk, database: Database, actor: Actor) -> Register:
    """Registers matters."""
    return Register(desk, database, actor)

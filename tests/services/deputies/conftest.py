"""The register of deputies' proposals on a real store."""

from dataclasses import replace

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.letter_terms import ProposalDirection, ProposalKind
from app.services.deputies.rows import ProposalDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources

PROPOSAL = ProposalDraft(
    direction=ProposalDirection.RECEIVED,
    kind=ProposalKind.DEPUTY,
    deputy="李某",
    title="关于加强校园周边食品安全监管的建议",
    received_on=PartialDate("2026-03-10"),
    number="第31号",
    content="部分商铺销售过期食品。",
)


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, clock, resources)


class Proposals:
    """Proposals as 张某 enters them."""

    def __init__(self, desk: OpenDesk, actor: Actor) -> None:
        self.desk, self.actor = desk, actor

    def register(self, **facts: object) -> int:
        """One that came in, but for what is said."""
        return self.desk.deputies.register(self.actor, replace(PROPOSAL, **facts)).id  # type: ignore[arg-type]  # a test's own

    def version(self, key: int) -> int:
        """The version that stands."""
        return self.desk.deputies.card(key).version


@pytest.fixture
def proposals(desk: OpenDesk, actor: Actor) -> Proposals:
    """An empty register."""
    return Proposals(desk, actor)

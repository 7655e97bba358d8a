"""The registers of a real store, and entries on them."""

from dataclasses import replace
from datetime import datetime

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import Direction, MeetingKind, ReportKind
from app.models.database import Database
from app.models.dates import PartialDate
from app.services.case_registers.rows import MeetingDraft, ReportDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from tests.conftest import CHINA

REQUEST = ReportDraft(
    kind=ReportKind.REQUEST,
    direction=Direction.UP,
    title="关于法律适用问题的请示",
    counterpart="青山市人民检察院",
    sent_on=PartialDate("2026-10-12"),
)
COMMITTEE = MeetingDraft(kind=MeetingKind.COMMITTEE, topic="是否制发检察建议", held_on=PartialDate("2026-10-15"))


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)), Resources.shipped())


class Entries:
    """Entries as 张某 makes them."""

    def __init__(self, desk: OpenDesk, actor: Actor) -> None:
        self._desk, self._actor = desk, actor

    def report(self, **fields: object) -> int:
        """A 请示 up, unless the fields say otherwise."""
        draft = replace(REQUEST, **fields)  # type: ignore[arg-type]  # a test's own fields
        return self._desk.case_registers.reports.register(self._actor, draft).id

    def meeting(self, **fields: object) -> int:
        """A meeting of the 检察委员会, unless the fields say otherwise."""
        draft = replace(COMMITTEE, **fields)  # type: ignore[arg-type]  # a test's own fields
        return self._desk.case_registers.meetings.register(self._actor, draft).id


@pytest.fixture
def entries(desk: OpenDesk, actor: Actor) -> Entries:
    """What stands on the registers is made through this."""
    return Entries(desk, actor)

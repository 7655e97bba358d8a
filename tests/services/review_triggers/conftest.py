"""A desk for triggers, and cases registered on the spot."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.review_terms import TriggerList
from app.models.terms import Certainty
from app.services.foundation.resources import Resources
from app.services.original_cases.rows import CaseDraft
from app.services.review_triggers.model import Condition, Relation
from app.services.review_triggers.rows import HitRow, ReviewStart, TriggerDraft
from tests.conftest import CHINA

Register = Callable[..., int]
START = ReviewStart(handler="李某", started_on=PartialDate("2026-11-20"))


@dataclass
class MovingClock:
    """A clock the test moves on."""

    moment: datetime

    def today(self):
        return self.moment.date()

    def now(self) -> datetime:
        return self.moment


def case_draft(**facts: object) -> CaseDraft:
    """A criminal case nobody would look over, but for facts of its own; 王某 handled it."""
    said = {"name": "甲某盗窃案", "kind": "刑事", "handlers": "王某", "department": "第一检察部", **facts}
    return CaseDraft(**said)  # type: ignore[arg-type]  # a test's own fields


def own_draft(**fields: object) -> TriggerDraft:
    """附条件不起诉专项, from today on."""
    draft = TriggerDraft(
        name="附条件不起诉专项评查",
        trigger_list=TriggerList.ANALYSIS,
        valid_from=datetime(2026, 11, 22, tzinfo=CHINA).date(),
        source="省院专项评查方案（2026）",
        certainty=Certainty.PARTLY,
        all_of=(Condition("indictment_result", Relation.IS, ("附条件不起诉",)),),
        remind_days=5,
    )
    return replace(draft, **fields)  # type: ignore[arg-type]  # a test's own fields


@pytest.fixture
def moving() -> MovingClock:
    """Sunday 22 November 2026, to be moved on."""
    return MovingClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA))


@pytest.fixture
def desk(database: Database, moving: MovingClock, resources: Resources) -> OpenDesk:
    """All services on an empty store."""
    return OpenDesk(database, moving, resources)


@pytest.fixture
def register(desk: OpenDesk, actor: Actor) -> Register:
    """Registers a case with some facts of its own and gives its id."""
    return lambda **facts: desk.original_cases.register(actor, case_draft(**facts)).id


def codes(hits: tuple[HitRow, ...]) -> list[str]:
    """The codes of some hits."""
    return [hit.code for hit in hits]

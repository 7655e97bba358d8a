"""A desk for reviews: all services on an empty store, and reviews opened on the spot."""

from collections.abc import Callable

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.review_terms import ReviewKind
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.reverse_reviews.rows import ReviewDraft

OpenReview = Callable[..., int]


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, clock, resources)


@pytest.fixture
def open_review(desk: OpenDesk, actor: Actor) -> OpenReview:
    """Opens a 个案审视 by 李某 of the given cases and gives its id."""

    def make(*cases: int, **facts: object) -> int:
        said = {
            "kind": ReviewKind.CASE,
            "started_on": PartialDate("2026-11-02"),
            "handler": "李某",
            "department": "控告申诉检察部",
            "case_ids": cases,
            **facts,
        }
        return desk.reverse_reviews.open(actor, ReviewDraft(**said)).id  # type: ignore[arg-type]  # a test's own fields

    return make

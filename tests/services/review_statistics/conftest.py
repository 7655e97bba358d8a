"""The statistics of reverse review over a small store whose numbers are known."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.models.database import Database
from app.services.documents.service import Documents
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.review_statistics.service import ReviewStatistics
from tests.conftest import CHINA
from tests.services.review_statistics.known import lay_known
from tests.services.review_statistics.reviews import Reviews


@pytest.fixture
def reviews(database: Database) -> Reviews:
    """Where a test puts its cases and reviews."""
    return Reviews(database)


@pytest.fixture
def statistics(database: Database, clock: FixedClock, resources: Resources) -> ReviewStatistics:
    """The statistics of the same store, on 22 November 2026."""
    return ReviewStatistics(database, clock, resources, Documents(resources))


@pytest.fixture(scope="module")
def known_store(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The hand-made store, only read."""
    path = tmp_path_factory.mktemp("known") / "台账.jdt"
    shutil.copy(empty_store, path)
    database = Database(path)
    lay_known(Reviews(database))
    yield database
    database.close()


@pytest.fixture(scope="module")
def known(known_store: Database) -> ReviewStatistics:
    """The statistics of the hand-made store."""
    resources = Resources.shipped()
    clock = FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA))
    return ReviewStatistics(known_store, clock, resources, Documents(resources))

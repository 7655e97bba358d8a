"""The fixed store, laid once for those who only read, and a copy for those who write."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.database import Database
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from tests.conftest import CHINA
from tests.services.review_analysis.reviewed_store import lay_store

NOON = FixedClock(datetime(2026, 11, 22, 12, 0, tzinfo=CHINA))


@pytest.fixture(scope="session")
def laid_store(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixed store, closed."""
    path = tmp_path_factory.mktemp("reviewed") / "审视.jdt"
    shutil.copy(empty_store, path)
    database = Database(path)
    lay_store(database)
    database.close()
    return path


@pytest.fixture(scope="module")
def reading(laid_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    """All services on the fixed store, for reading."""
    path = tmp_path_factory.mktemp("reading") / "审视.jdt"
    shutil.copy(laid_store, path)
    desk = OpenDesk(Database(path), NOON, Resources.shipped())
    yield desk
    desk.close()


@pytest.fixture
def desk(laid_store: Path, store_path: Path, clock: FixedClock, resources: Resources) -> Iterator[OpenDesk]:
    """All services on a copy, for writing."""
    shutil.copy(laid_store, store_path)
    desk = OpenDesk(Database(store_path), clock, resources)
    yield desk
    desk.close()

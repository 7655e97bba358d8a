"""What the tests of services stand on: a real store in a temporary folder, and somebody who writes."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.models.actor import Actor
from app.models.database import Database
from app.services.foundation.clock import FixedClock
from app.services.store.opening import NewStore, create_store
from tests.conftest import CHINA

OFFICE = "青山县人民检察院"


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newly made store, made once; tests take copies of it."""
    path = tmp_path_factory.mktemp("store") / "空.jdt"
    laid = FixedClock(datetime(2026, 11, 22, 8, 0, tzinfo=CHINA))
    create_store(path, NewStore(OFFICE, "青检"), Actor("张某"), laid).close()
    return path


@pytest.fixture
def actor() -> Actor:
    """Who writes."""
    return Actor("张某")


@pytest.fixture
def database(empty_store: Path, store_path: Path) -> Iterator[Database]:
    """An empty store of 青山县人民检察院, open."""
    shutil.copy(empty_store, store_path)
    opened = Database(store_path)
    yield opened
    opened.close()

"""A demonstration store made once for the tests of this folder, on a working day."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.models.database import Database
from app.services.demonstration.service import Demonstration
from app.services.foundation.clock import SystemClock
from app.services.foundation.resources import Resources
from tests.conftest import CHINA

DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=CHINA)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """200 matters and 120 letters."""
    path = tmp_path_factory.mktemp("demonstration") / "演示.jdt"
    Demonstration(Resources.shipped(), SystemClock()).make(path, today=DAY)
    return path


@pytest.fixture
def shown(made: Path) -> Iterator[Database]:
    """The store, open; tests only read it."""
    opened = Database(made)
    yield opened
    opened.close()

"""A store whose tables are known, made once for all that only read it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.database import Database
from app.services.foundation.resources import Resources
from app.services.statistics_tables.service import StatisticsTables
from app.services.store.opening import NewStore, create_store
from tests.services.statistics_papers.known import CLERK, NOON, open_known
from tests.tools.golden_tables import MARCH


@pytest.fixture(scope="session")
def known_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Laid once; tests that write take a copy."""
    path = tmp_path_factory.mktemp("tables") / "台账.jdt"
    create_store(path, NewStore("青山县人民检察院", "青检"), CLERK, NOON).close()
    database = Database(path)
    open_known(database)
    database.close()
    return path


@pytest.fixture
def database(known_store: Path, store_path: Path) -> Iterator[Database]:
    """A copy of it, open."""
    shutil.copy(known_store, store_path)
    opened = Database(store_path)
    yield opened
    opened.close()


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    """All services on a copy of it, on 2 April 2026."""
    return OpenDesk(database, NOON, Resources.shipped())


@pytest.fixture(scope="session")
def papers(known_store: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Workbook and PDF of March 2026."""
    database = Database(known_store)
    tables: StatisticsTables = OpenDesk(database, NOON, Resources.shipped()).statistics_tables
    found = tables.write(MARCH, tmp_path_factory.mktemp("papers"))
    database.close()
    return found

"""A demonstration store of a county office, made once; each test works on a copy."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import OpenDesk, Shop
from app.models.actor import Actor
from app.services.base_data.rows import FigureDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from tests.conftest import CHINA

CLERK, HEAD = Actor("张某"), Actor("李某")
Asked = Callable[..., Any]


@pytest.fixture(scope="session")
def laid_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Letters and matters of several years, and base data of October of two years."""
    from datetime import datetime

    path = tmp_path_factory.mktemp("briefings") / "台账.jdt"
    shop = Shop(FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)), Resources.shipped())
    shop.demonstrate(path, 60, 7, None)
    desk = shop.open(path)
    drafts = [
        FigureDraft(item, month, month, count)
        for item, month, count in (
            ("批捕人数", "2026-10", 12),
            ("批捕人数", "2025-10", 15),
            ("不捕人数", "2026-10", 0),
            ("刑事检察办案数", "2026-10", 30),
            ("民事检察办案数", "2026-10", 6),
            ("行政检察办案数", "2026-10", 4),
            ("公益诉讼检察办案数", "2026-10", 10),
        )
    ]
    desk.base_data.record(CLERK, drafts)
    desk.close()
    return path


@pytest.fixture
def desk(laid_store: Path, store_path: Path, clock: FixedClock, resources: Resources) -> Iterator[OpenDesk]:
    """All services on a copy."""
    shutil.copy(laid_store, store_path)
    opened = Shop(clock, resources).open(store_path)
    yield opened
    opened.close()


@pytest.fixture
def asked(store_path: Path) -> Iterator[Asked]:
    """One number by raw SQL, knowing nothing of the program."""
    with sqlite3.connect(store_path) as connection:
        yield lambda sql, *values: connection.execute(sql, values).fetchone()[0]

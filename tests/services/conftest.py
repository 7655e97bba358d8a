"""What the tests of services stand on: a real store in a temporary folder, and somebody who writes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.actor import Actor
from app.models.database import Database


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

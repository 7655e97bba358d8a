"""An encrypted store whose keys cost nothing to guess, so that tests are quick."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.models.actor import Actor
from app.open_desk import OpenDesk
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.keys.keyring import Keyring
from app.services.keys.rules import Hardness
from app.services.store.opening import NewStore, create_store
from app.services.store.places import keys_of
from tests.conftest import CHINA

QUICK = Hardness(1, 8, 1)
AT = "2026-11-22T09:00:00+08:00"
PASSWORD, OTHER = "检察Tz-2026-09", "另一个Kl-2027"
SENTENCE = "督促某镇人民政府依法履行监管职责"


@pytest.fixture
def actor() -> Actor:
    return Actor("张三")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """One new encrypted store for all tests, and its recovery key: making one takes seconds."""
    path = tmp_path_factory.mktemp("encrypted") / "台账.jdt"
    ring, told = Keyring.make(keys_of(path), PASSWORD, AT, QUICK)
    clock = FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA))
    create_store(path, NewStore("某县人民检察院", "某检"), Actor("张三"), clock, ring).close()
    return path, told


@pytest.fixture
def recovery(template: tuple[Path, str], store_path: Path) -> str:
    """The recovery key of a new encrypted store."""
    path, told = template
    shutil.copyfile(path, store_path)
    shutil.copyfile(keys_of(path), keys_of(store_path))
    return told


@pytest.fixture
def desk(store_path: Path, recovery: str, clock: FixedClock, resources: Resources) -> Iterator[OpenDesk]:
    """The encrypted store, open."""
    from app.services.keys.locks import Pass
    from app.services.store.opening import open_store

    opened = OpenDesk(open_store(store_path, clock, Pass(PASSWORD)), clock, resources)
    yield opened
    opened.close()

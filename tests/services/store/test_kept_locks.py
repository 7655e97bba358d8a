"""A window whose file chooser has looked into the folder of the store, and a command that ends meanwhile."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import Shop
from app.models.actor import Actor
from app.models.data_key import encryption_is_possible
from app.models.database import Database
from app.models.office import Department
from app.services.foundation.clock import FixedClock
from app.services.foundation.intentions import ASKED_FOR, Intention
from app.services.foundation.resources import Resources
from app.services.keys.locks import Pass, is_locked, looks_encrypted
from app.services.store.soundness import has_odd_header
from tests.conftest import CHINA

ADD = Intention("test.add", "新增部门", "test:add", ASKED_FOR)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)
COMMAND = """
import sqlite3, sys
store = sqlite3.connect(sys.argv[1])
print([name for (name,) in store.execute("select name from department order by id")])
store.close()
"""
ASK = """
import fcntl, sys
for name, start, length in ((sys.argv[1], 0x40000002, 510), (sys.argv[1] + "-shm", 128, 1)):
    with open(name, "rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, length, start)
        except OSError:
            continue
    print(name)
"""
PASSWORD = "Qingshan-2026-检"  # noqa: S105 - of a test

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere closing a file takes no lock of another")


def add(database: Database, actor: Actor, name: str) -> None:
    """One row, committed."""
    with database.write(actor, ADD, NOW) as unit:
        unit.session.add(Department(name=name))


def look_into(store: Path) -> None:
    """As a window that chooses files does, to see what kind each one is."""
    for path in (store, Path(f"{store}-wal"), Path(f"{store}-shm")):
        with path.open("rb") as file:
            file.read(16)


def seen_by_a_command(store: Path) -> str:
    """What another process reads, which then ends as the last that has the store open, as far as it can see."""
    run = subprocess.run([sys.executable, "-c", COMMAND, store], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def free_to_others(store: Path) -> str:
    """Which of the bytes that say "open" another process could take."""
    run = subprocess.run([sys.executable, "-c", ASK, store], capture_output=True, text=True, check=True)
    return run.stdout


@pytest.mark.skipif(not encryption_is_possible(), reason="no wheels for encryption on this platform")
def test_a_store_is_held_whatever_looks_into_it_before_and_after_it_was_encrypted_or_put_back(
    database: Database, clock: FixedClock, resources: Resources, tmp_path: Path
) -> None:
    database.close()
    shop, store = Shop(clock, resources), database.path
    for given in (None, Pass(PASSWORD)):
        if given is not None:
            shop.encrypt(store, PASSWORD)
        desk = shop.open(store, given)
        look_into(store)
        for looked in (is_locked(store), looks_encrypted(store), has_odd_header(store), desk.keys.plain_remains()):
            assert looked is not None
        backup = desk.store.backup(tmp_path / "备份").path
        beside = desk.store.restore_beside(backup, store.with_name(f"{backup.stem}.jdt")).store
        assert desk.store.check().ok
        assert free_to_others(store) == ""
        desk.close()
        desk = shop.open(beside, given)
        look_into(beside)
        assert free_to_others(beside) == ""
        desk.close()


def test_what_is_written_after_a_command_has_ended_is_kept(database: Database, actor: Actor) -> None:
    database.keep_locks()
    add(database, actor, "第一检察部")
    look_into(database.path)
    assert seen_by_a_command(database.path) == "['第一检察部']"
    add(database, actor, "第二检察部")
    assert seen_by_a_command(database.path) == "['第一检察部', '第二检察部']"
    with database.read() as session:
        assert session.scalars(select(Department.name)).all() == ["第一检察部", "第二检察部"]


def test_a_closed_store_leaves_no_log(database: Database, actor: Actor) -> None:
    database.keep_locks()
    add(database, actor, "第一检察部")
    look_into(database.path)
    database.close()
    assert not Path(f"{database.path}-wal").exists()
    assert seen_by_a_command(database.path) == "['第一检察部']"

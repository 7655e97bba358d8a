"""Damaged pages of an encrypted store: a damaged index is built anew on a copy, a damaged table is told as damage."""

import hashlib
from contextlib import closing
from pathlib import Path

import pytest

from app.models.cipher import connect
from app.models.data_key import encryption_is_possible
from app.open_desk import OpenDesk
from app.services.foundation.clock import FixedClock
from app.services.keys.keyring import Keyring
from app.services.keys.locks import Pass
from app.services.keys.problems import WrongPassword
from app.services.store.opening import open_store
from app.services.store.places import keys_of
from app.services.store.problems import StoreDamaged
from app.services.store.recovering import kept_damaged, mark_open
from app.services.store.soundness import is_sound
from tests.services.keys.conftest import OTHER, PASSWORD, SENTENCE
from tests.services.records import lay_letter

pytestmark = pytest.mark.skipif(not encryption_is_possible(), reason="no wheels for this platform")

PAGE, LETTERS = 4096, 12


@pytest.fixture
def store(desk: OpenDesk, store_path: Path) -> Path:
    """A closed store with some letters, whose last end was unclean."""
    for number in range(1, LETTERS + 1):
        lay_letter(desk._database, number, problem=SENTENCE)
    desk.close()
    mark_open(store_path)
    return store_path


def spoil(store: Path, name: str) -> str:
    """One byte of the first page of a table or an index; the digest of the file afterwards."""
    with closing(connect(store, Keyring.unlock(keys_of(store), PASSWORD).key, "ro")) as connection:
        (page,) = connection.execute("select rootpage from sqlite_schema where name = ?", (name,)).fetchone()
    content = bytearray(store.read_bytes())
    content[(page - 1) * PAGE + 2000] ^= 0xFF
    store.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("index", ["ix_suggestion_due_on", "sqlite_autoindex_suggestion_1"])
def test_a_damaged_index_is_built_anew_and_no_row_is_lost(store: Path, clock: FixedClock, index: str) -> None:
    before = spoil(store, index)
    with pytest.raises(WrongPassword):
        open_store(store, clock, Pass(OTHER))
    assert hashlib.sha256(store.read_bytes()).hexdigest() == before
    database = open_store(store, clock, Pass(PASSWORD))
    assert "索引有损坏，已在副本上重建" in database.told[0]
    with database.engine.connect() as connection:
        rows = connection.exec_driver_sql("select problem from suggestion").scalars().all()
        assert rows == [SENTENCE] * LETTERS
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    database.close()
    assert is_sound(store, database.key)
    (damaged,) = kept_damaged(store)
    assert hashlib.sha256(damaged.read_bytes()).hexdigest() == before
    assert SENTENCE.encode() not in store.read_bytes()


def test_a_damaged_table_is_told_as_damage_and_never_as_a_wrong_password(store: Path, clock: FixedClock) -> None:
    before = spoil(store, "suggestion")
    with pytest.raises(WrongPassword):
        open_store(store, clock, Pass(OTHER))
    with pytest.raises(StoreDamaged, match=r"口令正确，但.*恢复数据"):
        open_store(store, clock, Pass(PASSWORD))
    assert hashlib.sha256(store.read_bytes()).hexdigest() == before
    assert kept_damaged(store) == ()
    assert [path for path in store.parent.iterdir() if path.name.startswith(".")] == []

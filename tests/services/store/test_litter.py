"""What long acts leave that were killed, and that the next window which holds the store takes it away."""

import os
import signal
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest

from app.bootstrap import Shop
from app.models.data_key import encryption_is_possible
from app.models.database import Database
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.keys.encrypting import growing_of
from app.services.keys.locks import Pass
from app.services.office.vault import SEALED
from app.services.store.litter import clear_litter
from app.services.store.places import attachments_of, keys_of
from tests.tools.encrypting_killed import PASSWORD


@pytest.fixture
def store(database: Database) -> Path:
    database.close()
    return database.path


@pytest.fixture
def shop(clock: FixedClock, resources: Resources) -> Shop:
    return Shop(clock, resources)


def open_window(shop: Shop, store: Path) -> None:
    """As a window begins, which ends at once."""
    held = shop.hold(store, "张某")
    assert held is not None
    held.release()


def made(*places: Path) -> list[Path]:
    for place in places:
        place.parent.mkdir(exist_ok=True, parents=True)
        place.write_bytes(b"left")
    return list(places)


def twin(store: Path) -> Path:
    return attachments_of(store) / "ab" / f"abcd{SEALED}"


@pytest.mark.skipif(sys.platform == "win32", reason="another signal there")
@pytest.mark.skipif(not encryption_is_possible(), reason="no wheels for encryption on this platform")
def test_what_a_killed_encryption_left_is_gone_once_a_window_holds_the_store(shop: Shop, store: Path) -> None:
    made(attachments_of(store) / "ab" / ("ab" * 32))
    ran = subprocess.run([sys.executable, "-m", "tests.tools.encrypting_killed", store], check=False)
    assert ran.returncode == -signal.SIGKILL
    assert growing_of(store).exists()
    assert twin(store).exists()
    open_window(shop, store)
    assert list(store.parent.glob(".*.sealing*")) == []
    assert not twin(store).exists()
    assert (attachments_of(store) / "ab" / ("ab" * 32)).exists()


@pytest.mark.skipif(not encryption_is_possible(), reason="no wheels for encryption on this platform")
def test_sealed_attachments_stay_where_they_are_of_an_encrypted_store_or_of_no_attempt(shop: Shop, store: Path) -> None:
    (kept,) = made(twin(store))
    open_window(shop, store)  # plain, but nothing says that it was being encrypted: of one kept as damaged, perhaps
    assert kept.exists()
    shop.encrypt(store, PASSWORD)
    (kept,) = made(twin(store))
    made(growing_of(store))
    open_window(shop, store)
    assert kept.exists()
    shop.open(store, Pass(PASSWORD)).close()
    assert keys_of(store).exists()


@pytest.mark.skipif(not encryption_is_possible(), reason="no wheels for encryption on this platform")
def test_a_store_that_a_window_holds_is_not_encrypted_beside_it(shop: Shop, store: Path) -> None:
    secret = store.with_name("口令.txt")
    secret.write_text(PASSWORD, "utf-8")
    program = [sys.executable, "main.py", "--store", store, "--password-file", secret, "encrypt"]
    held = shop.hold(store, "张某")
    assert held is not None
    with held:
        run = subprocess.run(program, capture_output=True, text=True, check=False)
    assert "已在另一个检督台程序里打开（张某" in run.stderr
    assert not growing_of(store).exists()


def test_what_nobody_has_written_to_for_an_hour_is_taken_away_and_what_is_new_stays(
    store: Path, clock: FixedClock
) -> None:
    now = clock.now()
    trial = Path(tempfile.mkdtemp(prefix=".trial-"))
    lefts = made(
        store.parent / ".restoring-abcdefgh" / "台账.jdt",
        store.parent / f".{store.name}.new",
        attachments_of(store) / ".incoming-xyz",
        trial / "store.jdt",
    )
    at_once = made(
        store.parent / f".restoring-{store.stem}-abcdefgh" / "台账.jdt",
        store.parent / f".mending-{store.stem}-abcdefgh" / "alone.jdt",
    )
    others = made(store.parent / f".mending-{store.stem}-2-abcdefgh" / "alone.jdt", store.parent / "别的.jdt")
    at(now, *lefts, *others)
    clear_litter(store, now)
    assert [left.exists() for left in (*lefts, *at_once)] == [True] * 4 + [False] * 2
    at(now - timedelta(hours=2), *lefts, *(left.parent for left in lefts), *others)
    clear_litter(store, now)
    assert [left.exists() for left in lefts] == [False] * 4
    assert [other.exists() for other in others] == [True] * 2
    assert store.exists()


def at(moment: object, *places: Path) -> None:
    for place in places:
        stamp = moment.timestamp()  # type: ignore[attr-defined]  # a datetime
        os.utime(place, (stamp, stamp))

"""Bytes spoilt in every kind of page, a file cut off, a log that is not its own: told, and nothing made worse."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.models.database import Database
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.store.audit_chain import verify_chain
from app.services.store.centre import RestoreCentre
from app.services.store.opening import StoreDamaged, open_store
from app.services.store.recovering import kept_damaged, mark_open
from app.services.store.swapping import beside
from tests.proof.spoiling import HEADER, LETTERS, Spoil, lay_many, page, pages_in
from tests.services.records import lay_letter
from tests.services.store.conftest import backups_at

LATER = datetime.fromisoformat("2026-11-22T09:00:00+08:00")
TABLES = ("a leaf of a table", "an interior page of a table", "an overflow page")
MENDED = ("a leaf of an index", "an interior page of an index", "a page of the list of free pages")


@pytest.fixture(scope="module")
def laid(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with pages of every kind and a backup of it, closed."""
    store, clock = tmp_path_factory.mktemp("laid") / "台账.jdt", FixedClock(LATER)
    shutil.copyfile(empty_store, store)
    lay_many(store)
    database = Database(store)
    assert backups_at(clock, database, Resources.shipped()).automatic() is not None
    database.close()
    return store


@pytest.fixture
def store(laid: Path, tmp_path: Path) -> Path:
    shutil.copytree(laid.with_suffix(".backups"), tmp_path / "台账.backups")
    return Path(shutil.copyfile(laid, tmp_path / "台账.jdt"))


def spoil(store: Path, way: Spoil) -> str:
    content = bytearray(store.read_bytes())
    way(content)
    store.write_bytes(content)
    return digest(store)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def count_letters(database: Database) -> int:
    with database.engine.connect() as connection:
        return int(connection.exec_driver_sql("select count(*) from suggestion").scalar_one())


def assert_told_and_untouched(store: Path, clock: FixedClock, before: str) -> None:
    with pytest.raises(StoreDamaged, match="台账文件已损坏，没有打开，也没有改动它。请在“恢复数据”里看有哪些备份"):
        open_store(store, clock)
    assert digest(store) == before
    assert kept_damaged(store) == ()


@pytest.mark.parametrize("kind", TABLES)
def test_a_spoilt_page_of_rows_is_told_after_an_unclean_end(store: Path, clock: FixedClock, kind: str) -> None:
    before = spoil(store, page(pages_in(store)[kind]))
    mark_open(store)
    assert_told_and_untouched(store, clock, before)


@pytest.mark.parametrize("kind", MENDED)
def test_a_spoilt_page_that_holds_no_row_is_mended_on_a_copy(store: Path, clock: FixedClock, kind: str) -> None:
    before = spoil(store, page(pages_in(store)[kind]))
    mark_open(store)
    database = open_store(store, clock)
    assert count_letters(database) == LETTERS
    assert "已在副本上重建并核对后换上，记录没有缺失" in database.told[0]
    database.close()
    assert [digest(each) for each in kept_damaged(store)] == [before]


@pytest.mark.parametrize("way", HEADER.values(), ids=HEADER)
@pytest.mark.parametrize("is_clean", [False, True], ids=["after an unclean end", "after a clean end"])
def test_a_spoilt_header_or_a_file_cut_off_is_told_whatever_the_end_was(
    store: Path, clock: FixedClock, way: Spoil, is_clean: bool
) -> None:
    before = spoil(store, way)
    if not is_clean:
        mark_open(store)
    assert_told_and_untouched(store, clock, before)


@pytest.mark.parametrize("name", ["the magic", "cut to 0 bytes"])
def test_what_is_no_store_any_more_is_put_back_from_its_backup_and_kept(
    store: Path, clock: FixedClock, name: str
) -> None:
    before = spoil(store, HEADER[name])
    centre = RestoreCentre(store, clock, tuple)
    (copy,) = centre.copies()
    damaged = centre.put_back(copy.path)
    database = open_store(store, clock)
    assert (count_letters(database), digest(damaged)) == (LETTERS, before)
    database.close()


@pytest.mark.parametrize("later", [1, 20])
def test_a_log_of_an_earlier_time_of_the_same_store_undoes_nothing(store: Path, clock: FixedClock, later: int) -> None:
    database = Database(store)
    lay_letter(database, LETTERS + 1)
    old = shutil.copyfile(beside(store, "-wal"), store.with_name("old"))
    database.close()
    database = Database(store)
    for number in range(later):
        lay_letter(database, LETTERS + 2 + number)
    database.close()
    shutil.copyfile(old, beside(store, "-wal"))
    opened = open_store(store, clock)
    with opened.read() as session:
        assert verify_chain(session).first_broken is None
    assert count_letters(opened) == LETTERS + 1 + later
    assert "日志文件（-wal）与台账对不上" in opened.told[0]
    opened.close()


def test_a_text_swapped_in_the_file_is_found_by_the_chain(store: Path, clock: FixedClock) -> None:
    content = store.read_bytes()
    assert "漏管".encode() in content
    store.write_bytes(content.replace("漏管".encode(), "满意".encode()))
    database = open_store(store, clock)
    with database.read() as session:
        assert session.connection().exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"
        assert verify_chain(session).first_broken is not None
    database.close()


def test_a_clock_that_was_set_back_is_told_and_the_order_stays(store: Path, clock: FixedClock) -> None:
    back = FixedClock(clock.now() - timedelta(days=400))
    database = open_store(store, back)
    assert "本机时间 2025-10-18 09:00 早于台账里最近一次操作的时间 2026-11-2" in database.told[-1]
    lay_letter(database, LETTERS + 1)
    with database.read() as session:
        assert verify_chain(session).first_broken is None
    database.close()


def test_a_clock_that_goes_on_is_not_spoken_of(store: Path, clock: FixedClock) -> None:
    database = open_store(store, clock)
    assert database.told == ()
    database.close()


def test_the_list_of_kinds_is_of_this_store(laid: Path) -> None:
    with closing(sqlite3.connect(laid)) as connection:
        assert connection.execute("pragma freelist_count").fetchone()[0] > 1
    assert set(pages_in(laid)) == {*TABLES, *MENDED}

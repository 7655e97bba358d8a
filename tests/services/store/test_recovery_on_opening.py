"""An unclean end is followed by a look at the store: what can be mended is, the rest is told, nothing is lost."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.bootstrap import Shop
from app.models.actor import Actor
from app.models.database import Database
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import KnownError
from app.services.foundation.resources import Resources
from app.services.store.mending import is_damage
from app.services.store.opening import NewStore, StoreDamaged, StoreExists, create_store, open_store
from app.services.store.problems import words_for_lost
from app.services.store.recovering import ended_uncleanly, kept_damaged, mark_open
from app.services.store.soundness import is_sound
from app.services.store.swapping import beside, is_unfinished, swap_in
from tests.services.holding import held_by_another_program
from tests.services.records import lay_letter
from tests.services.store.conftest import backups_at

LETTERS = 40


@pytest.fixture
def store(database: Database) -> Path:
    """A closed store with some letters, whose last end was unclean."""
    for number in range(1, LETTERS + 1):
        lay_letter(database, number, problem="漏管" * 30)
    database.close()
    mark_open(database.path)
    return database.path


def pages_of(store: Path, *names: str) -> list[int]:
    """The leaf pages of some tables or indexes, from 1 on."""
    with closing(sqlite3.connect(store)) as connection:
        marks = ", ".join("?" * len(names))
        wanted = f"select pageno from dbstat where name in ({marks}) and pagetype = 'leaf'"  # noqa: S608 - marks only
        return [page for (page,) in connection.execute(wanted, names)]


def spoil(store: Path, page: int) -> None:
    content = bytearray(store.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    store.write_bytes(content)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def count_letters(database: Database) -> int:
    with database.engine.connect() as connection:
        return int(connection.exec_driver_sql("select count(*) from suggestion").scalar_one())


def index_names(store: Path) -> list[str]:
    with closing(sqlite3.connect(store)) as connection:
        rows = connection.execute("select name from sqlite_schema where type = 'index' and tbl_name = 'suggestion'")
        return [name for (name,) in rows]


def test_a_clean_end_leaves_no_sign_and_costs_no_look(database: Database) -> None:
    lay_letter(database, 1)
    database.close()
    assert not ended_uncleanly(database.path)


@pytest.mark.parametrize("is_constraint", [False, True], ids=["an index", "the index of a constraint"])
def test_a_damaged_index_is_built_anew_on_a_copy_and_no_row_is_lost(
    store: Path, clock: FixedClock, is_constraint: bool
) -> None:
    name = next(each for each in index_names(store) if each.startswith("sqlite_autoindex") is is_constraint)
    spoil(store, pages_of(store, name)[0])
    before = digest(store)
    assert not is_sound(store)
    database = open_store(store, clock)
    assert count_letters(database) == LETTERS
    assert "索引有损坏，已在副本上重建" in database.told[0]
    database.close()
    (damaged,) = kept_damaged(store)
    assert digest(damaged) == before
    assert is_sound(store)
    assert len(index_names(store)) == len(index_names(damaged))


def test_nothing_is_mended_under_the_window_of_another_program(store: Path, clock: FixedClock) -> None:
    spoil(store, pages_of(store, index_names(store)[0])[0])
    before = digest(store)
    with held_by_another_program(store):
        open_store(store, clock).close()
        assert digest(store) == before
        assert kept_damaged(store) == ()
    database = open_store(store, clock)  # the window was killed: now it is mended
    assert "索引有损坏，已在副本上重建" in database.told[0]
    database.close()


def test_a_command_that_ends_beside_a_window_leaves_the_mark_that_it_is_open(
    store: Path, clock: FixedClock, resources: Resources
) -> None:
    with held_by_another_program(store):
        Shop(clock, resources).open(store).close()
        assert ended_uncleanly(store)
    Shop(clock, resources).open(store).close()
    assert not ended_uncleanly(store)


def test_a_damaged_table_is_told_and_the_file_left_as_it_is(store: Path, clock: FixedClock) -> None:
    spoil(store, pages_of(store, "suggestion")[-1])
    before = digest(store)
    with pytest.raises(StoreDamaged, match="已损坏，没有打开，也没有改动它"):
        open_store(store, clock)
    assert digest(store) == before
    assert kept_damaged(store) == ()
    assert [path for path in store.parent.iterdir() if path.name.startswith(".")] == []


def test_a_log_of_another_time_is_laid_aside_with_the_damaged_store(
    store: Path, clock: FixedClock, tmp_path: Path
) -> None:
    other = tmp_path / "other.jdt"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("pragma journal_mode = wal")
        connection.execute("create table note (text)")
        connection.executemany("insert into note values (?)", [("x" * 3000,) for _ in range(30)])
        connection.commit()
        shutil.copyfile(beside(other, "-wal"), beside(store, "-wal"))
    database = open_store(store, clock)
    assert count_letters(database) == LETTERS
    assert "日志文件（-wal）与台账对不上" in database.told[0]
    database.close()
    (damaged,) = kept_damaged(store)
    assert beside(damaged, "-wal").is_file()


def test_a_change_of_the_kind_of_log_that_was_cut_short_is_undone_on_opening(
    store: Path, clock: FixedClock, tmp_path: Path
) -> None:
    copy = tmp_path / "cut.jdt"
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute("pragma journal_mode = delete")
        connection.execute("pragma cache_size = 1")
        connection.execute("begin")
        connection.execute("update suggestion set problem = problem || ?", ("x" * 5000,))
        shutil.copyfile(store, copy)  # as a power cut leaves it: half written, the journal beside
        shutil.copyfile(beside(store, "-journal"), beside(copy, "-journal"))
    database = open_store(copy, clock)
    with database.engine.connect() as connected:
        longest = connected.exec_driver_sql("select max(length(problem)) from suggestion").scalar_one()
    assert longest < 5000
    database.close()


def test_a_sound_log_is_played_in_and_nothing_is_said(database: Database, clock: FixedClock, tmp_path: Path) -> None:
    lay_letter(database, 1)
    copy = tmp_path / "killed.jdt"
    shutil.copyfile(database.path, copy)
    shutil.copyfile(beside(database.path, "-wal"), beside(copy, "-wal"))
    opened = open_store(copy, clock)
    assert (count_letters(opened), opened.told) == (1, ())
    opened.close()


def test_a_disk_that_does_not_answer_is_not_called_damage(store: Path, clock: FixedClock) -> None:
    beside(store, "-wal").mkdir()  # SQLite cannot open its log: an error of the disk, not of the store
    before = digest(store)
    with pytest.raises(KnownError) as told:
        open_store(store, clock)
    assert not isinstance(told.value, StoreDamaged)
    assert "损坏" not in str(told.value)
    assert digest(store) == before


def test_only_wrong_bytes_are_damage() -> None:
    for code, expected in (
        (sqlite3.SQLITE_CORRUPT, True),
        (sqlite3.SQLITE_NOTADB, True),
        (sqlite3.SQLITE_IOERR, False),
        (sqlite3.SQLITE_FULL, False),
        (sqlite3.SQLITE_BUSY, False),
    ):
        error = sqlite3.OperationalError("")
        error.sqlite_errorcode = code
        assert is_damage(error) is expected


@pytest.mark.parametrize("steps", range(5))
def test_a_recovery_killed_at_any_step_is_finished_by_the_next_opening(
    store: Path, clock: FixedClock, tmp_path: Path, steps: int
) -> None:
    """Each state a kill can leave, laid by hand."""
    sound, before = tmp_path / "sound.jdt", b"damaged"
    shutil.copyfile(store, sound)
    store.write_bytes(before)
    beside(store, "-wal").write_bytes(b"its log")
    damaged = store.with_name("台账-20261122-090000.damaged")
    ready = store.with_name(f".{store.name}.recovered")
    shutil.copyfile(sound, ready)
    store.with_name(f".{store.name}.recovery").write_text(f'{{"damaged": "{damaged.name}"}}')
    for step in (
        lambda: store.rename(damaged),
        lambda: beside(store, "-wal").rename(beside(damaged, "-wal")),
        lambda: beside(store, "-shm").unlink(missing_ok=True),
        lambda: ready.rename(store),
    )[:steps]:
        step()
    assert is_unfinished(store)
    database = open_store(store, clock)
    assert count_letters(database) == LETTERS
    assert "上次没有做完的恢复已经做完" in database.told[0]
    database.close()
    assert (damaged.read_bytes(), beside(damaged, "-wal").read_bytes()) == (before, b"its log")
    assert not is_unfinished(store)


def test_a_recovery_killed_before_anything_was_ready_leaves_the_store_alone(store: Path, clock: FixedClock) -> None:
    store.with_name(f".{store.name}.recovered").write_bytes(b"half")
    database = open_store(store, clock)
    assert (count_letters(database), database.told) == (LETTERS, ())
    database.close()
    assert not store.with_name(f".{store.name}.recovered").exists()


def test_two_recoveries_of_one_second_keep_both_damaged_files(store: Path, clock: FixedClock, tmp_path: Path) -> None:
    for number in (1, 2):
        prepared = tmp_path / f"{number}.jdt"
        shutil.copyfile(store, prepared)
        swap_in(store, prepared, clock.now())
    assert len(kept_damaged(store)) == 2


def test_a_store_that_knows_less_than_its_backup_is_told_of(
    store: Path, clock: FixedClock, resources: Resources, tmp_path: Path
) -> None:
    shutil.copyfile(store, tmp_path / "older.jdt")
    database = open_store(store, clock)
    lay_letter(database, LETTERS + 1)
    made = backups_at(clock, database, resources).automatic()
    assert made is not None
    database.close()
    shutil.copyfile(tmp_path / "older.jdt", store)
    opened = open_store(store, clock)
    assert f"备份“{made.path.name}”里有" in opened.told[0]
    opened.close()


def test_a_store_that_has_gone_is_spoken_of_and_none_is_made_among_its_backups(
    store: Path, clock: FixedClock, resources: Resources
) -> None:
    database = open_store(store, clock)
    assert words_for_lost(store) is None
    assert backups_at(clock, database, resources).automatic() is not None
    database.close()
    store.unlink()
    assert "旁边还有它的备份。请按“恢复数据…”找回" in (words_for_lost(store) or "")
    with pytest.raises(StoreExists, match="的台账的备份，不会混在一起"):
        create_store(store, NewStore("青山县人民检察院", "青检"), Actor("张某"), clock)
    assert not store.exists()

"""A store is opened only when it is known to be one; everything else is refused in a sentence and left as it was."""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from app.models.actor import Actor
from app.models.office import Office
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, KnownError
from app.services.store.opening import NewStore, StoreExists, StoreUnusable, create_store, open_store

NEW = NewStore("青山县人民检察院", "青检")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def store(store_path: Path, actor: Actor, clock: FixedClock) -> Path:
    create_store(store_path, NEW, actor, clock).close()
    return store_path


def revised(path: Path, revision: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("update alembic_version set version_num = ?", (revision,))
        connection.commit()


def test_a_new_store_knows_its_office_and_leaves_one_file(store: Path, clock: FixedClock) -> None:
    assert [path.name for path in store.parent.iterdir() if path.is_file()] == [store.name]
    database = open_store(store, clock)
    with database.read() as session:
        assert session.scalars(select(Office.name)).all() == ["青山县人民检察院"]
    database.close()


def test_an_existing_file_is_never_replaced_by_a_new_store(store: Path, actor: Actor, clock: FixedClock) -> None:
    before = digest(store)
    with pytest.raises(StoreExists, match="已经存在，不会覆盖"):
        create_store(store, NEW, actor, clock)
    assert digest(store) == before


def test_a_new_store_needs_the_name_and_the_short_name(store_path: Path, actor: Actor, clock: FixedClock) -> None:
    with pytest.raises(DomainError, match="代字"):
        create_store(store_path, NewStore("青山县人民检察院", " "), actor, clock)
    assert not store_path.exists()


def test_a_new_store_in_a_missing_folder_is_refused(tmp_path: Path, actor: Actor, clock: FixedClock) -> None:
    with pytest.raises(StoreUnusable, match="不存在"):
        create_store(tmp_path / "没有" / "台账.jdt", NEW, actor, clock)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a folder nobody can write to, whoever runs the test")
def test_a_new_store_in_a_folder_that_cannot_be_written_is_refused(actor: Actor, clock: FixedClock) -> None:
    with pytest.raises(KnownError, match="打不开台账文件"):
        create_store(Path("/proc/台账.jdt"), NEW, actor, clock)


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may write everywhere")
def test_a_store_in_a_read_only_folder_is_refused(store: Path, clock: FixedClock) -> None:
    store.parent.chmod(0o500)
    try:
        with pytest.raises(StoreUnusable, match="只读"):
            open_store(store, clock)
    finally:
        store.parent.chmod(0o700)


def test_a_missing_store_is_named_and_not_made(store_path: Path, clock: FixedClock) -> None:
    with pytest.raises(StoreUnusable, match="找不到台账文件"):
        open_store(store_path, clock)
    assert not store_path.exists()


def test_a_folder_is_no_store(tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(StoreUnusable, match="不是文件"):
        open_store(tmp_path, clock)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 a workbook", "序号,文号\n".encode()], ids=["empty", "zip", "csv"]
)
def test_a_file_of_another_type_is_refused_and_left_alone(store_path: Path, clock: FixedClock, content: bytes) -> None:
    store_path.write_bytes(content)
    with pytest.raises(StoreUnusable, match="不是检督台的台账文件"):
        open_store(store_path, clock)
    assert store_path.read_bytes() == content


def test_a_database_of_another_program_is_refused(store_path: Path, clock: FixedClock) -> None:
    with closing(sqlite3.connect(store_path)) as connection:
        connection.execute("create table notes (text)")
    before = digest(store_path)
    with pytest.raises(StoreUnusable, match="别的程序"):
        open_store(store_path, clock)
    assert digest(store_path) == before


def test_a_store_of_a_newer_program_is_refused_and_left_alone(store: Path, clock: FixedClock) -> None:
    revised(store, "0999")
    before = digest(store)
    with pytest.raises(StoreUnusable, match="更新版本的检督台"):
        open_store(store, clock)
    assert digest(store) == before


@pytest.mark.parametrize("kept", [100, 4000, 9000], ids=["header", "first page", "some pages"])
def test_a_cut_off_store_is_called_damaged(store: Path, clock: FixedClock, kept: int) -> None:
    store.write_bytes(store.read_bytes()[:kept])
    with pytest.raises(StoreUnusable, match="损坏"):
        open_store(store, clock)
    assert store.stat().st_size == kept

"""A backup is one file that brings everything back, or says in a sentence why it cannot."""

import json
import os
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from app.models.database import Database
from app.models.suggestion import Suggestion
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, KnownError
from app.services.office.attachments import Attachments, place_of
from app.services.search.service import Search
from app.services.store.manifest import NoBackup
from app.services.store.opening import open_store
from app.services.store.places import attachments_of
from app.services.store.restoring import restore
from app.services.store.service import Store
from tests.services.records import lay_letter


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "新位置").mkdir()
    return tmp_path / "新位置" / "恢复.jdt"


def test_a_backup_brings_records_attachments_and_trail_back(
    store: Store, database: Database, clock: FixedClock, answered: int, tmp_path: Path, target: Path
) -> None:
    before = store.verify_audit()
    made = store.backup(tmp_path / "备份")
    restored = restore(made.path, target)
    assert (made.attachments, made.missing) == (1, ())
    assert (restored.office, restored.attachments, restored.missing) == ("青山县人民检察院", 1, ())
    assert restored.counts["suggestion"] == restored.counts["reply"] == 1
    opened = open_store(target, clock)
    again = Store(opened, clock, Search(opened))
    assert again.verify_audit() == before
    assert again.check().ok
    opened.close()


def test_a_backup_holds_what_is_still_in_the_write_ahead_log(
    store: Store, database: Database, tmp_path: Path, target: Path
) -> None:
    with database.read() as session:  # an open reader keeps the log from being folded in
        session.scalars(select(Suggestion)).all()
        lay_letter(database, 1)
        made = store.backup(tmp_path)
    assert restore(made.path, target).counts["suggestion"] == 1


def test_a_backup_leaves_one_file_and_says_what_it_holds(store: Store, answered: int, tmp_path: Path) -> None:
    folder = tmp_path / "U盘" / "备份"
    made = store.backup(folder)
    assert list(folder.iterdir()) == [made.path]
    assert made.path.name == "台账-20261122-090000.jdtbak"
    with zipfile.ZipFile(made.path) as archive:
        told = json.loads(archive.read("manifest.json"))
    assert told["counts"]["suggestion"] == 1
    assert told["audit_head"] == store.verify_audit().head


def test_two_backups_of_one_second_stand_side_by_side(store: Store, tmp_path: Path) -> None:
    assert store.backup(tmp_path / "备份").path != store.backup(tmp_path / "备份").path


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize("is_lost", [True, False], ids=["lost", "changed"])
def test_a_bad_attachment_is_told_and_does_not_stop_the_backup(
    store: Store, attachments: Attachments, scan: Path, tmp_path: Path, target: Path, is_lost: bool
) -> None:
    place = place_of(attachments.folder, attachments.store_file(scan).sha256)
    if is_lost:
        place.unlink()
    else:
        place.write_bytes(b"changed")
    made = store.backup(tmp_path / "备份")
    assert len(made.missing) == 1
    assert len(restore(made.path, target).missing) == 1


def test_a_backup_into_a_place_that_is_a_file_is_refused(store: Store, scan: Path) -> None:
    with pytest.raises(KnownError, match="建不了"):
        store.backup(scan)


def test_nothing_is_restored_over_an_existing_store(store: Store, database: Database, tmp_path: Path) -> None:
    made = store.backup(tmp_path / "备份")
    before = database.path.read_bytes()
    with pytest.raises(DomainError, match="不会覆盖"):
        restore(made.path, database.path)
    assert database.path.read_bytes() == before


def test_nothing_is_restored_over_the_attachments_of_another_store(store: Store, tmp_path: Path, target: Path) -> None:
    attachments_of(target).mkdir()
    with pytest.raises(DomainError, match="不会覆盖"):
        restore(store.backup(tmp_path / "备份").path, target)
    assert not target.exists()


def test_a_store_that_does_not_open_is_restored_from_its_backup(
    store: Store, database: Database, clock: FixedClock, answered: int, tmp_path: Path, target: Path
) -> None:
    made = store.backup(tmp_path / "备份")
    database.close()
    database.path.write_bytes(b"gone")
    restore(made.path, target)
    open_store(target, clock).close()


@pytest.mark.parametrize("place", [200, 5000, -300], ids=["head", "store", "tail"])
def test_a_damaged_backup_is_refused_and_leaves_nothing(
    store: Store, answered: int, tmp_path: Path, target: Path, place: int
) -> None:
    made = store.backup(tmp_path / "备份")
    content = bytearray(made.path.read_bytes())
    at = place % len(content)
    content[at : at + 40] = os.urandom(40)
    made.path.write_bytes(content)
    with pytest.raises(NoBackup):
        restore(made.path, target)
    assert list(target.parent.iterdir()) == []


def test_paths_may_be_given_from_the_folder_one_is_in(
    store: Store, answered: int, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(target.parent)
    made = store.backup(Path())
    restored = restore(Path(made.path.name), Path(target.name))
    assert restored.missing == ()
    assert target.is_file()


def test_a_restore_into_a_missing_folder_is_refused(store: Store, tmp_path: Path, target: Path) -> None:
    with pytest.raises(KnownError, match="不存在，没有恢复"):
        restore(store.backup(tmp_path).path, target.parent / "没有" / "恢复.jdt")


def test_a_file_that_is_no_backup_is_refused(scan: Path, target: Path, tmp_path: Path) -> None:
    with pytest.raises(NoBackup, match="不是检督台的备份文件"):
        restore(scan, target)
    with pytest.raises(NoBackup, match="找不到备份文件"):
        restore(tmp_path / "没有.jdtbak", target)


def test_a_backup_cannot_write_outside_the_new_place(tmp_path: Path, target: Path, store: Store) -> None:
    made = store.backup(tmp_path / "备份").path
    with zipfile.ZipFile(made) as archive:
        told = json.loads(archive.read("manifest.json"))
        held = archive.read("store.jdt")
    told["attachments"] = ["../../outside"]
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("store.jdt", held)
        archive.writestr("files/../../../outside", b"x")
        archive.writestr("manifest.json", json.dumps(told))
    with pytest.raises(NoBackup, match="不是附件的名字"):
        restore(made, target)


def test_what_a_killed_backup_left_goes_with_the_next_and_one_under_way_stays(
    store: Store, tmp_path: Path, clock: FixedClock
) -> None:
    folder, stem = tmp_path / "备份", store.path.stem
    killed, running = folder / f".backup-{stem}-k1lled", folder / f".backup-{stem}-runn1ng"
    half, begun = folder / f".{stem}-20261121-1-aa.jdtbak", folder / f".{stem}-20261122-2-bb.jdtbak"
    other = folder / "别人的文件.docx"
    for place in (killed, running):
        place.mkdir(parents=True)
        (place / "store.jdt").write_bytes(b"half of it")
    for file in (half, begun, other):
        file.write_bytes(b"half of it")
    now = clock.now().timestamp()
    for path, ago in ((killed / "store.jdt", 7200), (killed, 7200), (half, 7200), (other, 7200), (begun, 60)):
        os.utime(path, (now - ago, now - ago))
    os.utime(running, (now - 7200, now - 7200))
    os.utime(running / "store.jdt", (now - 60, now - 60))
    store.backup(folder)
    assert {path.name for path in folder.iterdir()} == {
        running.name,
        begun.name,
        other.name,
        f"{stem}-{clock.now():%Y%m%d-%H%M%S}.jdtbak",
    }

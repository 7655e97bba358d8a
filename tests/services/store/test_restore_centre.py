"""The restore centre lists what can be restored, says what each copy would lack, and keeps what was damaged."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.models.cipher import is_plain
from app.models.data_key import DataKey, encryption_is_possible
from app.models.database import Database
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.guarding.owner import Owner, StoreInUse, hold, lock_of
from app.services.keys.keyring import Keyring
from app.services.keys.locks import Pass
from app.services.keys.problems import PasswordWanted, WrongPassword
from app.services.keys.rules import Hardness
from app.services.office.attachments import Attachments
from app.services.store.automatic import Backups
from app.services.store.care_rows import AUTOMATIC, BROKEN, CHOSEN, READABLE, SEALED, SECOND, UPGRADE
from app.services.store.centre import RestoreCentre
from app.services.store.opening import NewStore, create_store, open_store
from app.services.store.places import keys_of
from app.services.store.recovering import kept_damaged
from app.services.store.second_places import SecondPlaces
from app.services.store.service import Store
from tests.architecture.source_tree import ROOT
from tests.services.records import lay_letter
from tests.services.store.conftest import backups_at
from tests.services.store.test_recovery_on_opening import pages_of, spoil

QUICK = Hardness(1, 8, 1)


@pytest.fixture
def centre(database: Database, clock: FixedClock) -> RestoreCentre:
    return RestoreCentre(database.path, clock, tuple)


def test_copies_are_listed_with_what_they_hold_wherever_they_lie(
    centre: RestoreCentre,
    backups: Backups,
    folder: Path,
    places: SecondPlaces,
    answered: int,
) -> None:
    made = backups.automatic()
    assert made is not None
    places.follow()
    broken = folder / "坏.jdtbak"
    broken.write_bytes(b"nothing of the kind")
    rows = centre.copies((broken,))
    assert {(row.source, row.state) for row in rows} == {
        (AUTOMATIC, READABLE),
        (SECOND, READABLE),
        (CHOSEN, BROKEN),
    }
    assert {row.held for row in rows if row.state == READABLE} == {"检察建议 1，监督事项 0"}
    assert rows[-1].path == broken


def test_a_preview_says_what_would_be_missing(
    centre: RestoreCentre, backups: Backups, database: Database, answered: int
) -> None:
    made = backups.automatic()
    assert made is not None
    assert "没有缺少任何操作" in centre.preview(made.path).sentence
    lay_letter(database, 2)
    preview = centre.preview(made.path)
    assert preview.count_lacking == len(preview.lacking) == 1
    assert "会缺少其后的 1 次操作" in preview.sentence
    database.close()
    database.path.write_bytes(b"gone")
    assert "无法比对" in centre.preview(made.path).sentence


def test_a_damaged_store_is_replaced_by_its_backup_and_kept_with_the_attachments_untouched(
    centre: RestoreCentre,
    backups: Backups,
    database: Database,
    attachments: Attachments,
    clock: FixedClock,
    answered: int,
) -> None:
    made = backups.automatic()
    assert made is not None
    database.close()
    spoil(database.path, pages_of(database.path, "suggestion")[0])
    spoiled = database.path.read_bytes()
    damaged = centre.put_back(made.path)
    assert (damaged.read_bytes(), kept_damaged(database.path)) == (spoiled, (damaged,))
    assert len(list(attachments.folder.glob("??/*"))) == 1
    opened = open_store(database.path, clock)
    assert opened.told == ()
    opened.close()


def test_no_backup_is_put_in_the_place_of_a_store_that_is_open_in_a_window(
    centre: RestoreCentre, backups: Backups, database: Database, clock: FixedClock, answered: int
) -> None:
    made = backups.automatic()
    assert made is not None
    with hold(database.path, Owner.here("李明", clock.now())), pytest.raises(StoreInUse, match="李明"):
        centre.put_back(made.path)
    assert kept_damaged(database.path) == ()
    database.close()
    assert centre.put_back(made.path).exists()
    assert not lock_of(database.path).exists()


def test_a_lost_attachment_comes_back_from_the_backup(
    centre: RestoreCentre, store: Store, attachments: Attachments, database: Database, answered: int, tmp_path: Path
) -> None:
    made = store.backup(tmp_path / "手工")
    (held,) = attachments.folder.glob("??/*")
    before = held.read_bytes()
    held.write_bytes(b"spoilt")
    database.close()
    centre.put_back(made.path)
    assert held.read_bytes() == before


@pytest.mark.skipif(not encryption_is_possible(), reason="no SQLCipher here")
def test_a_sealed_backup_shows_nothing_before_the_password_and_comes_back_encrypted(
    tmp_path: Path, clock: FixedClock, resources: Resources
) -> None:
    path = tmp_path / "密.jdt"
    ring, paper = Keyring.make(keys_of(path), "青山-口令-2026", clock.now().isoformat(), QUICK)
    database = sealed_store(path, ring.key, clock)
    ring.save()
    lay_letter(database, 1)
    made = backups_at(clock, database, resources).automatic()
    database.close()
    assert made is not None
    assert b"manifest" not in made.path.read_bytes()
    assert b"store.jdt" not in made.path.read_bytes()
    centre = RestoreCentre(path, clock, tuple)
    assert [row.state for row in centre.copies()] == [SEALED]
    with pytest.raises(PasswordWanted):
        centre.preview(made.path)
    with pytest.raises(WrongPassword):
        centre.unlock(made.path, "青山-口令-2025")
    centre.unlock(made.path, paper)
    assert [row.state for row in centre.copies()] == [READABLE]
    assert "没有缺少任何操作" in centre.preview(made.path).sentence
    (tmp_path / "新").mkdir()
    back = centre.restore_beside(made.path, tmp_path / "新" / "恢复.jdt")
    assert back.counts["suggestion"] == 1
    assert "2026-11-22 09:00 的备份" in back.sentence
    assert Keyring.unlock(keys_of(back.store), "青山-口令-2026").key.secret == ring.key.secret
    assert back.store.read_bytes()[:15] != b"SQLite format 3"


@pytest.mark.skipif(not encryption_is_possible(), reason="no SQLCipher here")
def test_copies_of_several_stores_and_plain_ones_stand_in_one_list_each_with_its_own_password(
    tmp_path: Path, clock: FixedClock, resources: Resources, backups: Backups, answered: int
) -> None:
    plain = backups.automatic()
    assert plain is not None
    made = [sealed_backup(tmp_path / name, clock, resources) for name in ("甲", "乙")]
    centre = RestoreCentre(tmp_path / "甲" / "密.jdt", clock, tuple)
    chosen = (made[1], plain.path)
    centre.unlock(made[0], "口令-甲-2026")
    assert states(centre, chosen) == {made[0]: READABLE, made[1]: SEALED, plain.path: READABLE}
    centre.unlock(made[1], "口令-乙-2026")
    assert set(states(centre, chosen).values()) == {READABLE}
    back = centre.restore_beside(plain.path, tmp_path / "恢复.jdt")
    assert (back.missing, rows_in(back.store)) == ((), 1)
    assert not keys_of(back.store).exists()
    assert centre.opener_of(plain.path) is None


def states(centre: RestoreCentre, chosen: tuple[Path, ...]) -> dict[Path, str]:
    return {row.path: row.state for row in centre.copies(chosen)}


def sealed_backup(folder: Path, clock: FixedClock, resources: Resources) -> Path:
    """A backup of an encrypted store of its own, whose password has the folder's name in it."""
    folder.mkdir()
    path = folder / "密.jdt"
    ring, _paper = Keyring.make(keys_of(path), f"口令-{folder.name}-2026", clock.now().isoformat(), QUICK)
    ring.save()
    database = sealed_store(path, ring.key, clock)
    made = backups_at(clock, database, resources).automatic()
    database.close()
    assert made is not None
    return made.path


@pytest.mark.skipif(not encryption_is_possible(), reason="no SQLCipher here")
def test_an_encrypted_copy_made_before_an_upgrade_waits_for_the_password_and_comes_back_encrypted(
    tmp_path: Path, clock: FixedClock
) -> None:
    store, old = tmp_path / "台账.jdt", tmp_path / "old.db"
    shutil.copyfile(ROOT / "tests" / "data" / "schema_0002.db", old)
    ring, _paper = Keyring.make(keys_of(store), "青山-口令-2026", clock.now().isoformat(), QUICK)
    ring.save()
    sealed_from(old, store, ring.key)
    open_store(store, clock, Pass("青山-口令-2026")).close()
    centre = RestoreCentre(store, clock, tuple)
    (copy,) = centre.copies()
    assert (copy.source, copy.state, copy.made_at[:10]) == (UPGRADE, SEALED, "2026-11-22")
    with pytest.raises(WrongPassword):
        centre.unlock(copy.path, "青山-口令-2025")
    centre.unlock(copy.path, "青山-口令-2026")
    (copy,) = centre.copies()
    assert (copy.state, copy.counts["suggestion"]) == (READABLE, rows_in(old))
    assert "没有缺少任何操作" in centre.preview(copy.path).sentence
    back = centre.restore_beside(copy.path, tmp_path / "恢复.jdt")
    assert not is_plain(back.store)
    open_store(back.store, clock, Pass("青山-口令-2026")).close()
    spoil(store, 3)
    assert centre.put_back(copy.path).exists()
    open_store(store, clock, centre.opener_of(copy.path)).close()


def sealed_store(path: Path, key: DataKey, clock: FixedClock) -> Database:
    """An encrypted store, made from a plain one by SQLCipher itself."""
    from app.models.actor import Actor

    plain = path.with_name("plain.jdt")
    create_store(plain, NewStore("青山县人民检察院", "青检"), Actor("张某"), clock).close()
    sealed_from(plain, path, key)
    return Database(path, key)


def sealed_from(plain: Path, path: Path, key: DataKey) -> None:
    from sqlcipher3 import dbapi2

    from app.models.cipher import connect, raw

    source = dbapi2.connect(str(plain))
    source.execute(f'attach ? as sealed key "{raw(key)}"', (str(path),))
    source.execute("select sqlcipher_export('sealed')")
    (mark,) = source.execute("pragma main.application_id").fetchone()
    source.execute(f"pragma sealed.application_id = {mark}")
    source.close()
    connect(path, key).close()


def test_a_copy_made_before_an_upgrade_is_listed_and_comes_back(tmp_path: Path, clock: FixedClock) -> None:
    store = tmp_path / "台账.jdt"
    shutil.copyfile(ROOT / "tests" / "data" / "schema_0002.db", store)
    letters = rows_in(store)
    open_store(store, clock).close()
    centre = RestoreCentre(store, clock, tuple)
    (copy,) = centre.copies()
    assert (copy.source, copy.state, copy.made_at[:10]) == (UPGRADE, READABLE, "2026-11-22")
    assert copy.counts["suggestion"] == letters
    assert "升级前" in centre.preview(copy.path).sentence
    beside = centre.restore_beside(copy.path, tmp_path / "恢复.jdt")
    assert rows_in(beside.store) == letters
    assert copy.path.exists()


def rows_in(store: Path) -> int:
    with closing(sqlite3.connect(store)) as connection:
        return int(connection.execute("select count(*) from suggestion").fetchone()[0])

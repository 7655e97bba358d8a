"""An encrypted store does what a plain one does, shows nothing of it, and tells a wrong password from damage."""

from pathlib import Path

import pytest

from app.models.actor import Actor
from app.models.data_key import encryption_is_possible
from app.models.terms import RecordType
from app.open_desk import OpenDesk
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Unwatched
from app.services.foundation.resources import Resources
from app.services.keys.keyring import Keyring
from app.services.keys.locks import Pass
from app.services.keys.problems import KeysMissing, PasswordWanted, WrongPassword
from app.services.store.backup_keys import key_of
from app.services.store.backups import Occasion, write_backup
from app.services.store.manifest import NoBackup
from app.services.store.opening import NewStore, StoreUnusable, create_store, open_store
from app.services.store.places import index_of, keys_of
from app.services.store.restoring import restore
from tests.services.keys.conftest import AT, OTHER, PASSWORD, QUICK, SENTENCE
from tests.services.records import lay_letter

pytestmark = pytest.mark.skipif(not encryption_is_possible(), reason="no wheels for this platform")


@pytest.fixture
def written(desk: OpenDesk, actor: Actor, tmp_path: Path) -> OpenDesk:
    """One letter with an attachment, searched for once; the attachment bears the same sentence."""
    lay_letter(desk._database, 1, problem=SENTENCE)
    scan = tmp_path / "来信.txt"
    scan.write_text(SENTENCE * 5000, "utf-8")
    desk.attachments.add(actor, RecordType.SUGGESTION, 1, "材料", scan)
    scan.unlink()
    assert [hit.id for hit in desk.search.find("监管职责")] == ["JY2026-00001"]
    return desk


def test_no_file_beside_the_store_shows_a_word_of_it(written: OpenDesk, tmp_path: Path, store_path: Path) -> None:
    written.backups.automatic("导入前")
    written.store.backup(tmp_path / "备份")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {store_path, index_of(store_path), keys_of(store_path)} <= set(files)
    words = (SENTENCE, SENTENCE[:4], "来信", "某县人民检察院", "SQLite format", "监管")
    told = [(path.name, word) for path in files for word in words if word.encode() in path.read_bytes()]
    assert told == []


def test_attachments_search_and_check_work_as_in_a_plain_store(written: OpenDesk, tmp_path: Path) -> None:
    (row,) = written.attachments.of(RecordType.SUGGESTION, 1)
    copy = written.attachments.save_as(row, tmp_path / "副本.txt")
    assert copy.read_text("utf-8") == SENTENCE * 5000
    with written.attachments.readable(row.sha256).open("rb") as file:
        assert file.read(9).decode() == SENTENCE[:3]
    report = written.store.check()
    assert report.ok, report.lines()
    assert not [finding for finding in report.findings if finding.area == "附件"]


def test_a_changed_attachment_is_found(written: OpenDesk) -> None:
    (row,) = written.attachments.of(RecordType.SUGGESTION, 1)
    place = written.attachments.files.vault.found(row.sha256)
    content = bytearray(place.read_bytes())
    content[-1] ^= 1
    place.write_bytes(content)
    assert not written.store.check().ok


def test_a_wrong_password_is_told_and_nothing_is_written(desk: OpenDesk, store_path: Path, clock: FixedClock) -> None:
    desk.close()
    before = {path: path.read_bytes() for path in store_path.parent.iterdir() if path.is_file()}
    for given, problem in ((Pass(OTHER), WrongPassword), (None, PasswordWanted)):
        with pytest.raises(problem):
            open_store(store_path, clock, given)
    assert {path: path.read_bytes() for path in store_path.parent.iterdir() if path.is_file()} == before


def test_the_paper_key_opens_the_store(recovery: str, store_path: Path, clock: FixedClock) -> None:
    opened = open_store(store_path, clock, Pass(recovery, is_recovery=True))
    with opened.read() as session:
        assert session.connection().exec_driver_sql("select name from office").scalar() == "某县人民检察院"
    opened.close()


def test_a_damaged_store_is_called_damaged_only_when_the_password_fits(
    desk: OpenDesk, store_path: Path, clock: FixedClock
) -> None:
    desk.close()
    content = bytearray(store_path.read_bytes())
    content[100] ^= 1
    store_path.write_bytes(content)
    with pytest.raises(StoreUnusable, match=r"口令正确，但.*已损坏"):
        open_store(store_path, clock, Pass(PASSWORD))
    with pytest.raises(WrongPassword):
        open_store(store_path, clock, Pass(OTHER))


def test_a_store_that_lost_its_keys_is_told_as_that(desk: OpenDesk, store_path: Path, clock: FixedClock) -> None:
    desk.close()
    keys_of(store_path).unlink()
    with pytest.raises(KeysMissing, match=r"缺少密钥文件“台账\.keys”"):
        open_store(store_path, clock, Pass(PASSWORD))


def test_a_backup_is_sealed_and_comes_back_by_the_password_or_the_paper(
    written: OpenDesk, recovery: str, tmp_path: Path, clock: FixedClock, resources: Resources
) -> None:
    made = written.store.backup(tmp_path / "备份")
    with pytest.raises(PasswordWanted):
        key_of(made.path, None)
    with pytest.raises(WrongPassword):
        key_of(made.path, Pass(OTHER))
    for number, given in enumerate((Pass(PASSWORD), Pass(recovery, is_recovery=True))):
        target = tmp_path / f"恢复{number}.jdt"
        back = restore(made.path, target, key=key_of(made.path, given))
        assert (back.counts["suggestion"], back.attachments, back.missing) == (1, 1, ())
        again = OpenDesk(open_store(target, clock, given), clock, resources)
        (row,) = again.attachments.of(RecordType.SUGGESTION, 1)
        assert again.attachments.save_as(row, tmp_path / "副本.txt").read_text("utf-8") == SENTENCE * 5000
        again.close()


def test_an_automatic_backup_takes_the_attachments_from_beside_the_store(
    written: OpenDesk, actor: Actor, tmp_path: Path
) -> None:
    made = written.backups.automatic("导入前")
    assert made is not None
    assert written.backups.automatic("导入前") is None
    back = restore(made.path, tmp_path / "恢复.jdt", key=key_of(made.path, Pass(PASSWORD)))
    assert (back.attachments, back.missing) == (1, ())
    assert written.trial_restores.run(actor).is_good


def test_a_damaged_backup_is_refused_although_the_password_fits(written: OpenDesk, tmp_path: Path) -> None:
    made = written.store.backup(tmp_path / "备份").path
    content = bytearray(made.read_bytes())
    content[len(content) // 2] ^= 1
    made.write_bytes(content)
    with pytest.raises(NoBackup):
        restore(made, tmp_path / "恢复.jdt", key=key_of(made, Pass(PASSWORD)))
    assert not (tmp_path / "恢复.keys").exists()


def test_changing_the_password_rewrites_neither_store_nor_backups(
    desk: OpenDesk, store_path: Path, clock: FixedClock
) -> None:
    desk.close()
    before = store_path.read_bytes()
    Keyring.unlock(keys_of(store_path), PASSWORD).change_password(PASSWORD, OTHER, AT, QUICK)
    assert store_path.read_bytes() == before
    open_store(store_path, clock, Pass(OTHER)).close()
    with pytest.raises(WrongPassword):
        open_store(store_path, clock, Pass(PASSWORD))


def test_a_new_store_never_takes_the_keys_of_another(
    recovery: str, store_path: Path, actor: Actor, clock: FixedClock
) -> None:
    store_path.unlink()
    kept = keys_of(store_path).read_bytes()
    ring, _told = Keyring.make(keys_of(store_path), PASSWORD, AT, QUICK)
    with pytest.raises(DomainError, match="另一个台账"):
        create_store(store_path, NewStore("某县人民检察院", "某检"), actor, clock, ring)
    assert keys_of(store_path).read_bytes() == kept


def test_the_open_store_restores_its_own_sealed_backups_and_no_others(
    written: OpenDesk, tmp_path: Path, actor: Actor, clock: FixedClock
) -> None:
    made = written.store.backup(tmp_path / "备份").path
    assert written.store.restore_beside(made, tmp_path / "恢复.jdt").attachments == 1
    other = tmp_path / "别的.jdt"
    ring, _told = Keyring.make(keys_of(other), OTHER, AT, QUICK)
    create_store(other, NewStore("另县人民检察院", "另检"), actor, clock, ring).close()
    foreign = tmp_path / "别的.jdtbak"
    write_backup(other, foreign, Occasion("手工", clock.now(), True), Unwatched(), ring.key)
    with pytest.raises(PasswordWanted, match="恢复数据"):
        written.store.restore_beside(foreign, tmp_path / "再恢复.jdt")

"""A plain store is encrypted whole or not at all; what stays readable is named, and goes only when asked to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.models.actor import Actor
from app.models.cipher import is_plain
from app.models.data_key import encryption_is_possible
from app.models.database import Database
from app.models.suggestion import Suggestion
from app.models.terms import RecordType
from app.open_desk import OpenDesk
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.progress import Cancelled, Unwatched
from app.services.foundation.resources import Resources
from app.services.keys.encrypting import encrypt_store
from app.services.keys.keyring import Keyring
from app.services.keys.locks import Pass
from app.services.keys.problems import WrongPassword
from app.services.keys.recovery import new_recovery_key
from app.services.keys.rows import Encrypted
from app.services.store.opening import NewStore, create_store, open_store
from app.services.store.places import index_of, keys_of
from tests.services.keys.conftest import AT, OTHER, PASSWORD, QUICK, SENTENCE
from tests.services.records import lay_letter

pytestmark = pytest.mark.skipif(not encryption_is_possible(), reason="no wheels for this platform")


@pytest.fixture
def plain(store_path: Path, actor: Actor, clock: FixedClock, resources: Resources, tmp_path: Path) -> Path:
    """A plain store with a letter and an attachment, closed again."""
    create_store(store_path, NewStore("某县人民检察院", "某检"), actor, clock).close()
    opened = OpenDesk(open_store(store_path, clock), clock, resources)
    lay_letter(opened._database, 1, problem=SENTENCE)
    scan = tmp_path / "来信.txt"
    scan.write_text(SENTENCE, "utf-8")
    opened.attachments.add(actor, RecordType.SUGGESTION, 1, "材料", scan)
    scan.unlink()
    opened.search.find("监管")
    opened.close()
    return store_path


@pytest.fixture
def encrypted(plain: Path, actor: Actor, clock: FixedClock) -> Encrypted:
    return encrypt_store(plain, _ring(plain), actor, clock, Unwatched())


@pytest.fixture
def desk_of_it(encrypted: Encrypted, clock: FixedClock, resources: Resources) -> Iterator[OpenDesk]:
    opened = OpenDesk(open_store(encrypted.store, clock, Pass(PASSWORD)), clock, resources)
    yield opened
    opened.close()


def _ring(store: Path) -> Keyring:
    return Keyring.make(keys_of(store), PASSWORD, AT, QUICK)[0]


def test_everything_is_there_behind_the_password(desk_of_it: OpenDesk, actor: Actor, tmp_path: Path) -> None:
    desk = desk_of_it
    assert [hit.id for hit in desk.search.find("监管职责")] == ["JY2026-00001"]
    (row,) = desk.attachments.of(RecordType.SUGGESTION, 1)
    assert desk.attachments.save_as(row, tmp_path / "副本.txt").read_text("utf-8") == SENTENCE
    verdict = desk.store.verify_audit()
    assert verdict.ok, verdict.sentences
    assert desk.store.check().ok
    assert desk.keys.is_encrypted


def test_the_readable_files_stay_until_they_are_destroyed(
    desk_of_it: OpenDesk, encrypted: Encrypted, actor: Actor, tmp_path: Path
) -> None:
    assert is_plain(encrypted.kept)
    assert not index_of(encrypted.store).exists()
    assert len(desk_of_it.keys.plain_remains()) == 3  # the old store, the backup, the attachment
    told = desk_of_it.keys.destroy_plain(actor)
    assert told.files == 3
    assert "固态硬盘" in told.sentence
    assert desk_of_it.keys.plain_remains() == ()
    words = (SENTENCE, "某县人民检察院", "SQLite format")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in files for word in words if word.encode() in path.read_bytes()] == []
    assert desk_of_it.store.check().ok


def test_nothing_is_destroyed_while_a_sealed_file_is_not_whole(desk_of_it: OpenDesk, actor: Actor) -> None:
    (row,) = desk_of_it.attachments.of(RecordType.SUGGESTION, 1)
    place = desk_of_it.attachments.files.vault.found(row.sha256)
    place.write_bytes(place.read_bytes()[:-1])
    before = desk_of_it.keys.plain_remains()
    with pytest.raises(Exception, match="加密后的文件不完好"):
        desk_of_it.keys.destroy_plain(actor)
    assert desk_of_it.keys.plain_remains() == before


def test_an_attempt_that_was_stopped_leaves_the_plain_store(plain: Path, actor: Actor, clock: FixedClock) -> None:
    class Stopped:
        def report(self, done: int, total: int) -> None:
            if total == 1:  # the attachments, after everything else
                raise Cancelled

    before = plain.read_bytes()
    with pytest.raises(Cancelled):
        encrypt_store(plain, _ring(plain), actor, clock, Stopped())
    assert plain.read_bytes()[100:] == before[100:]  # its header says anew how the log is kept
    assert not keys_of(plain).exists()
    assert not [path for path in plain.parent.iterdir() if "sealing" in path.name]
    open_store(plain, clock).close()
    encrypt_store(plain, _ring(plain), actor, clock, Unwatched())
    with pytest.raises(DomainError, match="已经加密"):
        encrypt_store(plain, _ring(plain), actor, clock, Unwatched())


def test_what_is_written_meanwhile_in_the_same_process_is_not_left_behind(
    plain: Path, actor: Actor, clock: FixedClock
) -> None:
    class Writing:
        def report(self, done: int, total: int) -> None:
            if (done, total) == (0, 1):  # while the store is held, by the library that does not see the lock
                database = Database(plain)
                lay_letter(database, 2)
                database.close()

    with pytest.raises(DomainError, match="加密期间有人改动了台账"):
        encrypt_store(plain, _ring(plain), actor, clock, Writing())
    database = open_store(plain, clock)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Suggestion)) == 2
    database.close()


def test_keys_beside_a_plain_store_do_no_harm(plain: Path, actor: Actor, clock: FixedClock) -> None:
    _ring(plain).save()  # what a power cut just before the last rename leaves
    open_store(plain, clock).close()
    encrypt_store(plain, _ring(plain), actor, clock, Unwatched())
    open_store(plain, clock, Pass(PASSWORD)).close()


def test_changing_the_password_leaves_a_trace_and_is_refused_with_the_wrong_one(
    desk: OpenDesk, actor: Actor, store_path: Path, recovery: str, resources: Resources
) -> None:
    keys = desk.keys
    object.__setattr__(keys.rules, "hardness", QUICK)
    with pytest.raises(WrongPassword):
        keys.change_password(actor, OTHER, OTHER, OTHER)
    with pytest.raises(FieldProblem):
        keys.change_password(actor, PASSWORD, "short", "short")
    keys.change_password(actor, PASSWORD, OTHER, OTHER)
    Keyring.unlock(keys_of(store_path), OTHER)
    keys.reset_password(actor, recovery, PASSWORD, PASSWORD)
    Keyring.unlock(keys_of(store_path), PASSWORD)
    fresh = new_recovery_key()
    keys.renew_recovery(actor, PASSWORD, fresh)
    with pytest.raises(WrongPassword):
        keys.reset_password(actor, recovery, OTHER, OTHER)
    keys.reset_password(actor, fresh, OTHER, OTHER)
    keys.let_in(actor, "王五", PASSWORD)
    assert keys.names == ("", "王五")
    keys.keep_out(actor, "王五")
    assert desk.store.verify_audit().ok

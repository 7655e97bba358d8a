"""Killed while it is encrypted, a store is plain and whole or encrypted and whole; what was destroyed is gone."""

import random
from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.attachment import Attachment
from app.models.cipher import is_plain
from app.models.data_key import encryption_is_possible
from app.models.suggestion import Suggestion
from app.models.terms import RecordType
from app.services.foundation.progress import Unwatched
from app.services.foundation.resources import Resources
from app.services.keys.encrypting import encrypt_store
from app.services.keys.keyring import Keyring
from app.services.keys.locks import Pass
from app.services.keys.rules import Hardness
from app.services.keys.service import Keys
from app.services.office.vault import Vault
from app.services.store.audit_chain import verify_chain
from app.services.store.opening import NewStore, create_store, open_store
from app.services.store.places import attachments_of, keys_of
from tests.models.killing import CLOCK, lines_of_killed
from tests.proof.kill_writer import password
from tests.services.records import lay_letter

WRITER = "tests.proof.kill_writer"
CLERK = Actor("张某")
WORDS = "督促某镇人民政府依法履行监管职责"
ROUNDS, LONGEST = 8, 0.8  # seconds after an encryption has begun, a little more than it takes

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.timeout(120),
    pytest.mark.skipif(not encryption_is_possible(), reason="no wheels for encryption on this platform"),
]


@pytest.fixture
def store(store_path: Path, tmp_path: Path) -> Path:
    """A plain store whose letter, attachment and search index hold what must not stay readable."""
    create_store(store_path, NewStore("青山县人民检察院", "青检"), CLERK, CLOCK).close()
    desk = OpenDesk(open_store(store_path, CLOCK), CLOCK, Resources.shipped())
    lay_letter(desk._database, 1, problem=WORDS)
    scan = tmp_path / "来信.txt"
    scan.write_text(WORDS, "utf-8")
    desk.attachments.add(CLERK, RecordType.SUGGESTION, 1, "材料", scan)
    scan.unlink()
    desk.search.find("监管")
    desk.close()
    return store_path


def test_a_kill_while_a_store_is_encrypted_leaves_it_plain_or_encrypted_and_nothing_readable_that_was_destroyed(
    store: Path,
) -> None:
    chance, ended_as = random.Random("encrypt 202611263"), set[str]()  # noqa: S311 - moments of a test, no secrets
    for number in range(ROUNDS):
        acts = 1 if number else 2  # the first is killed once it has said that it is encrypted, the others before
        lines = lines_of_killed(WRITER, (store, 100 * number, "encrypt"), acts, LONGEST, chance)
        told = {(word, int(of)) for word, of in map(str.split, lines)}
        for place in sorted(store.parent.glob("明*.jdt")):
            of = place.stem[1:]
            if not of.isdecimal():
                continue  # what was kept of the plain one
            ended_as.add(whole(place, int(of), told))
            assert readable(place) == []
        clear(store)
    assert "encrypted" in ended_as


def whole(store: Path, number: int, told: set[tuple[str, int]]) -> str:
    """How the store stands; everything is in it, and once nobody needs what was plain it can all be destroyed."""
    if is_plain(store):
        assert ("encrypted", number) not in told
        complete(store, None)
        ring, _paper = Keyring.make(keys_of(store), password(number), CLOCK.now().isoformat(), Hardness(1, 8, 1))
        encrypt_store(store, ring, CLERK, CLOCK, Unwatched())  # whatever was left by the one that was killed
        complete(store, Pass(password(number)))
        return "plain"
    if ("destroyed", number) in told:
        assert readable(store) == []
    complete(store, Pass(password(number)))
    return "encrypted"


def complete(store: Path, given: Pass | None) -> None:
    database = open_store(store, CLOCK, given)
    with database.read() as session:
        assert session.connection().exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"
        assert verify_chain(session).first_broken is None
        assert session.scalars(select(Suggestion.problem)).all() == [WORDS]
        (sha256,) = session.scalars(select(Attachment.sha256))
    assert Vault(attachments_of(store), database.key).is_sound(sha256)
    if given is not None:
        Keys(database, CLOCK, store.parent).destroy_plain(CLERK)
    database.close()


def readable(store: Path) -> list[Path]:
    """What of a store, or of a copy, can be read without a password."""
    paths = (path for path in store.parent.rglob("*") if path.is_file() and store.stem in str(path))
    return [path for path in paths if WORDS.encode() in path.read_bytes()]


def clear(store: Path) -> None:
    for path in store.parent.rglob("*"):
        if path.is_file() and "明" in str(path.relative_to(store.parent)):
            path.unlink()

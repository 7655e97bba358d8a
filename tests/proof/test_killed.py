"""Whatever the program was doing when it was killed: what it had said to be done is there, and nothing by half.

Each round kills a writer at a random moment. What costs little is looked at
after every round, the whole check of the store is made after every tenth.
"""

import random
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.audit import GENESIS, HASHED, AuditEntry, chain_hash
from app.models.base_data import BaseFigure
from app.models.data_key import encryption_is_possible
from app.models.document import Document, NumberTaken
from app.models.import_batch import ImportBatch
from app.models.matter import Matter, StageMove
from app.models.original_case import OriginalCase
from app.models.suggestion import Suggestion
from app.models.terms import NumberState, SuggestionStep
from app.models.upgrade import marks_of, newest_revision
from app.services.foundation.resources import Resources
from app.services.keys.keyring import Keyring
from app.services.keys.locks import Pass, is_locked
from app.services.keys.problems import WrongPassword
from app.services.keys.rules import Hardness
from app.services.store.backups import prove
from app.services.store.opening import NewStore, create_store, open_store
from app.services.store.places import keys_of
from tests.architecture.source_tree import ROOT
from tests.models.killing import CLOCK, lines_of_killed
from tests.proof.kill_writer import CASES, ITEMS, MONTHS, password

WRITER = "tests.proof.kill_writer"
CLERK = Actor("张某")
NEW = NewStore("青山县人民检察院", "青检")
OLD = ROOT / "tests" / "data" / "schema_0002.db"
OFTEN, MOST_ACTS = 10, 2
LONGEST = {"import": 0.2, "issue": 0.3, "upgrade": 0.6}  # seconds after the last act, about one act long
SHORT = 0.08


class Rounds:
    """Kills one writer after another at their work on one store, each in the act after one it told of."""

    def __init__(self, store: Path, deed: str) -> None:
        """``deed`` is what they do."""
        self.store, self.deed = store, deed
        self.told: set[int] = set()
        self._chance = random.Random(f"{deed} 20261126")  # noqa: S311 - moments of a test, no secrets

    def one(self, first: int) -> None:
        """One writer lives and dies; what it said is in ``told``."""
        acts = self._chance.randint(1, MOST_ACTS)
        given = (self.store, first, self.deed)
        lines = lines_of_killed(WRITER, given, acts, LONGEST.get(self.deed, SHORT), self._chance)
        assert len(lines) >= acts
        self.told |= {int(line.split()[1]) for line in lines}


class Trail:
    """The chain, proved from the last entry that was proved."""

    def __init__(self) -> None:
        """Nothing is proved yet."""
        self._seq, self._head = 0, GENESIS

    def prove(self, session: Session) -> None:
        """Entries since the last time follow each other without a gap."""
        columns = AuditEntry.__table__.columns
        wanted = select(*(columns[name] for name in HASHED), columns["previous"], columns["hash"])
        rows = session.connection().execute(wanted.where(AuditEntry.seq > self._seq).order_by(AuditEntry.seq))
        for entry in rows.mappings():
            assert entry["seq"] == self._seq + 1
            assert entry["previous"] == self._head
            assert entry["hash"] == chain_hash(self._head, [entry[name] for name in HASHED])
            self._seq, self._head = entry["seq"], entry["hash"]


def batches(session: Session) -> set[int]:
    """Imports, each with all its cases."""
    counted = select(OriginalCase.batch_id, func.count()).group_by(OriginalCase.batch_id)
    cases = {batch: number for batch, number in session.execute(counted)}
    assert set(cases.values()) <= {CASES}
    assert set(cases) == set(session.scalars(select(ImportBatch.id)))
    return set(cases)


def issued(session: Session) -> set[int]:
    """Numbers, letters and frozen papers are there together or not at all, and no number is skipped."""
    taken = {each.number: each for each in session.scalars(select(NumberTaken))}
    papers = {each.number: each.record_id for each in session.scalars(select(Document))}
    letters = session.scalars(select(Suggestion)).all()
    assert all((each.number is None) == (each.step is SuggestionStep.DRAFT) for each in letters)
    assert papers == {each.number: each.id for each in letters if each.number is not None}
    assert set(papers) == set(taken)
    assert all(each.state is NumberState.TAKEN for each in taken.values())
    serials = {each.serial for each in taken.values()}
    assert serials == set(range(1, len(serials) + 1))
    return serials


def moved(session: Session) -> set[int]:
    """The stage of a matter is where its steps led."""
    there = set()
    steps = session.scalars(select(StageMove).order_by(StageMove.id)).all()
    for matter in session.scalars(select(Matter)):
        here = matter.entered_stage
        for number, step in enumerate((each for each in steps if each.record_id == matter.id), start=1):
            assert step.left is here
            here = step.entered
            there.add(10 * matter.id + number)
        assert here is matter.stage
    return there


def pasted(session: Session) -> set[int]:
    """Blocks of figures, each whole."""
    blocks = Counter(session.scalars(select(BaseFigure.unit)))
    assert set(blocks.values()) <= {len(ITEMS) * len(MONTHS)}
    return {int(unit[1:-1]) for unit in blocks}


@pytest.fixture
def store(store_path: Path) -> Path:
    create_store(store_path, NEW, CLERK, CLOCK).close()
    return store_path


@pytest.mark.heavy
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("deed", "rounds", "there_are"),
    [("import", 10, batches), ("issue", 6, issued), ("move", 30, moved), ("paste", 20, pasted)],
)
def test_a_kill_takes_nothing_that_was_said_to_be_done_and_leaves_nothing_by_half(
    store: Path, deed: str, rounds: int, there_are: Callable[[Session], set[int]]
) -> None:
    killed, trail, there = Rounds(store, deed), Trail(), set[int]()
    for number in range(1, rounds + 1):
        killed.one(max(there, default=0) + 1 if deed != "import" else 1000 * number)
        database = open_store(store, CLOCK)
        with database.read() as session:
            assert session.connection().exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"
            trail.prove(session)
            there = there_are(session)
        assert there >= killed.told
        if number % OFTEN == 0:
            found = OpenDesk(database, CLOCK, Resources.shipped()).store.check().findings
            assert [each.message for each in found if each.level == "错误"] == []
        database.close()
    assert len(killed.told) >= rounds


@pytest.mark.heavy
@pytest.mark.timeout(200)
def test_a_killed_backup_leaves_whole_backups_only(store: Path) -> None:
    killed, proved = Rounds(store, "backup"), set[Path]()
    for _round in range(60):
        killed.one(max(killed.told, default=0) + 1)
        found = set((store.parent / "备份").glob("*.jdtbak"))
        visible = {each for each in found if not each.name.startswith(".")}
        for backup in visible - proved:
            assert prove(backup).office == NEW.office
        proved |= visible
        assert len(proved) >= len(killed.told)
    assert killed.told


@pytest.mark.heavy
@pytest.mark.timeout(200)
def test_a_killed_restore_leaves_a_whole_store_or_none(store: Path) -> None:
    desk = OpenDesk(open_store(store, CLOCK), CLOCK, Resources.shipped())
    desk.store.backup(store.parent / "备份").path.rename(store.with_suffix(".jdtbak"))
    desk.close()
    killed = Rounds(store, "restore")
    for number in range(60):
        killed.one(1000 * number)
        there = {int(path.stem[2:]): path for path in store.parent.glob("恢复*.jdt")}
        assert set(there) >= {each for each in killed.told if each >= 1000 * number}
        for path in there.values():
            assert counts_of(path) == counts_of(store)
            path.unlink()
    assert killed.told


@pytest.mark.heavy
@pytest.mark.timeout(200)
def test_a_killed_upgrade_is_whole_or_begins_anew(tmp_path: Path) -> None:
    store = tmp_path / "原.jdt"
    shutil.copyfile(OLD, store)
    letters = counts_of(store)
    killed = Rounds(store, "upgrade")
    for number in range(6):
        killed.one(1000 * number)
        there = {int(path.stem[1:]): path for path in tmp_path.glob("旧*.jdt")}
        assert set(there) >= {each for each in killed.told if each >= 1000 * number}
        for each, path in there.items():
            assert each not in killed.told or marks_of(path).revision == newest_revision()
            assert counts_of(path) == letters
        if there:
            open_store(there[max(there)], CLOCK).close()
            assert counts_of(there[max(there)]) == letters
            assert marks_of(there[max(there)]).revision == newest_revision()
        for path in tmp_path.glob("旧*"):
            path.unlink()
    assert killed.told


@pytest.mark.heavy
@pytest.mark.timeout(200)
@pytest.mark.skipif(not encryption_is_possible(), reason="no wheels for encryption on this platform")
def test_a_kill_while_the_password_changes_leaves_the_old_or_the_new_one(store_path: Path) -> None:
    rules = (ROOT / "resources" / "keys" / "keys.toml").read_text(encoding="utf-8")
    quick = re.sub(r"(?m)^memory_kib = .*$", "memory_kib = 8", re.sub(r"(?m)^passes = .*$", "passes = 1", rules))
    (store_path.parent / "keys.toml").write_text(re.sub(r"(?m)^lanes = .*$", "lanes = 1", quick), encoding="utf-8")
    ring, _paper = Keyring.make(keys_of(store_path), password(0), "2026-11-22T09:00:00+08:00", Hardness(1, 8, 1))
    create_store(store_path, NEW, CLERK, CLOCK, ring).close()
    killed, trail, last = Rounds(store_path, "password"), Trail(), 0
    for _round in range(30):
        killed.one(last + 1)
        assert is_locked(store_path)
        last = opening(store_path, max(killed.told, default=0))
        database = open_store(store_path, CLOCK, Pass(password(last)))
        with database.read() as session:
            trail.prove(session)
        database.close()
    assert killed.told


def opening(store: Path, told: int) -> int:
    """The number of the password that opens: the last one said, or the one that was being put in its place."""
    for number in (told, told + 1):
        try:
            Keyring.unlock(keys_of(store), password(number))
        except WrongPassword:
            continue
        return number
    pytest.fail("neither the old nor the new password opens the store")


def counts_of(store: Path) -> tuple[str, int, int]:
    """Whether a file is sound, and how much is in it."""
    with closing(sqlite3.connect(store)) as connection:
        (told,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        (letters,) = connection.execute("select count(*) from suggestion").fetchone()
        (entries,) = connection.execute("select count(*) from audit_entry").fetchone()
    return told, letters, entries

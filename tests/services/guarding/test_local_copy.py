"""A store that cannot be worked on where it lies is brought to this machine, whole or not at all."""

from pathlib import Path

import pytest

from app.models.actor import Actor
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import KnownError
from app.services.foundation.progress import Cancelled
from app.services.foundation.resources import Resources
from app.services.guarding.local_copy import copy_here
from app.services.guarding.room import Room
from app.services.store.opening import open_store
from tests.services.records import lay_letter

ACTOR = Actor("王芳")


@pytest.fixture
def far(tmp_path: Path, empty_store: Path) -> Path:
    store = tmp_path / "远处" / "台账.jdt"
    (tmp_path / "远处" / "台账.files" / "ab").mkdir(parents=True)
    (tmp_path / "远处" / "台账.files" / "ab" / "abc").write_bytes(b"scan")
    store.write_bytes(empty_store.read_bytes())
    return store


def names(folder: Path) -> list[str]:
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())


def test_the_copy_has_files_and_commits_not_folded_in_yet_and_opens(
    far: Path, tmp_path: Path, resources: Resources, clock: FixedClock
) -> None:
    written = open_store(far, clock)
    lay_letter(written, 1)
    assert far.with_suffix(".jdt-wal").stat().st_size > 0  # still open: what was committed lies beside the file
    here = copy_here(far, tmp_path / "本机", Room(resources.guarding))
    written.close()
    assert names(here.parent) == ["台账.files/ab/abc", "台账.jdt", "台账.jdt-wal"]
    opened = open_store(here, clock)
    with opened.read() as session:
        assert session.connection().exec_driver_sql("select count(*) from suggestion").scalar() == 1
    opened.close()


def test_a_second_copy_lies_beside_the_first(far: Path, tmp_path: Path, resources: Resources) -> None:
    room = Room(resources.guarding)
    first, second = (copy_here(far, tmp_path / "本机", room) for _ in range(2))
    assert first != second
    assert second.with_suffix(".files").is_dir()


def test_a_store_that_changes_meanwhile_is_not_copied(far: Path, tmp_path: Path, resources: Resources) -> None:
    class Meddler:
        def report(self, _done: int, _total: int) -> None:
            with far.open("r+b") as file:
                file.write(b"x")

    with pytest.raises(KnownError, match="被别人改动"):
        copy_here(far, tmp_path / "本机", Room(resources.guarding), Meddler())
    assert names(tmp_path / "本机") == []


def test_a_copying_that_was_stopped_leaves_nothing(far: Path, tmp_path: Path, resources: Resources) -> None:
    class Impatient:
        def report(self, _done: int, _total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        copy_here(far, tmp_path / "本机", Room(resources.guarding), Impatient())
    assert list((tmp_path / "本机").iterdir()) == []

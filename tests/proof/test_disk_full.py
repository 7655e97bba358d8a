"""A disk that is full at any point of a write: a sentence, what was there is as it was, and later it works.

On a small disk in memory, of which a filler leaves so much free; that takes root and is skipped without.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.audit import AuditEntry
from app.models.terms import RecordType
from app.services.base_data.rows import FigureDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.resources import Resources
from app.services.office.attachment_kinds import RefusedKinds
from app.services.office.attachments import Attachments
from app.services.store.opening import NewStore, create_store, open_store
from app.services.store.restoring import restore
from app.services.store.service import Store
from tests.conftest import CHINA
from tests.services.records import lay_letter

CLERK = Actor("张某")
SIZE = 12 * 1024 * 1024
STEP = 24 * 1024  # bytes between the offsets: most writes need some hundred thousand
OFFSETS = 16  # of each path
pytestmark = [pytest.mark.heavy, pytest.mark.timeout(200)]


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("disk")
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a small disk can be mounted by root on Linux only")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", place], check=False).returncode:
        pytest.skip("mounting a small disk was refused here")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


class Small:
    """One open store on the small disk."""

    def __init__(self, disk: Path, source: Path) -> None:
        """``source`` is laid on it."""
        self.disk, self.clock = disk, FixedClock(datetime(2026, 11, 22, 9, tzinfo=CHINA))
        for left in disk.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        shutil.copyfile(source, disk / "台账.jdt")
        self.desk = OpenDesk(open_store(disk / "台账.jdt", self.clock), self.clock, Resources.shipped())
        # Without the guard that refuses beforehand: the disk may fill after it was asked.
        self.store = Store(self.desk._database, self.clock, self.desk.search)
        kinds = RefusedKinds(self.desk.resources.attachments)
        self.attachments = Attachments(self.desk._database, self.clock, self.desk.changes, kinds)
        self.entries()

    def fill(self, free: int) -> None:
        """Leave so many bytes."""
        room = os.statvfs(self.disk)
        with (self.disk / "filler").open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(room.f_bavail * room.f_frsize - free, 1))

    def free(self) -> None:
        """Make room again."""
        (self.disk / "filler").unlink()

    def entries(self) -> int:
        """How many acts the trail has."""
        with self.desk._database.read() as session:
            return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path, clock = tmp_path_factory.mktemp("store") / "台账.jdt", FixedClock(datetime(2026, 11, 22, 8, tzinfo=CHINA))
    database = create_store(path, NewStore("青山县人民检察院", "青检"), CLERK, clock)
    lay_letter(database, 1)
    database.close()
    return path


def paste(small: Small, turn: int) -> None:
    drafts = [FigureDraft("批捕人数", "2025-01", "2025-01", 1, unit=f"第{turn}院{n}") for n in range(60)]
    small.desk.base_data.record(CLERK, drafts)


def attach(small: Small, turn: int) -> None:
    scan = small.disk.parent / "回证.pdf"
    scan.write_bytes(b"%PDF-1.7 " + bytes([turn % 256]) * 300_000)
    small.attachments.add(CLERK, RecordType.SUGGESTION, 1, f"材料{turn}", scan)


def back_up(small: Small, _turn: int) -> None:
    small.store.backup(small.disk / "备份")


def bring_back(small: Small, turn: int) -> None:
    backup = small.disk.parent / "源.jdtbak"
    if not backup.exists():
        small.store.backup(small.disk.parent / "别处").path.rename(backup)
    restore(backup, small.disk / f"恢复{turn}.jdt")
    (small.disk / f"恢复{turn}.jdt").unlink()


@pytest.mark.parametrize("write", [paste, attach, back_up, bring_back])
def test_a_disk_full_at_any_offset_is_told_and_nothing_is_lost(
    disk: Path, source: Path, write: Callable[[Small, int], None]
) -> None:
    small, refused = Small(disk, source), 0
    for turn in range(OFFSETS):
        before = small.entries()
        small.fill(turn * STEP * (4 if write in (back_up, bring_back) else 1))
        try:
            write(small, turn)
        except (DomainError, KnownError) as told:
            refused += 1
            if not str(told).endswith("。"):
                pytest.fail(f"no sentence: {told}")
            if small.entries() != before:
                pytest.fail("an act that was refused is there")
        finally:
            small.free()
        shutil.rmtree(disk / "备份", ignore_errors=True)
    assert refused
    write(small, OFFSETS)
    found = small.store.check().findings
    assert [each.message for each in found if each.level == "错误"] == []
    left = {path.name for path in disk.iterdir() if path.name.startswith(".")}
    assert left == set()
    small.desk.close()

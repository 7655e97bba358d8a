"""A store on a small disk in memory, of which a filler leaves so much free."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.bootstrap import OpenDesk
from app.models.audit import AuditEntry
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.guarding.room import Room
from app.services.store.opening import open_store
from tests.conftest import CHINA

_SIZE = 40 * 1024 * 1024
_ROOM = 7 * 1024 * 1024  # for one write
_MOMENT = datetime(2026, 11, 22, 9, tzinfo=CHINA)


@contextmanager
def mounted(place: Path) -> Iterator[Path]:
    """Mount it at a folder; the test is skipped where that is not possible."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a small disk can be mounted by root on Linux only")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", place], check=False).returncode:
        pytest.skip("mounting a small disk was refused here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


class Small:
    """One open store on the small disk; ``beside`` is a folder on another disk, as large as is needed."""

    def __init__(self, disk: Path, source: Path, beside: Path) -> None:
        """``source`` is laid on the disk."""
        self.disk, self.beside, self.clock = disk, beside, FixedClock(_MOMENT)
        self.path = disk / "台账.jdt"
        shutil.copyfile(source, self.path)
        self.desk = OpenDesk(open_store(self.path, self.clock), self.clock, Resources.shipped())
        # The guard that refuses beforehand is told of any room: the disk may fill after it was asked.
        vars(self.desk)["room"] = Room(self.desk.resources.guarding, lambda _place: 1 << 40)
        self.entries()

    def leave(self, free: int) -> None:
        """Fill the disk up to so many bytes; the log holds no room either that was taken before."""
        with closing(sqlite3.connect(self.path)) as connection:
            connection.execute("pragma wal_checkpoint(truncate)")
        self._fill(free)

    def release(self) -> None:
        """Make room again."""
        self._fill(_ROOM)

    def _fill(self, free: int) -> None:
        room = os.statvfs(self.disk)
        with (self.disk / "filler").open("ab") as file:
            size = max(file.tell() + room.f_bavail * room.f_frsize - free, 1)
            file.truncate(min(size, file.tell()))
            os.posix_fallocate(file.fileno(), 0, size)

    def entries(self) -> int:
        """How many entries the trail has."""
        with self.desk._database.read_behind() as session:
            return session.scalar(select(func.count()).select_from(AuditEntry)) or 0

    def hidden(self) -> set[str]:
        """Whatever was left half done."""
        return {path.name for path in self.disk.rglob(".*")}

    def close(self) -> None:
        """Close the store and leave the disk empty."""
        self.desk.close()
        for left in self.disk.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()

"""A backup of one gigabyte against copying the same files and bringing them onto the disk.

Once half of it is the store and half are scans beside it, once it is the store alone. Ours is taken from a store that
others write in, checked page by page, packed, brought onto the disk and read again in full: two passes of writing and
four of reading; the plain copy is one of each. Wall time tells of the disk too, so the CPU is reported by itself.
"""

import os
import secrets
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from app.models.actor import Actor
from app.models.database import Database
from app.models.terms import RecordType
from app.open_desk import OpenDesk
from app.services.foundation.clock import SystemClock
from app.services.foundation.progress import Unwatched
from app.services.foundation.resources import Resources
from app.services.store.backups import Occasion, write_backup
from app.services.store.places import attachments_of
from tests.benchmarks.audit import trail_of
from tests.tools.benchmark_stores import FOLDER, store_of
from tests.tools.measuring import all_in_turn, note, report_in

LETTERS, SCANS, SCAN = 10_000, 128, 4_000_000  # bytes
ENTRIES = 330_000  # with the demonstration about half a gigabyte


def main() -> None:
    """Each in turn with the plain copy, on the same disk."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for title, entries, scans, aim in (
        ("store and scans", ENTRIES, SCANS, 3),
        ("the store alone", 2 * ENTRIES, 0, 6),
    ):
        with TemporaryDirectory(dir=FOLDER) as folder:
            _measure(title, _laid(Path(folder), entries, scans), aim)


def _measure(title: str, store: Path, aim: float) -> None:
    files = [store, *(path for path in attachments_of(store).rglob("*") if path.is_file())]
    note(f"backup: {title}: {len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.0f} MB")

    def ours(number: int) -> None:
        target = store.with_name(f"{number}.jdtbak")
        write_backup(store, target, Occasion("手工", SystemClock().now(), True), Unwatched())
        target.unlink()

    def bare(number: int) -> None:
        target = store.with_name(f"copy{number}")
        target.mkdir()
        for path in files:
            _copied(path, target / path.name)
        shutil.rmtree(target)

    backed, copied = all_in_turn([ours, bare], rounds=3)
    report_in("s", f"backup: a gigabyte, {title} (copied with fsync)", backed.wall, copied.wall, aim)
    note(f"backup: of it CPU {backed.cpu:.1f} s; of the copy {copied.cpu:.1f} s")


def _laid(folder: Path, entries: int, scans: int) -> Path:
    store = folder / "台账.jdt"
    shutil.copyfile(trail_of(store_of(LETTERS), entries), store)
    desk = OpenDesk(Database(store), SystemClock(), Resources.shipped())
    scan = folder / "扫描.pdf"
    for _number in range(scans):
        scan.write_bytes(b"%PDF-1.4\n" + secrets.token_bytes(SCAN))
        desk.attachments.add(Actor("测量"), RecordType.SUGGESTION, 1, "材料", scan)
    desk.close()
    scan.unlink(missing_ok=True)
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    return store


def _copied(source: Path, target: Path) -> None:
    with source.open("rb") as read, target.open("wb") as written:
        shutil.copyfileobj(read, written, 1024 * 1024)
        written.flush()
        os.fsync(written.fileno())


if __name__ == "__main__":
    main()

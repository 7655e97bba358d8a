"""Stores for the benchmarks: made once per size, kept in out/bench until what makes them changes."""

import hashlib
import shutil
import sys
import time
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from app.models.upgrade import copy_database
from app.services.demonstration.service import Demonstration
from app.services.foundation.clock import SystemClock
from app.services.foundation.resources import Resources

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "out" / "bench"
DAY = date(2026, 11, 20)
MOMENT = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))
SIZES = (10_000, 100_000)  # letters
_MADE_FROM = (
    "app/services/demonstration",
    "app/services/deadlines",
    "app/services/suggestions/due.py",
    "app/models/migrations",
    "resources/rules",
    "resources/calendar",
    "resources/samples/demonstration.toml",
)


def store_of(letters: int) -> Path:
    """A demonstration store with that many letters, made where it is not there yet; only read it."""
    path = FOLDER / f"{letters}-{_print_of_the_makers()}.jdt"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        for old in FOLDER.glob(f"{letters}-*"):
            _remove(old)
        started = time.perf_counter()
        matters = letters * 10 // 6
        Demonstration(Resources.shipped(), SystemClock()).make(path, matters=matters, letters=letters, today=DAY)
        taken = time.perf_counter() - started
        sys.stdout.write(f"made a store of {letters:,} letters in {taken:.0f} s, {path.stat().st_size >> 20} MB\n")
    return path


def copy_of(store: Path, name: str) -> Path:
    """A copy to write in, in place of an older one of that name."""
    copy = FOLDER / name
    for old in FOLDER.glob(f"{copy.stem}.*"):
        _remove(old)
    copy_database(store, copy)
    return copy


def _print_of_the_makers() -> str:
    made = hashlib.sha256()
    for name in _MADE_FROM:
        place = ROOT / name
        for file in sorted(place.rglob("*")) if place.is_dir() else (place,):
            if file.suffix in {".py", ".toml"}:
                made.update(file.read_bytes())
    return made.hexdigest()[:12]


def _remove(path: Path) -> None:
    """A file, or a folder of attachments or backups beside a store."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()

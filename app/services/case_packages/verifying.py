"""Compares a package with its list: what is missing, changed, or came in besides."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from app.services.case_packages.rows import HASH_LIST, PackedFile
from app.services.foundation.digests import new_sm3
from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import KnownError
from app.services.foundation.progress import Progress

_BLOCK = 1024 * 1024
_KB = 1024  # progress is told in these: Qt's signals carry 32 bits


def compared(
    folder: Path, files: tuple[PackedFile, ...], progress: Progress
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Paths missing, changed and added, each sorted; raises KnownError for what cannot be read, Cancelled."""
    found = set(_paths(folder)) - {HASH_LIST}
    missing, changed, done = [], [], 0
    total = sum(max(file.size, 0) for file in files)
    for file in files:
        progress.report(done // _KB, max(total // _KB, 1))
        if file.path not in found:
            missing.append(file.path)
        elif not _is_same(folder / file.path, file, progress, (done, total)):
            changed.append(file.path)
        done += max(file.size, 0)
    added = found - {file.path for file in files}
    return tuple(sorted(missing)), tuple(sorted(changed)), tuple(sorted(added))


def _paths(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in (*names, *links):
            yield (Path(place) / name).relative_to(folder).as_posix()


def _is_same(place: Path, file: PackedFile, progress: Progress, before: tuple[int, int]) -> bool:
    """A link is never what was packed, whatever it leads to."""
    if place.is_symlink() or not place.is_file():
        return False
    done, total = before
    digest, sm3 = hashlib.sha256(), new_sm3() if file.sm3 else None
    try:
        if file.size >= 0 and place.stat().st_size != file.size:
            return False
        with place.open("rb") as content:
            for block in iter(lambda: content.read(_BLOCK), b""):
                digest.update(block)
                if sm3 is not None:
                    sm3.update(block)
                done += len(block)
                progress.report(min(done, total) // _KB, max(total // _KB, 1))
    except OSError as error:
        raise KnownError(f"“{file.path}”读不出来：{reason_of(error)}。请检查存放案件包的磁盘。") from error
    return digest.hexdigest() == file.sha256 and (sm3 is None or sm3.hexdigest() == file.sm3)

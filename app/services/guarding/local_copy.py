"""Brings a store that cannot be worked on where it lies onto this machine, with its attachments."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import KnownError
from app.services.foundation.files import flush_folder, made_folder
from app.services.foundation.progress import Progress, Unwatched
from app.services.guarding.room import Room, size_of
from app.services.store.places import attachments_of, unused

_BLOCK = 1024 * 1024
# What belongs to X.jdt beside it: commits not folded in yet, and the wrapped keys of an encrypted one. Shared memory
# of the journal is made anew, the search index and the automatic backups stay behind.
_BESIDE = (".jdt-wal", ".keys")


def copy_here(store: Path, folder: Path, room: Room, progress: Progress | None = None) -> Path:
    """Copy a store as it lies into ``folder`` under a name not used there and return its new place.

    The bytes are copied, nothing of the original is opened or changed. Raises KnownError where it changes meanwhile,
    where the disk has no room or refuses; may raise Cancelled. Nothing half copied is left behind.
    """
    made_folder(folder)
    target = _free_name(folder / store.name)
    files = list(_files(store, target))
    room.ask_for_files("复制到本机", target, [source for source, _target in files])
    before, made = _marks(store), list[Path]()
    try:
        _copy_all(files, made, progress or Unwatched())
        if _marks(store) != before:
            raise KnownError(f"{store.name} 在复制的时候被别人改动了，没有复制。请等对方关闭它以后再试。")
        flush_folder(folder)
    except OSError as error:
        _remove(made, target)
        raise KnownError(f"{store.name} 没有复制到本机（{reason_of(error)}）。请检查连接和磁盘空间后再试。") from error
    except BaseException:  # 取消 too: whatever ends it, nothing half copied stays
        _remove(made, target)
        raise
    return target


def _free_name(wanted: Path) -> Path:
    """A name under which nothing lies yet, neither a store nor what was left of one."""
    target, number = unused(wanted), 1
    while any(
        each.exists() for each in (target, attachments_of(target), *(target.with_suffix(end) for end in _BESIDE))
    ):
        number += 1
        target = unused(wanted.with_name(f"{wanted.stem}-本机{number}{wanted.suffix}"))
    return target


def _files(store: Path, target: Path) -> Iterator[tuple[Path, Path]]:
    yield store, target
    for end in _BESIDE:
        beside = store.with_suffix(end)
        if beside.is_file():
            yield beside, target.with_suffix(end)
    kept = attachments_of(store)
    if kept.is_dir():
        for path in sorted(each for each in kept.rglob("*") if each.is_file()):
            yield path, attachments_of(target) / path.relative_to(kept)


def _copy_all(files: list[tuple[Path, Path]], made: list[Path], progress: Progress) -> None:
    total, done = sum(size_of(source) for source, _target in files), 0
    for source, target in files:
        target.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as reading, target.open("xb") as writing:
            made.append(target)
            for block in iter(lambda: reading.read(_BLOCK), b""):
                writing.write(block)
                done += len(block)
                progress.report(done // 1024, max(total // 1024, 1))


def _marks(store: Path) -> tuple[tuple[int, int], ...]:
    found = [path.stat() for path in (store, *(store.with_suffix(end) for end in _BESIDE)) if path.exists()]
    return tuple((each.st_size, each.st_mtime_ns) for each in found)


def _remove(made: list[Path], target: Path) -> None:
    for path in made:
        with suppress(OSError):
            path.unlink()
    kept = attachments_of(target)
    for folder in (*sorted((each for each in kept.rglob("*") if each.is_dir()), reverse=True), kept):
        with suppress(OSError):  # only what was made here, and is empty now
            folder.rmdir()

"""Keeps others from taking an open store for a closed one, also where this process has lost SQLite's own locks.

POSIX takes every lock of a process on a file away as soon as the process closes the file anywhere. A window that
chooses a file looks into all that lie in the folder, the store among them; the locks are gone, SQLite does not notice,
and the next command to end takes itself for the last user and deletes the log into which this window goes on writing.
What is written afterwards would be lost. Locks of the open file description (Linux) are of another kind: they last
until they are let go of, and SQLite's own ask for the same bytes.
"""

import os
import struct
import sys
from contextlib import suppress
from pathlib import Path

# https://sqlite.org/src/file/src/os.h and os_unix.c: the bytes whoever has a store open holds shared.
_IN_STORE = (0x40000002, 510)
_IN_INDEX = (128, 1)  # of X.jdt-shm; whoever finds it free makes the index of the log anew
_FLOCK = "hhqqi4x"  # struct flock: type, whence, start, length, process


class KeptLocks:
    """Those of one store; nothing on systems whose locks do not come off."""

    def __init__(self, store: Path) -> None:
        """Nothing is held before ``take``."""
        self._store = store
        self._held: list[tuple[int, tuple[int, int]]] = []

    def take(self) -> None:
        """Hold the store beside SQLite, once it is open; a second time does nothing."""
        if self._held or sys.platform != "linux":
            return
        for path, place in ((self._store, _IN_STORE), (Path(f"{self._store}-shm"), _IN_INDEX)):
            with suppress(OSError):  # a disk that knows no such locks has had none to lose either
                handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
                self._held.append((handle, place))
                _set(handle, place, is_held=True)

    def let_go(self) -> None:
        """Before SQLite closes: its last one must find the store free to fold the log into it."""
        for handle, place in self._held:
            with suppress(OSError):
                _set(handle, place, is_held=False)

    def close(self) -> None:
        """After SQLite has closed: closing a file takes the locks that are left."""
        for handle, _place in self._held:
            os.close(handle)
        self._held.clear()


def _set(handle: int, place: tuple[int, int], *, is_held: bool) -> None:
    import fcntl  # not on every system

    kind = fcntl.F_RDLCK if is_held else fcntl.F_UNLCK
    fcntl.fcntl(handle, fcntl.F_OFD_SETLK, struct.pack(_FLOCK, kind, os.SEEK_SET, *place, 0))

"""One program's window on a store at a time: a lock beside it that says who has it open, where and since when.

The lock is the operating system's, so it ends with the process, also with one that was killed; the text in the file is
only read by whoever finds it taken. Commands do not take it: they wait for each other's writes (WAL), as ever.
"""

import errno
import getpass
import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import KnownError
from app.services.guarding.drives import NeedsLocalCopy

LOCK_SUFFIX = ".lock"
_PLACE = 1 << 30  # Windows keeps others from reading what is locked: a byte far behind the text
_LONGEST = 4096  # bytes read of a file that may be anything


@dataclass(frozen=True)
class Owner:
    """Who has a store open. ``since`` is a moment in ISO form."""

    person: str
    computer: str
    since: str
    process: int

    @classmethod
    def here(cls, person: str, now: datetime) -> "Owner":
        """This process; without a name, the user of the system."""
        return cls(person or _system_user(), platform.node(), now.isoformat(timespec="seconds"), os.getpid())

    @property
    def words(self) -> str:
        """李明，电脑 JW-03，2026-11-22 09:00 起."""
        return f"{self.person}，电脑 {self.computer}，{self.since[:16].replace('T', ' ')} 起"


class StoreInUse(KnownError):
    """Another program has its window open on the store."""

    def __init__(self, store: Path, owner: Owner | None) -> None:
        """``owner`` is None where the lock does not say."""
        who = f"（{owner.words}）" if owner else ""
        super().__init__(
            f"{store.name} 已在另一个检督台程序里打开{who}，不能同时打开两个。"
            "请先关闭那个程序；要同时看两处，请在那个窗口里按“新窗口”。"
        )
        self.owner = owner


class Held:
    """A store held for one process until ``release``; as a context manager, until the end of its block."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        """Use ``hold``."""
        self._path, self._file = path, file

    def release(self) -> None:
        """Let others open the store; a second time does nothing."""
        if self._file.closed:
            return
        with suppress(OSError):  # Windows removes no file that is open; an unlocked one left over is taken over
            self._path.unlink()
        self._file.close()
        with suppress(OSError):
            if sys.platform == "win32":
                self._path.unlink(missing_ok=True)

    def __enter__(self) -> "Held":
        """Held already."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go, whatever happened."""
        self.release()


def is_held_elsewhere(store: Path) -> bool:
    """Whether another process has its window open on the store; nothing is waited for or left behind."""
    try:
        file = lock_of(store).open("r+b")
    except OSError:  # no lock, or one that nobody could take
        return False
    with file:
        if _locked(file):  # and free again at the end of the block
            return False
        owner = _told(file)
        return owner is None or owner.process != os.getpid()


def lock_of(store: Path) -> Path:
    """``X.lock`` beside ``X.jdt``."""
    return store.with_suffix(LOCK_SUFFIX)


def hold(store: Path, owner: Owner) -> Held:
    """Take the store for this process; a lock left by one that was killed is taken over at once.

    Raises StoreInUse, NeedsLocalCopy where the folder takes no file, KnownError.
    """
    path = lock_of(store)
    while True:
        try:
            file = _opened(path)
        except PermissionError as error:
            raise NeedsLocalCopy(store, "所在文件夹是只读的") from error
        except OSError as error:
            if error.errno in _READ_ONLY:
                raise NeedsLocalCopy(store, "所在文件夹是只读的") from error
            raise KnownError(f"没有打开 {store}：写不了同一文件夹的 {path.name}（{reason_of(error)}）。") from error
        if not _locked(file):
            owner_there = _told(file)
            file.close()
            raise StoreInUse(store, owner_there)
        if _is_still_there(path, file):
            _tell(file, owner)
            return Held(path, file)
        file.close()  # whoever held it removed the name between opening and locking: the next one makes another


def _opened(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666), "r+b")


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a system that knows no name for the user
        return "姓名不详"


def _tell(file: IO[bytes], owner: Owner) -> None:
    file.seek(0)
    file.truncate()
    file.write(json.dumps(asdict(owner), ensure_ascii=False).encode())
    file.flush()


def _told(file: IO[bytes]) -> Owner | None:
    try:
        said = json.loads(file.read(_LONGEST).decode())
        return Owner(str(said["person"]), str(said["computer"]), str(said["since"]), int(said["process"]))
    except (OSError, ValueError, KeyError, TypeError):  # being written just now, or not ours
        return None


_READ_ONLY = frozenset({errno.EROFS})  # the others are PermissionError

if sys.platform == "win32":
    import msvcrt

    def _locked(file: IO[bytes]) -> bool:
        try:
            file.seek(_PLACE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(0)
        return True

    def _is_still_there(path: Path, file: IO[bytes]) -> bool:
        return path.exists()  # an open file cannot be removed there

else:
    import fcntl

    def _locked(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _is_still_there(path: Path, file: IO[bytes]) -> bool:
        try:
            return os.path.samestat(path.stat(), os.fstat(file.fileno()))
        except FileNotFoundError:
            return False

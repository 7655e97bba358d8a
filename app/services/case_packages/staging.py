"""Packages while they grow: in a hidden folder beside where they will stand, put in their place together when whole."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from app.services.case_packages.hash_list import written
from app.services.case_packages.naming import NamesTaken, folder_name
from app.services.case_packages.rows import HASH_LIST, PackedFile
from app.services.foundation.digests import Digest, new_sm3
from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import KnownError
from app.services.foundation.files import flush_folder
from app.services.keys.sealing import SealBroken
from app.services.office.attachment_files import AttachmentLost, Condition, lost, refuse_unsound
from app.services.office.vault import Readable

_BLOCK = 1024 * 1024
Tick = Callable[[int], object]  # told the bytes written; may raise Cancelled


class PackageNotWritten(KnownError):
    """The disk refused; nothing has been left behind."""

    def __init__(self, target: Path, problem: OSError) -> None:
        super().__init__(f"没有导出案件包：文件夹“{target}”{reason_of(problem)}。没有留下文件，请另选位置后重试。")


class GrowingPackage:
    """One package in the making."""

    def __init__(self, root: Path, name: str) -> None:
        """``root`` is an empty folder, ``name`` what the package is to be called."""
        self.root, self.name = root, name
        self.names = NamesTaken()
        self.files: list[PackedFile] = []
        self.hide: Callable[[str], str] = lambda name: name  # takes the names out that its records mask

    def put(self, folder: str, name: str, content: bytes) -> PackedFile:
        """Write a file of its own name, numbered where that is taken; ``folder`` is empty or ends with a slash."""
        path = folder + self.names.file(folder, self.hide(name))
        with self._opened(path) as file:
            file.write(content)
        sm3 = new_sm3()
        if sm3 is not None:
            sm3.update(content)
        return self._note(path, len(content), hashlib.sha256(content).hexdigest(), sm3)

    def copy(self, folder: str, name: str, source: Readable, sha256: str, tick: Tick) -> PackedFile:
        """Copy a file in, hashed on the way; raises AttachmentLost, and then it is not there."""
        original, place = _opened(source, sha256), Path(sha256)
        path = folder + self.names.file(folder, self.hide(name))
        digest, sm3, size = hashlib.sha256(), new_sm3(), 0
        try:
            with original, self._opened(path) as copy:
                for block in _blocks(original, place):
                    digest.update(block)
                    if sm3 is not None:
                        sm3.update(block)
                    size += copy.write(block)
                    tick(size)
            refuse_unsound(Condition.SOUND if digest.hexdigest() == sha256 else Condition.CHANGED, place)
        except AttachmentLost:
            (self.root / path).unlink(missing_ok=True)
            raise
        return self._note(path, size, sha256, sm3)

    def finish(self) -> PackedFile:
        """Write the list of all files."""
        return self.put("", HASH_LIST, written(self.files))

    def _note(self, path: str, size: int, sha256: str, sm3: Digest | None) -> PackedFile:
        file = PackedFile(path, size, sha256, sm3.hexdigest() if sm3 else "")
        self.files.append(file)
        return file

    @contextmanager
    def _opened(self, path: str) -> Iterator[IO[bytes]]:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())


class Staging:
    """The packages of one export, none of them in its place before all are whole."""

    def __init__(self, target: Path, hidden: Path) -> None:
        """``hidden`` lies in ``target``."""
        self.target, self.hidden = target, hidden
        self.growing: list[GrowingPackage] = []
        self.settled: list[Path] = []

    def begin(self, name: str) -> GrowingPackage:
        """An empty package of this name."""
        root = self.hidden / str(len(self.growing))
        root.mkdir()
        self.growing.append(GrowingPackage(root, name))
        return self.growing[-1]

    def settle(self) -> tuple[Path, ...]:
        """Put every package in its place, numbered where there is one already."""
        for package in self.growing:
            number = 1
            while (place := self.target / folder_name(package.name, number)).exists():
                number += 1
            package.root.rename(place)
            self.settled.append(place)
        flush_folder(self.target)
        return tuple(self.settled)


@contextmanager
def staged(target: Path) -> Iterator[Staging]:
    """Packages for a folder; whatever goes wrong before the block ends leaves none. Raises PackageNotWritten."""
    staging = Staging(target, target / f".案件包-{secrets.token_hex(4)}")
    try:
        staging.hidden.mkdir()
        yield staging
    except BaseException as problem:
        for place in staging.settled:
            shutil.rmtree(place, ignore_errors=True)
        if isinstance(problem, OSError):
            raise PackageNotWritten(target, problem) from problem
        raise
    finally:
        shutil.rmtree(staging.hidden, ignore_errors=True)


def _opened(source: Readable, sha256: str) -> IO[bytes]:
    try:
        return source.open("rb")
    except FileNotFoundError as error:
        raise lost(Condition.LOST, Path(sha256)) from error
    except SealBroken as error:
        raise lost(Condition.CHANGED, Path(sha256)) from error
    except OSError as error:
        raise lost(Condition.UNREADABLE, Path(sha256)) from error


def _blocks(original: IO[bytes], source: Path) -> Iterator[bytes]:
    while True:
        try:
            block = original.read(_BLOCK)
        except SealBroken as error:
            raise lost(Condition.CHANGED, source) from error
        except OSError as error:
            raise lost(Condition.UNREADABLE, source) from error
        if not block:
            return
        yield block

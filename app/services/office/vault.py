"""How the bytes of attachments lie in ``X.files``: as they are, or sealed and under another name where the store is."""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, Protocol

from app.models.data_key import DataKey
from app.services.keys.sealing import SealBroken, length_of, open_unsealed, sealing

SEALED = ".sealed"
INCOMING = ".incoming-"  # what is being put there, before its hash is known


class Readable(Protocol):
    """Something whose bytes can be read: a path, or a sealed file with its key."""

    def open(self, mode: Literal["rb"], /) -> IO[bytes]:
        """The bytes, seekable; raises OSError."""


@dataclass(frozen=True)
class SealedPath:
    """A sealed file that is read as if it were not."""

    path: Path
    key: DataKey

    def open(self, _mode: Literal["rb"], /) -> IO[bytes]:
        """The bytes; raises SealBroken, OSError."""
        return open_unsealed(self.path, self.key)


class Vault:
    """The folder of one store. With a key new bytes are sealed; what was put there before the key is still read."""

    def __init__(self, folder: Path, key: DataKey | None = None) -> None:
        """Nothing is looked at yet."""
        self.folder, self.key = folder, key
        self._naming = key.derived("attachment names") if key else b""

    def place(self, sha256: str) -> Path:
        """Where new bytes go. The hash of a sealed one is hidden: it would tell who has the same document."""
        if self.key is None:
            return place_of(self.folder, sha256)
        name = hmac.new(self._naming, sha256.encode(), "sha256").hexdigest()
        return self.folder / name[:2] / f"{name}{SEALED}"

    def found(self, sha256: str) -> Path:
        """Where the bytes lie; where they would lie if there are none."""
        place, plain = self.place(sha256), place_of(self.folder, sha256)
        return plain if not place.is_file() and plain.is_file() else place

    def readable(self, sha256: str) -> Readable:
        """The bytes to be read."""
        found = self.found(sha256)
        return found if self.key is None or found.suffix != SEALED else SealedPath(found, self.key)

    def digest(self, sha256: str) -> str:
        """SHA-256 of the bytes that lie there, in hex; raises SealBroken, OSError."""
        with self.readable(sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # it reads, which is all

    def is_sound(self, sha256: str) -> bool:
        """Whether the bytes are there and are what was put there; raises OSError for a disk that fails."""
        try:
            return self.digest(sha256) == sha256
        except (FileNotFoundError, NotADirectoryError, SealBroken):
            return False

    def forget(self, sha256: str) -> None:
        """Remove the bytes, sealed and not; raises OSError."""
        for place in (self.place(sha256), place_of(self.folder, sha256)):
            place.unlink(missing_ok=True)

    @contextmanager
    def writing(self, file: IO[bytes]) -> Iterator[IO[bytes]]:
        """What to write new bytes to, so that they reach ``file`` as they are to lie."""
        if self.key is None:
            yield file
        else:
            with sealing(file, self.key) as sealed:
                yield sealed


def length_at(place: Path, size: int) -> int:
    """How long the file at a place is whose content has ``size`` bytes."""
    return length_of(size) if place.suffix == SEALED else size


def place_of(folder: Path, sha256: str) -> Path:
    """``ab/abcdef…`` below the attachment folder, where bytes lie that are not sealed."""
    return folder / sha256[:2] / sha256

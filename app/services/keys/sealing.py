"""Sealed files: AES-256-GCM (or SM4-GCM) over pieces of 64 KiB, written and read as streams of any length.

``JDTSEAL1``, the length and text of a header (JSON), then the pieces. Every file has a key of its own, derived from
the data key and the random salt in its header; a piece's number and whether it is the last stand in its nonce, and the
header is covered by every tag: pieces cannot be changed, moved, left out or cut off.
"""

import base64
import hashlib
import io
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from app.models.data_key import DataKey
from app.services.keys.problems import PasswordWanted
from app.services.keys.slots import KeyFile

if TYPE_CHECKING:
    from typing_extensions import Buffer

MAGIC = b"JDTSEAL1"
AES, SM4 = "AES-256-GCM", "SM4-GCM"
PIECE, TAG = 64 * 1024, 16  # bytes
_SALT, _LONGEST_HEADER = 32, 1024 * 1024
_PURPOSE = "sealed file"


class Aead(Protocol):
    """A cipher that authenticates."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """The data sealed, its tag at the end."""

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """The data opened; raises InvalidTag."""


class SealBroken(OSError):
    """The bytes are not what was sealed: damaged, cut off, or not of this store."""


def is_sealed(path: Path) -> bool:
    """Whether a file is a sealed one; raises OSError."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def slots_in(path: Path) -> KeyFile:
    """The copy of ``X.keys`` that a sealed file carries; raises KeysDamaged, OSError."""
    with path.open("rb") as file:
        told, _covered = _read_header(file)
    return KeyFile.parse(told.get("keys") or "", path.name)


@contextmanager
def sealing(file: IO[bytes], key: DataKey, keys: str | None = None, cipher: str = AES) -> Iterator[IO[bytes]]:
    """A writer whose bytes go sealed into ``file``; ``keys`` is the text of ``X.keys`` where it is to go along.

    What was written is whole only when the block has ended without an error.
    """
    writer = _Writer(file, key, keys, cipher)
    yield writer  # type: ignore[misc]  # it is an IO[bytes] in all that is used of one
    writer.finish()


@contextmanager
def unsealed(path: Path, key: DataKey | None) -> Iterator[IO[bytes]]:
    """The bytes of a file, seekable, whether it is sealed or not; raises PasswordWanted, SealBroken, OSError."""
    if not is_sealed(path):
        with path.open("rb") as file:
            yield file
    elif key is None:
        raise PasswordWanted(path)
    else:
        with open_unsealed(path, key) as reader:
            yield reader


def open_unsealed(path: Path, key: DataKey) -> IO[bytes]:
    """The bytes of a sealed file, seekable; raises SealBroken, OSError."""
    file = path.open("rb")
    try:
        return io.BufferedReader(_Reader(file, key), PIECE)
    except BaseException:
        file.close()
        raise


def length_of(size: int) -> int:
    """How long a sealed file without keys is whose content has ``size`` bytes."""
    return len(_head(bytes(_SALT), None)) + size + TAG * max(1, -(-size // PIECE))


class _Writer(io.BufferedIOBase):
    """Cuts what comes into pieces; the last one is written by ``finish``."""

    def __init__(self, file: IO[bytes], key: DataKey, keys: str | None, cipher: str) -> None:
        salt = secrets.token_bytes(_SALT)
        head = _head(salt, keys, cipher)
        file.write(head)
        self._file, self._covered = file, hashlib.sha256(head).digest()
        self._cipher = _cipher(key, salt, cipher)
        self._waiting, self._number = bytearray(), 0

    def writable(self) -> bool:
        return True

    def write(self, content: "Buffer") -> int:
        given = memoryview(content)
        self._waiting += given
        while len(self._waiting) > PIECE:  # not yet where it fits exactly: that may be the last one
            self._put(bytes(self._waiting[:PIECE]), is_last=False)
            del self._waiting[:PIECE]
        return given.nbytes

    def finish(self) -> None:
        self._put(bytes(self._waiting), is_last=True)
        self._waiting.clear()

    def _put(self, piece: bytes, is_last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, is_last), piece, self._covered))
        self._number += 1


class _Reader(io.RawIOBase):
    """Any place of a sealed file, one piece at a time."""

    def __init__(self, file: IO[bytes], key: DataKey) -> None:
        told, covered = _read_header(file)
        self._file, self._covered = file, covered
        self._cipher = _cipher(key, base64.b64decode(told["salt"]), told.get("cipher", AES))
        self._start = file.tell()
        body = file.seek(0, os.SEEK_END) - self._start
        self._pieces = -(-body // (PIECE + TAG))
        self._size = body - self._pieces * TAG
        if self._pieces == 0 or self._size < 0:
            raise SealBroken("a sealed file was cut off")
        self._at, self._held = 0, (-1, b"")
        self._piece(self._pieces - 1)  # a file that was cut off is refused before anything of it is used

    def close(self) -> None:
        self._file.close()
        super().close()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = max(base + offset, 0)
        return self._at

    def readinto(self, buffer: Any) -> int:
        if self._at >= self._size:
            return 0
        number, inside = divmod(self._at, PIECE)
        found = self._piece(number)[inside : inside + len(buffer)]
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)

    def _piece(self, number: int) -> bytes:
        if self._held[0] != number:
            from cryptography.exceptions import InvalidTag

            self._file.seek(self._start + number * (PIECE + TAG))
            sealed = self._file.read(PIECE + TAG)
            try:
                opened = self._cipher.decrypt(_nonce(number, number == self._pieces - 1), sealed, self._covered)
            except (InvalidTag, ValueError) as error:
                raise SealBroken("a sealed file is not what was sealed") from error
            self._held = number, opened
        return self._held[1]


def _head(salt: bytes, keys: str | None, cipher: str = AES) -> bytes:
    told = {"format": 1, "cipher": cipher, "salt": base64.b64encode(salt).decode(), "keys": keys}
    header = json.dumps(told, ensure_ascii=False).encode()
    return MAGIC + len(header).to_bytes(4, "big") + header


def _read_header(file: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    head = file.read(len(MAGIC) + 4)
    length = int.from_bytes(head[len(MAGIC) :], "big")
    if head[: len(MAGIC)] != MAGIC or length > _LONGEST_HEADER:
        raise SealBroken("a sealed file has no header")
    header = file.read(length)
    try:
        told: dict[str, Any] = json.loads(header)
        base64.b64decode(told["salt"], validate=True)
    except (ValueError, KeyError, TypeError) as error:
        raise SealBroken("the header of a sealed file cannot be read") from error
    return told, hashlib.sha256(head + header).digest()


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _cipher(key: DataKey, salt: bytes, cipher: str) -> "Aead":
    if cipher not in (AES, SM4):
        raise SealBroken("a sealed file names a cipher that is not known here")
    derived = key.derived(_PURPOSE if cipher == AES else f"{_PURPOSE} {cipher}", salt)
    if cipher == SM4:
        from app.services.keys.sm4 import Sm4Gcm

        return Sm4Gcm(derived)
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    sealer: Aead = AESGCM(derived)
    return sealer

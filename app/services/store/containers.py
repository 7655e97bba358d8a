"""What backups are packed in: a plain archive, or one sealed as a whole, so that not even a name can be read."""

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.models.cipher import DataKey
from app.services.keys.sealing import sealing, unsealed


@contextmanager
def packing(path: Path, key: DataKey | None, keys: str | None) -> Iterator[zipfile.ZipFile]:
    """An archive to write; ``keys`` is the text of ``X.keys``, which goes along with a sealed one."""
    if key is None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            yield archive
        return
    with path.open("wb") as file, sealing(file, key, keys) as sealed, zipfile.ZipFile(sealed, "w") as archive:
        yield archive


@contextmanager
def unpacking(path: Path, key: DataKey | None) -> Iterator[zipfile.ZipFile]:
    """An archive to read; raises PasswordWanted for a sealed one without its key, OSError, BadZipFile."""
    with unsealed(path, key) as file, zipfile.ZipFile(file) as archive:
        yield archive


def digest_in(path: Path, key: DataKey | None) -> str:
    """SHA-256 in hex of what was sealed, or of a plain file as it lies; raises OSError, PasswordWanted."""
    with unsealed(path, key) as file:
        digest = hashlib.sha256()
        for block in iter(lambda: file.read(1024 * 1024), b""):
            digest.update(block)
    return digest.hexdigest()

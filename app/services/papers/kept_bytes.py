"""The bytes of frozen papers: in the attachment folder under their hash, as backup, restore and check expect them."""

import hashlib
import os
import tempfile
from pathlib import Path

from app.models.data_key import DataKey
from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import KnownError
from app.services.foundation.files import flush_folder
from app.services.keys.sealing import SealBroken
from app.services.office.vault import INCOMING, Vault


class PaperLost(KnownError):
    """The bytes of a frozen paper are not where they were put, or are not what was put there."""


class KeptBytes:
    """Bytes once put here are read back only as they were."""

    def __init__(self, folder: Path, key: DataKey | None = None) -> None:
        """``folder`` is made when the first paper is frozen; ``key`` is that of an encrypted store."""
        self._folder, self._vault = folder, Vault(folder, key)

    def put(self, content: bytes) -> str:
        """Keep the bytes on the disk and return their SHA-256; raises KnownError."""
        sha256 = hashlib.sha256(content).hexdigest()
        try:
            if not self._vault.is_sound(sha256):
                self._write(self._vault.place(sha256), content)
        except OSError as error:
            raise KnownError(f"没有存下文书：{reason_of(error)}。没有登记，请检查磁盘空间后重试。") from error
        return sha256

    def read(self, sha256: str, name: str) -> bytes:
        """The bytes, their hash checked; ``name`` is what the sentence calls the paper. Raises PaperLost."""
        try:
            with self._vault.readable(sha256).open("rb") as file:
                content = file.read()
        except SealBroken:
            content = b""  # changed, as what does not fit its hash is
        except FileNotFoundError as error:
            raise PaperLost(f"{name}登记时存下的文件不见了。请从备份恢复，不要重新制作。") from error
        except OSError as error:
            raise PaperLost(f"{name}登记时存下的文件读不出来（{reason_of(error)}）。请从备份恢复。") from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise PaperLost(f"{name}登记时存下的文件已被改动，没有打开。请从备份恢复，并查明是谁改动的。")
        return content

    def _write(self, place: Path, content: bytes) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=INCOMING, dir=self._folder)
        growing = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                with self._vault.writing(file) as written:
                    written.write(content)
                file.flush()
                os.fsync(file.fileno())
            growing.replace(place)
            flush_folder(place.parent)
        finally:
            growing.unlink(missing_ok=True)

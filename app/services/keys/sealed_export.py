"""Files for another office in one sealed file that a password opens: SM4-GCM where the platform has it, else AES."""

import secrets
import zipfile
from pathlib import Path

from app.models.data_key import KEY_LENGTH, DataKey
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.files import replacing
from app.services.foundation.progress import Progress
from app.services.keys.keyring import Keyring, opened_by_password
from app.services.keys.rows import SealedExport
from app.services.keys.rules import Hardness
from app.services.keys.sealing import AES, SM4, SealBroken, sealing, slots_in, unsealed
from app.services.keys.sm4 import has_sm4
from app.services.keys.wrapping import refuse_without_libraries

SUFFIX = ".jdtseal"


def seal_folder(
    folder: Path, target: Path, password: str, at: str, hardness: Hardness, progress: Progress
) -> SealedExport:
    """Everything below a folder in one file, names hidden; raises KnownError, Cancelled, and then there is none."""
    refuse_without_libraries()
    cipher = SM4 if has_sm4() else AES
    ring = Keyring.of_file(DataKey(secrets.token_bytes(KEY_LENGTH)), password, at, hardness)
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    with (
        replacing(target) as growing,
        growing.open("wb") as file,
        sealing(file, ring.key, ring.file.text(), cipher) as sealed,
        zipfile.ZipFile(sealed, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for done, path in enumerate(files):
            progress.report(done, len(files))
            archive.write(path, path.relative_to(folder).as_posix())
    return SealedExport(target, len(files), cipher)


def open_sealed(sealed: Path, folder: Path, password: str) -> int:
    """Lay the files out in a new folder; how many. Raises DomainError, WrongPassword, KnownError."""
    if folder.exists():
        raise DomainError(f"{folder} 已经存在，没有打开。请换一个文件夹。")
    try:
        key = opened_by_password(slots_in(sealed), password)
        with unsealed(sealed, key) as file, zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            archive.testzip()  # everything is read before anything is laid out
            archive.extractall(folder)
    except (SealBroken, zipfile.BadZipFile) as error:
        raise KnownError(f"“{sealed.name}”已损坏或不是检督台加密的文件，没有打开。请向提供的人重新索取。") from error
    return len(names)

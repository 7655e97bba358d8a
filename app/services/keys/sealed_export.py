"""Files for another office in one sealed file that a password opens: SM4-GCM where the platform has it, else AES."""

import secrets
import shutil
import unicodedata
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from app.models.data_key import KEY_LENGTH, DataKey
from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.files import replacing
from app.services.foundation.progress import Progress, Unwatched
from app.services.keys.keyring import Keyring, opened_by_password
from app.services.keys.rows import SealedExport, Unsealed
from app.services.keys.rules import Hardness
from app.services.keys.sealing import AES, SM4, SealBroken, sealing, slots_in, unsealed
from app.services.keys.sm4 import has_sm4
from app.services.keys.wrapping import refuse_without_libraries

_BLOCK = 1024 * 1024


def seal_folder(
    folder: Path, target: Path, password: str, at: str, hardness: Hardness, progress: Progress
) -> SealedExport:
    """Everything below a folder in one file, names hidden; raises KnownError, Cancelled, and then there is none."""
    refuse_without_libraries()
    cipher = SM4 if has_sm4() else AES
    ring = Keyring.of_file(DataKey(secrets.token_bytes(KEY_LENGTH)), password, at, hardness)
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path != target]
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


def open_sealed(sealed: Path, folder: Path, password: str, progress: Progress | None = None) -> Unsealed:
    """Lay the files out in a new folder, all or none; raises DomainError, WrongPassword, KnownError, Cancelled."""
    refuse_without_libraries()
    if folder.exists():
        raise DomainError(f"{folder} 已经存在，没有打开。请换一个文件夹。")
    try:
        key = opened_by_password(slots_in(sealed), password)
        with (
            unsealed(sealed, key) as file,
            zipfile.ZipFile(file) as archive,
            TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as work,
        ):
            ready = Path(work) / "files"
            ready.mkdir()
            count = _lay_out(archive, ready, progress or Unwatched())
            ready.rename(folder)
    except (SealBroken, zipfile.BadZipFile) as error:
        raise KnownError(f"“{sealed.name}”已损坏或不是检督台加密的文件，没有打开。请向提供的人重新索取。") from error
    except OSError as error:
        raise KnownError(f"没有打开“{sealed.name}”：{reason_of(error)}。请检查路径和磁盘空间后再试。") from error
    return Unsealed(folder, count)


def _lay_out(archive: zipfile.ZipFile, folder: Path, progress: Progress) -> int:
    """Each file, no longer than the archive says it is; the names of a stranger lead nowhere else."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    needed, free = sum(entry.file_size for entry in entries), shutil.disk_usage(folder).free
    if needed > free:
        raise KnownError(
            f"没有打开：里面的文件共 {needed / _BLOCK:.0f} MB，磁盘只剩 {free / _BLOCK:.0f} MB。请换一个位置后再试。"
        )
    for done, entry in enumerate(entries):
        progress.report(done, len(entries))
        _refuse_hidden(entry.filename)
        archive.extract(entry, folder)
    return len(entries)


def _refuse_hidden(name: str) -> None:
    if any(unicodedata.category(sign) in ("Cc", "Cf") for sign in name):
        raise KnownError("里面有文件名含有看不见的控制字符，可能不是正常制作的，没有打开。请向提供的人核实。")

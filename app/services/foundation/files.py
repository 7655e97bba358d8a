"""Writing files the user asked for: to a temporary name beside the target, then put in its place."""

import errno
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import KnownError

_LONGEST_SUFFIX = 20  # characters
_REFUSED = {errno.EACCES, errno.EPERM}
_FULL = "磁盘空间不足。请清理磁盘或另选位置后重试。"
_ABSENT = "所选文件夹不存在。请另选位置。"
_REASONS = {
    errno.EROFS: "所在的磁盘是只读的。请另选位置。",
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.ENOENT: _ABSENT,
    errno.ENOTDIR: _ABSENT,
    errno.ENAMETOOLONG: "文件名太长。请改短后重试。",
}


class FileNotWritten(KnownError):
    """The file could not be written; what stood in its place before is untouched."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"没有写出“{path.name}”：{reason}原有文件没有改动。")
        self.path = path


class FolderNotMade(KnownError):
    """A folder to write into could not be made."""

    def __init__(self, folder: Path, problem: OSError) -> None:
        super().__init__(f"文件夹“{folder}”建不了（{reason_of(problem)}）。请换一个文件夹。")


def made_folder(folder: Path) -> Path:
    """The folder, made with its parents where it is missing; raises FolderNotMade."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise FolderNotMade(folder, problem) from problem
    return folder


def write_file(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` whole or not at all; raises FileNotWritten."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write files that belong together: none takes its place before all are on the disk. Raises FileNotWritten."""
    with ExitStack() as stack:
        for path, content in contents.items():
            stack.enter_context(_written(path, content))


@contextmanager
def _written(path: Path, content: bytes) -> Iterator[None]:
    with replacing(path) as temporary:
        temporary.write_bytes(content)
        yield


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path in the same folder; it takes the place of ``path`` when the block ends without an error.

    Raises FileNotWritten for what the disk refuses; any other error of the block passes and nothing is left behind.
    """
    temporary: Path | None = None
    try:
        # tempfile would make the file private, but a paper in a shared folder is for the colleagues too.
        suffix = path.suffix if len(path.suffix) <= _LONGEST_SUFFIX else ""  # the temporary name must fit as well
        named = path.with_name(f".{path.stem[:40]}-{secrets.token_hex(4)}{suffix}")
        named.open("xb").close()
        temporary = named  # from here on there is something to take away: a read-only disk refuses even to try
        yield temporary
        _flush(temporary)
        temporary.replace(path)
    except OSError as problem:
        raise FileNotWritten(path, _reason(path, problem)) from problem
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system lets a folder be flushed."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _flush(path: Path) -> None:
    """Onto the disk before the rename, or a power cut could leave an empty file under the right name."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _reason(path: Path, problem: OSError) -> str:
    if problem.errno == errno.ENAMETOOLONG:
        return _REASONS[errno.ENAMETOOLONG]  # first: such a name cannot even be asked for
    if path.is_dir():
        return "该位置已有同名的文件夹。请改用其他名称。"
    if problem.errno in _REFUSED and path.exists():
        return "文件只读，或正被其他程序打开。请关闭该文件或另存为其他名称后重试。"
    if problem.errno in _REFUSED:
        return f"没有权限写入文件夹“{path.parent}”。请另选位置。"
    return _REASONS.get(problem.errno or 0, f"磁盘出错（错误号 {problem.errno}）。请另选位置后重试。")

"""清单.txt: SHA-256, size and path of every file, in the form ``sha256sum -c`` understands; the size as a comment."""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from app.services.case_packages.rows import HASH_LIST, PackedFile
from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import DomainError, KnownError

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_SM3 = re.compile(r"# SM3 ([0-9a-f]{64})")
_SIZE = re.compile(r"# (\d+) 字节")
_HEAD = "# 案件包清单：SHA-256 和路径，上一行是字节数。核对：检督台“核对案件包…”，或 sha256sum -c 清单.txt"


def written(files: Iterable[PackedFile]) -> bytes:
    """The list, sorted by path."""
    lines = [_HEAD]
    for file in sorted(files, key=lambda each: each.path):
        told = [f"# SM3 {file.sm3}"] if file.sm3 else []  # above the size, where older versions pass it over
        lines += [*told, f"# {file.size} 字节", f"{file.sha256}  {file.path}"]
    return ("\n".join(lines) + "\n").encode()


def content_of(folder: Path) -> bytes:
    """The list of a package as it lies there; raises DomainError where the folder is none, KnownError."""
    try:
        return (folder / HASH_LIST).read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise DomainError(
            f"“{folder.name}”里没有 {HASH_LIST}，不是案件包，或者清单丢了。请选择“案件包 …”文件夹。"
        ) from error
    except OSError as error:
        raise KnownError(f"{HASH_LIST} 读不出来：{reason_of(error)}。") from error


def read(content: bytes) -> tuple[PackedFile, ...]:
    """The files of a list; raises DomainError for a line nobody could have written there."""
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise DomainError(f"{HASH_LIST} 不是 UTF-8 文本，已被改动。无法核对，请取原来的案件包。") from error
    files, size, sm3 = [], -1, ""
    for place, line in enumerate(text.split("\n"), 1):
        found = _LINE.fullmatch(line)
        if found is not None and _is_within(found[2]):
            files.append(PackedFile(found[2], size, found[1], sm3))
            size, sm3 = -1, ""
        elif line.startswith("#") or not line.strip():
            told = _SIZE.fullmatch(line)
            size = int(told[1]) if told else -1
            named = _SM3.fullmatch(line)
            sm3 = named[1] if named else sm3
        else:
            raise DomainError(f"{HASH_LIST} 第 {place} 行读不懂，清单已被改动。无法核对，请取原来的案件包。")
    return tuple(files)


def _is_within(path: str) -> bool:
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts and "\\" not in path and ":" not in path

"""Free space: a word when it runs short, and no long write begun that the disk cannot take."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.services.foundation.errors import KnownError
from app.services.foundation.toml_table import TomlTable

_MB = 1024 * 1024
_FILE = "room.toml"


class NoRoom(KnownError):
    """A write was not begun because the disk would not take it."""


@dataclass(frozen=True)
class Limits:
    """Megabytes: from where on opening warns, and what every large write leaves free."""

    warned_below: int
    left_free: int
    import_row: int  # kilobytes a row of a ledger comes to, with what the trail keeps of it

    @classmethod
    def read(cls, folder: Path) -> "Limits":
        """``folder`` holds ``room.toml``; raises DomainError."""
        table = TomlTable.read(folder / _FILE)
        names = ("warned_below_mb", "left_free_mb", "import_row_kb")
        table.only(names)
        return cls(*(table.number(name) or 0 for name in names))


class Room:
    """Asks the disk; ``free_at`` stands in for it where a test wants another."""

    def __init__(self, folder: Path, free_at: Callable[[Path], int] | None = None) -> None:
        """``folder`` holds the limits, which are read when first needed."""
        self._folder, self._free_at = folder, free_at or _free_at

    def warning(self, store: Path) -> str:
        """A sentence where there is little room left beside a store; else empty."""
        free = self._free(store)
        if free is None or free >= Limits.read(self._folder).warned_below * _MB:
            return ""
        return f"存放数据的磁盘只剩 {_shown(free)}，请尽快清理，否则很快会无法保存和备份。"

    def ask(self, what: str, place: Path, needed: int) -> None:
        """Raise NoRoom where ``needed`` bytes and the reserve do not fit where ``place`` will lie."""
        free, reserve = self._free(place), Limits.read(self._folder).left_free * _MB
        if free is not None and free < needed + reserve:
            raise NoRoom(
                f"没有开始{what}：大约需要 {_shown(needed + reserve)}，“{place}”所在的磁盘只剩 {_shown(free)}。"
                "请清理磁盘或换一个位置后再试，现有数据没有改动。"
            )

    def ask_for_files(self, what: str, place: Path, paths: Sequence[Path]) -> None:
        """As ``ask``, for copies of files; those that cannot be looked at are refused by whoever copies them."""
        self.ask(what, place, sum(size_of(path) for path in paths))

    def ask_for_import(self, store: Path, rows: int) -> None:
        """As ``ask``, for rows of a ledger; the backup before it is asked for by itself."""
        self.ask("导入", store, rows * Limits.read(self._folder).import_row * 1024)

    def _free(self, place: Path) -> int | None:
        for folder in (place, *place.absolute().parents):
            if folder.is_dir():
                try:
                    return self._free_at(folder)
                except OSError:  # a drive that does not tell: writing will say it
                    return None
        return None


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files in a folder; 0 where there is none."""
    try:
        if path.is_dir():
            return sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
        return path.stat().st_size
    except OSError:
        return 0


def _free_at(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def _shown(count: int) -> str:
    megabytes = max(count, 0) / _MB
    return f"{megabytes / 1024:.1f} GB" if megabytes >= 1024 else f"{megabytes:.0f} MB"

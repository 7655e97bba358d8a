"""What the case packages give: what was packed, and what a check of a package came to. Imports nothing heavy."""

from dataclasses import dataclass
from pathlib import Path

PAGE = "index.html"
HASH_LIST = "清单.txt"


@dataclass(frozen=True)
class PackedFile:
    """A file of a package; ``path`` within the package, with slashes on every system."""

    path: str
    size: int
    sha256: str
    sm3: str = ""  # where the platform that packed it has SM3


@dataclass(frozen=True)
class PackedPaper:
    """A paper of a record as its package holds it; without ``file`` the ``problem`` says why."""

    title: str
    number: str
    standing: str  # 已登记, 草稿 …
    dated: str
    file: PackedFile | None
    problem: str = ""


@dataclass(frozen=True)
class PackedAttachment:
    """A file of a record as its package holds it; without ``file`` the ``problem`` says why."""

    id: int
    name: str
    purpose: str
    size: int
    added_at: str
    file: PackedFile | None
    problem: str = ""


@dataclass(frozen=True)
class Package:
    """One package that was written; ``problems`` name what is not in it, and why."""

    folder: Path
    entry_number: str
    file_count: int
    size: int
    list_sha256: str
    problems: tuple[str, ...]


@dataclass(frozen=True)
class PackagesWritten:
    """The packages of one export, a folder each."""

    packages: tuple[Package, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """All problems, each with the matter it is about where there are several."""
        if len(self.packages) == 1:
            return self.packages[0].problems
        return tuple(f"{each.entry_number}：{problem}" for each in self.packages for problem in each.problems)

    @property
    def file_count(self) -> int:
        """How many files there are in all."""
        return sum(each.file_count for each in self.packages)


@dataclass(frozen=True)
class PackageVerdict:
    """What comparing a package with its list came to; ``exported`` says when and by whom, as the store has it."""

    folder: Path
    listed: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    added: tuple[str, ...]
    exported: str

    @property
    def is_unchanged(self) -> bool:
        """Every listed file is there as it was, and none besides."""
        return not (self.missing or self.changed or self.added)

    @property
    def is_genuine(self) -> bool:
        """Unchanged, and the list itself is the one this store gave out."""
        return self.is_unchanged and bool(self.exported)

    @property
    def headline(self) -> str:
        """The outcome in one sentence."""
        if not self.is_unchanged:
            told = (("缺少", self.missing), ("改动", self.changed), ("多出", self.added))
            counts = "、".join(f"{word} {len(files)} 个" for word, files in told if files)
            return f"案件包与清单不符：{counts}文件。"
        if not self.exported:
            return f"{self.listed} 个文件都与清单相符，但清单本身不是本台账登记的。"
        return f"{self.listed} 个文件都与清单相符，清单与导出时登记的一致。"

    @property
    def details(self) -> tuple[str, ...]:
        """What follows the headline, a line each."""
        told = (("缺少", self.missing), ("改动", self.changed), ("多出", self.added))
        lines = [f"{word}：{path}" for word, files in told for path in files]
        if self.exported:
            return (*lines, self.exported)
        return (*lines, "打印输出登记簿里没有这份清单：它可能在导出后被改动，或者是从另一台账导出的。")

    def as_json(self) -> dict[str, object]:
        """The form of the command line."""
        return {
            "ok": self.is_genuine,
            "files": self.listed,
            "missing": list(self.missing),
            "changed": list(self.changed),
            "added": list(self.added),
            "exported": self.exported or None,
        }

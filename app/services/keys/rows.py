"""What keys give to the window. Imports nothing heavy."""

from dataclasses import dataclass
from pathlib import Path

SEALED_SUFFIX = ".jdtseal"
HONEST = (
    "覆写并删除只对机械硬盘可靠。固态硬盘、U 盘、存储卡会把旧内容留在看不见的块里，带快照或同步的文件夹会另留副本，"
    "程序无法触及。要确保销毁，请在加密后的台账用稳之后，按保密办的要求对整块磁盘做专业销毁或更换。"
    "拷到别处的副本、第二处备份里加密以前的备份，需要另行销毁。"
)


@dataclass(frozen=True)
class Destroyed:
    """How much was overwritten and removed; ``size`` in bytes."""

    files: int
    size: int

    @property
    def sentence(self) -> str:
        """What was done, and what that does not mean."""
        return f"已覆写并删除明文文件 {self.files} 个（{self.size / 1024**2:.1f} MB）。{HONEST}"


@dataclass(frozen=True)
class Encrypted:
    """An encrypted store, the plain file that was in its place, and the backup made before."""

    store: Path
    kept: Path
    backup: Path

    @property
    def sentence(self) -> str:
        """What stands where now."""
        return (
            f"台账已加密，今后打开需要口令。加密前的明文保留在 {self.kept.name} 和备份 {self.backup.name} 里，"
            "确认用稳以后请在“口令与加密”里销毁。"
        )


@dataclass(frozen=True)
class SealedExport:
    """What was written; ``cipher`` is SM4-GCM or AES-256-GCM."""

    path: Path
    files: int
    cipher: str

    @property
    def sentence(self) -> str:
        """What stands where now."""
        return f"已加密为 {self.path}（{self.files} 个文件，{self.cipher}）。口令请另行告知对方；加密不是密评。"


@dataclass(frozen=True)
class Unsealed:
    """Where the files of a sealed one lie now."""

    folder: Path
    files: int

    @property
    def sentence(self) -> str:
        """What stands where now."""
        return f"已打开到 {self.folder}（{self.files} 个文件）。"

"""Why a store does not open. Imports nothing heavy: the window asks which of them it was."""

from pathlib import Path

from app.services.foundation.errors import KnownError


class StoreUnusable(KnownError):
    """The file cannot be opened as a store; the sentence says why and what to do."""


class StoreDamaged(StoreUnusable):
    """Pages of the store are damaged, and only a backup brings it back."""

    def __init__(self, path: Path) -> None:
        """``path`` is the damaged store; nothing was written to it."""
        super().__init__(
            f"{path}：台账文件已损坏，没有打开，也没有改动它。请在“恢复数据”里看有哪些备份、会缺少什么，再选一个恢复。"
        )
        self.path = path

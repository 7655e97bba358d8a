"""Why a store does not open. Imports nothing heavy: the window asks which of them it was."""

from pathlib import Path

from app.services.foundation.errors import KnownError


class StoreUnusable(KnownError):
    """The file cannot be opened as a store; the sentence says why and what to do."""


class StoreDamaged(StoreUnusable):
    """Pages of the store are damaged, and only a backup brings it back."""

    def __init__(self, path: Path, is_encrypted: bool = False) -> None:
        """``path`` is the damaged store; nothing was written to it."""
        # The key fits its file by the tag of AES-GCM: what cannot be read then is not for want of the password.
        begins = f"口令正确，但 {path} 读不出来：" if is_encrypted else f"{path}："
        maybe = "，或者旁边的密钥文件不是这个台账的" if is_encrypted else ""
        super().__init__(
            f"{begins}台账文件已损坏{maybe}，没有打开，也没有改动它。"
            "请在“恢复数据”里看有哪些备份、会缺少什么，再选一个恢复。"
        )
        self.path = path

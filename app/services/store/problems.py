"""Why a store does not open. Imports nothing heavy: the window asks which of them it was."""

from pathlib import Path

from app.services.foundation.errors import KnownError
from app.services.store.places import BACKUP_SUFFIX, backups_of


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


def has_left_backups(store: Path) -> bool:
    """Whether automatic backups lie where a store is not."""
    return not store.exists() and any(backups_of(store).glob(f"{store.stem}-*{BACKUP_SUFFIX}"))


def words_for_lost(store: Path) -> str | None:
    """What to say on starting where the store has gone and its backups have stayed; None where nothing is lost."""
    if not has_left_backups(store):
        return None
    return f"找不到台账文件 {store}，但旁边还有它的备份。请按“恢复数据…”找回，不要在原处新建。"

"""Where backups go besides, and whether they were seen to come back."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.trust_terms import PlaceKind


class BackupPlace(Record):
    """A second place of backups, named by the 安全保密管理员; nothing is ever written anywhere else by itself."""

    __tablename__ = "backup_place"

    kind: Mapped[PlaceKind]
    path: Mapped[str] = mapped_column(Text)  # the folder; on a medium the folder below its root
    serial: Mapped[str | None] = mapped_column(String(120))  # of the medium
    named_by: Mapped[str] = mapped_column(String(80))
    named_at: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(Text)
    withdrawn_at: Mapped[str | None] = mapped_column(String(32))


class TrialRestore(Record):
    """One restore made to see whether a backup comes back whole."""

    __tablename__ = "trial_restore"

    at: Mapped[str] = mapped_column(String(32))
    backup: Mapped[str] = mapped_column(Text)  # the file's name
    made_at: Mapped[str] = mapped_column(String(32))  # of the backup
    is_good: Mapped[bool]
    counts: Mapped[str] = mapped_column(Text)  # JSON by table
    chain_head: Mapped[str] = mapped_column(String(64))
    sentence: Mapped[str] = mapped_column(Text)

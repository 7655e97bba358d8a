"""What is told of second places, trial restores and the copies that can be restored. Imports nothing heavy."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from app.models.trust_terms import PlaceKind

AUTOMATIC, SECOND, CHOSEN, UPGRADE = "自动备份", "第二处", "所选文件", "升级前"
READABLE, SEALED, BROKEN = "可读", "已加密，待口令", "读不出"


class Condition(Enum):
    """How the store stands that a copy is to be put in the place of."""

    MISSING = "missing"
    DAMAGED = "damaged"
    SOUND = "sound"
    UNREAD = "unread"  # its password is not known yet, or the disk does not answer


@dataclass(frozen=True)
class Carried:
    """What one place has got: the newest backup's name, and how many attachments came new."""

    place: Path
    backup: str
    attachments: int


@dataclass(frozen=True)
class PlaceDraft:
    """Where backups are to go besides; ``serial`` only of a medium, ``folder`` then lies below its root."""

    kind: PlaceKind
    folder: str
    reason: str
    serial: str = ""


@dataclass(frozen=True)
class PlaceRow:
    """A place in use: ``at`` is where it is just now, None while it is not there; ``newest`` its newest backup."""

    id: int
    kind: PlaceKind
    path: str
    serial: str
    named_by: str
    named_at: str
    reason: str
    at: Path | None
    newest: str

    @property
    def title(self) -> str:
        """How to speak of it."""
        below = "根目录" if self.path in ("", ".") else self.path
        return f"介质 {self.serial} 上的 {below}" if self.serial else self.path

    @property
    def state(self) -> str:
        """Whether it is there, and what it has."""
        if self.at is None:
            return "现在不在（未插入、未挂载或被移走），接上后自动补上"
        return f"最近的备份 {self.newest}" if self.newest else "还没有备份"


@dataclass(frozen=True)
class Following:
    """What came of bringing the second places up to date; ``problems`` are sentences."""

    carried: tuple[Carried, ...]
    absent: tuple[str, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True)
class TrialRow:
    """One trial: of which backup, when, and whether all of it came back; counts are rows by table."""

    at: str
    backup: str
    made_at: str
    is_good: bool
    counts: dict[str, int]
    sentence: str


@dataclass(frozen=True)
class CopyRow:
    """One copy: where it was found, what its manifest says. ``made_at`` is ISO text, ``state`` a word."""

    path: Path
    source: str
    made_at: str
    size: int  # bytes
    state: str
    occasion: str = ""
    counts: dict[str, int] = field(default_factory=dict)  # rows by table
    entries: int = 0  # of the audit trail

    @property
    def held(self) -> str:
        """What it holds, in a few words."""
        if not self.counts:
            return ""
        return f"检察建议 {self.counts.get('suggestion', 0)}，监督事项 {self.counts.get('matter', 0)}"


@dataclass(frozen=True)
class ActLine:
    """One act of the audit trail: when, who, what, and how many rows it touched."""

    at: str
    actor: str
    title: str
    rows: int


@dataclass(frozen=True)
class Preview:
    """What a copy brings, proved; and what the store has beyond it, as far as that can be read."""

    path: Path
    sentence: str
    newest: tuple[ActLine, ...]
    lacking: tuple[ActLine, ...]  # acts the store has and the copy has not, the newest first
    count_lacking: int | None  # None: the store cannot be read

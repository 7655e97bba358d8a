"""What comes of adding and exporting several files. Imports nothing heavy."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Condition(Enum):
    """How the bytes of an attachment are."""

    SOUND = "未变"
    LOST = "文件不见了"
    CHANGED = "内容已变"
    UNREADABLE = "读不出来"


@dataclass(frozen=True)
class Added:
    """What came of adding several files. ``act`` takes it back, 0 where nothing was written."""

    act: int
    ids: tuple[int, ...]
    healed: tuple[str, ...]  # names of attachments whose bytes were lost or changed and are whole again
    refused: tuple[str, ...]  # a sentence for each file that was not added


@dataclass(frozen=True)
class Exported:
    """The files written, and a sentence for each that was not."""

    paths: tuple[Path, ...]
    refused: tuple[str, ...]

"""What the suggestion library gives and takes. Imports nothing heavy."""

from dataclasses import dataclass

from app.models.dates import PartialDate
from app.models.terms import RecordType, SuggestionKind

MEASURE = "相近度＝两段文字共有的二字组×2÷两边二字组之和（Dice 系数），逐份精确计算"
PARTS: dict[str, str] = {
    "case_source": "案件来源",
    "facts": "查明的事实",
    "problem": "主要问题",
    "proposal": "建议内容",
    "basis": "法律依据",
    "other_matters": "其他事项",
}  # the parts of a letter a text can be taken over into, by their column


@dataclass(frozen=True)
class LibraryQuery:
    """What past letters are looked for by: a problem or some words, and what narrows it; all may be empty."""

    words: str = ""
    unit: str = ""
    field: str = ""
    kind: SuggestionKind | None = None
    leave_out: int | None = None  # the letter that is being drafted


@dataclass(frozen=True)
class LikeLetter:
    """A past letter: how alike its problem is, how many of the asked pairs it holds, and the words both have."""

    id: int
    entry_number: str
    number: str
    addressee: str
    kind: SuggestionKind
    field: str
    issued_on: PartialDate | None
    problem: str
    likeness: int  # percent, of MEASURE
    held: int  # of the pairs asked for
    words: tuple[str, ...]


@dataclass(frozen=True)
class LibraryAnswer:
    """What was found, the likeliest first; ``asked`` pairs were compared with ``compared`` letters one by one."""

    letters: tuple[LikeLetter, ...]
    asked: int
    compared: int


@dataclass(frozen=True)
class ParagraphDraft:
    """A paragraph to be used again; ``part`` is a key of PARTS, ``kind`` None means every kind."""

    title: str
    part: str
    text: str
    kind: SuggestionKind | None = None
    field: str = ""
    basis: str = ""


@dataclass(frozen=True)
class ParagraphRow:
    """A kept paragraph."""

    id: int
    version: int
    draft: ParagraphDraft
    kept_by: str
    is_favourite: bool  # of the one who asks

    @property
    def part_title(self) -> str:
        """The part of the letter it is for, as it is called there."""
        return PARTS.get(self.draft.part, self.draft.part)


@dataclass(frozen=True)
class FavouriteRow:
    """What somebody marked for himself: a letter or a paragraph."""

    id: int
    suggestion_id: int | None
    paragraph_id: int | None
    name: str
    about: str
    note: str


@dataclass(frozen=True)
class Recurrence:
    """A problem that is there again: the record at the other end, how alike, and the words both have.

    Seen from what is new it is the closed letter with the day it was closed; seen from the closed letter it is the
    later clue or letter with its own day.
    """

    record_type: RecordType
    id: int
    name: str  # 文号 or 登记号
    unit: str
    on: PartialDate
    likeness: int
    words: tuple[str, ...]
    problem: str

    @property
    def figure(self) -> str:
        """相近 72%，共同词“消防通道、堵塞”."""
        shared = f"，共同词“{'、'.join(self.words)}”" if self.words else ""
        return f"相近 {self.likeness}%{shared}"

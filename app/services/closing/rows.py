"""What the closing service gives and takes: the checklist, the drafts of each exit. Imports nothing heavy."""

from dataclasses import dataclass

from app.models.case_terms import MatterExit, Retention
from app.models.dates import PartialDate
from app.models.terms import Term
from app.services.matters.rows import Missing

NO_INTERFERENCE = "没有过问干预情形"
OTHER_GROUND = "其他"


class LineState(Term):
    """How a line of the checklist stands. What is asked for must be answered in the dialog, not supplied before."""

    MET = ("met", "齐备")
    MISSING = ("missing", "缺少")
    ASKED = ("asked", "需要说明")


class Place(Term):
    """Where what is missing is supplied."""

    STAGE = ("stage", "阶段")
    FIELDS = ("fields", "案卡")
    APPROVALS = ("approvals", "审批")
    PAPERS = ("papers", "文书")
    LETTERS = ("letters", "检察建议")
    HAND_OVERS = ("hand_overs", "移交与移送")
    DEADLINES = ("deadlines", "期限")
    RECEIPT = ("receipt", "送达")
    REPLY = ("reply", "回复")
    RECTIFICATION = ("rectification", "整改")
    HERE = ("here", "本窗口")


@dataclass(frozen=True)
class ChecklistLine:
    """One line: what it is about, how it stands, a sentence, and where a click leads."""

    title: str
    state: LineState
    sentence: str
    place: Place
    missing: Missing | None = None
    act: str = ""  # the decision to be put up, by its code in the list of powers


@dataclass(frozen=True)
class OpenLetter:
    """A letter of the matter that has not ended."""

    id: int
    name: str
    state: str


@dataclass(frozen=True)
class ClosingCard:
    """A matter before it leaves: its checklist, the exits of its type, and what it would be archived under."""

    id: int
    version: int
    entry_number: str
    exit: MatterExit | None
    is_closed: bool
    is_archived: bool
    outcome: str
    lines: tuple[ChecklistLine, ...]
    letters: tuple[OpenLetter, ...]
    exits: tuple[MatterExit, ...]
    undecided: tuple[tuple[MatterExit, str, str], ...]  # exits whose decision is not there: the act's code and name
    grounds: tuple[str, ...]
    archive_number: str  # proposed, or the one it has
    retention: Retention | None

    @property
    def can_close(self) -> bool:
        """Nothing is missing; what is asked for may still have to be answered."""
        return all(line.state is not LineState.MISSING for line in self.lines)


@dataclass(frozen=True)
class ExitDraft:
    """What every exit says. ``letters_reason`` is needed while letters of the matter have not ended.

    ``interference`` answers 是否有过问干预情形 (关于办案活动受过问干预情况的记录、通报和责任追究); it is never empty.
    """

    on: PartialDate
    interference: str = ""
    letters_reason: str = ""
    reason: str = ""
    version: int | None = None


@dataclass(frozen=True)
class CloseDraft(ExitDraft):
    """办结, with its outcome where the card has none."""

    outcome: str = ""


@dataclass(frozen=True)
class ConversionDraft(ExitDraft):
    """转为案件, under the number the national system gave."""

    case_number: str = ""


@dataclass(frozen=True)
class TerminationDraft(ExitDraft):
    """终结审查, on one of the grounds of the matter's type."""

    ground: str = ""


@dataclass(frozen=True)
class LeavingReferral(ExitDraft):
    """内部移送线索: to whom, what, by which letter."""

    recipient: str = ""
    letter_number: str = ""
    content: str = ""


@dataclass(frozen=True)
class ArchiveDraft:
    """归档: number, how long it is kept, the day."""

    number: str
    retention: Retention
    on: PartialDate
    version: int | None = None

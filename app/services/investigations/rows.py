"""What the investigations service gives and takes. Imports nothing heavy."""

from dataclasses import dataclass
from pathlib import Path

from app.models.case_terms import InvestigationKind
from app.models.dates import PartialDate
from app.services.suggestions.rows import AttachmentRow


@dataclass(frozen=True)
class InvestigationDraft:
    """An act as it is typed. ``stops_clock``: its time is not to count, which only the law can allow."""

    kind: InvestigationKind
    title: str
    began_on: PartialDate
    ended_on: PartialDate | None = None
    place: str = ""
    people: str = ""
    others: str = ""
    result: str = ""
    stops_clock: bool = False
    files: tuple[Path, ...] = ()


@dataclass(frozen=True)
class InvestigationEnd:
    """How an act ended; the day it ended counts again."""

    ended_on: PartialDate
    result: str
    files: tuple[Path, ...] = ()


@dataclass(frozen=True)
class InvestigationCard:
    """One act with its files."""

    id: int
    version: int
    kind: InvestigationKind
    title: str
    began_on: PartialDate
    ended_on: PartialDate | None
    place: str
    people: str
    others: str
    result: str
    stops_clock: bool
    clock_basis: str
    files: tuple[AttachmentRow, ...]

    @property
    def clock_words(self) -> str:
        """Whether its time counts, in a few words."""
        if not self.stops_clock:
            return "计入"
        return "不计入，期限已恢复" if self.ended_on else "不计入，期限已中止"


@dataclass(frozen=True)
class ClockOffer:
    """That the law does not count the time of such an act on a record, and for which deadlines.

    ``is_asked``: only some acts of the kind are meant, so the user says whether this one is; ``words`` say which.
    """

    deadlines: tuple[str, ...]
    basis: str
    is_asked: bool
    words: str

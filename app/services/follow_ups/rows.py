"""What the follow-up services give and take: looks, their files, evaluation, closing. Imports nothing heavy."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from app.models.case_terms import Retention
from app.models.dates import PartialDate
from app.models.letter_terms import FollowUpKind, PhotoMoment, RectificationLight
from app.models.terms import Rectification
from app.services.closing.rows import ChecklistLine, LineState
from app.services.suggestion_items.rows import ItemRow
from app.services.suggestions.rows import AttachmentRow

RELAPSED = "回头看发现没有整改到位，本件已办结：请“重新办理”继续督促，或者登记新线索并关联本件。"
STATES = (Rectification.IN_PROGRESS, Rectification.INCOMPLETE, Rectification.COMPLETE)  # what a look can find


@dataclass(frozen=True)
class Sign:
    """One of the seven signs of 未依法履职; ``code`` is its short name, which is kept and shown."""

    code: str
    text: str


@dataclass(frozen=True)
class ItemFinding:
    """What a look found about one item; items that were not looked at have none."""

    item_id: int
    state: Rectification
    evidence: str = ""


@dataclass(frozen=True)
class LookFile:
    """A file that comes with a look, and what it shows."""

    path: Path
    moment: PhotoMoment


@dataclass(frozen=True)
class LookDraft:
    """One look at the rectification.

    ``state`` is of the letter as a whole; it may be None where ``findings`` say it item by item. ``note`` says why,
    where it ``is_paper_only``. ``kind`` is None only for looks registered without one.
    """

    kind: FollowUpKind | None
    seen_on: PartialDate
    state: Rectification | None = None
    seen_by: str = ""
    others: str = ""
    note: str = ""
    findings: tuple[ItemFinding, ...] = ()
    signs: tuple[str, ...] = ()
    is_paper_only: bool = False
    files: tuple[LookFile, ...] = ()
    version: int | None = None


class LookDone(NamedTuple):
    """What a look left behind: the letter, the act, and what must be said about it."""

    id: int
    act: int
    said: str = ""


@dataclass(frozen=True)
class FoundItem:
    """What a look found about one item, by its place on the letter."""

    place: int
    measure: str
    state: Rectification
    evidence: str


@dataclass(frozen=True)
class LookRow:
    """One look, as it is shown."""

    id: int
    kind: FollowUpKind | None
    seen_on: PartialDate | None
    seen_by: str
    others: str
    state: Rectification
    is_paper_only: bool
    signs: tuple[Sign, ...]
    note: str
    items: tuple[FoundItem, ...]
    files: Mapping[PhotoMoment, tuple[AttachmentRow, ...]]

    @property
    def state_words(self) -> str:
        """整改不到位 where it was found so, else the state."""
        return RectificationLight.PAPER_ONLY.label if self.is_paper_only else self.state.label


@dataclass(frozen=True)
class Evaluation:
    """What became of a letter: its effect, the lasting mechanism (长效机制), what the trade changed (行业治理)."""

    effect: str = ""
    mechanism: str = ""
    industry: str = ""


@dataclass(frozen=True)
class FollowUpCard:
    """Everything about what follows one letter; looks with the newest first."""

    id: int
    version: int
    name: str
    light: RectificationLight
    is_issued: bool
    is_closed: bool
    is_withdrawn: bool
    is_complete: bool
    signs_apply: bool  # by law, not only for reference
    items: tuple[ItemRow, ...]
    looks: tuple[LookRow, ...]
    evaluated_on: PartialDate | None
    evaluation: Evaluation

    @property
    def has_relapsed(self) -> bool:
        """It was closed, and somebody has since seen that it is not put right."""
        return self.is_closed and self.light in {RectificationLight.INCOMPLETE, RectificationLight.PAPER_ONLY}


@dataclass(frozen=True)
class ClosingLetter:
    """A letter before it is closed, or after: its checklist and the number it would be archived under."""

    id: int
    version: int
    name: str
    is_closed: bool
    archive_number: str | None
    proposed_number: str
    lines: tuple[ChecklistLine, ...]

    @property
    def can_close(self) -> bool:
        """Nothing is missing; what is asked for must be explained."""
        return not self.of(LineState.MISSING)

    def of(self, state: LineState) -> tuple[ChecklistLine, ...]:
        """The lines that stand so."""
        return tuple(line for line in self.lines if line.state is state)


@dataclass(frozen=True)
class LetterArchiveDraft:
    """归档 of a closed letter."""

    number: str
    retention: Retention
    version: int | None = None

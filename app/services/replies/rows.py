"""What the services of replies and objections give and take. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.models.dates import PartialDate
from app.models.letter_terms import ObjectionOrigin, ObjectionOutcome
from app.models.terms import Adoption
from app.services.suggestion_items.rows import ItemRow

CHIEF, COMMITTEE = "检察长", "检察委员会"
RE_EXAMINE = "re-examine"  # the act of the list of powers by which a reconsideration is put up


@dataclass(frozen=True)
class ObjectionDraft:
    """An objection as it came in; the day of 收文登记 and the scan are required."""

    raised_on: PartialDate
    content: str
    scan: Path | None
    entry_number: str = ""


@dataclass(frozen=True)
class Reconsideration:
    """What a reconsideration came to, and who decided: a signed approval, or what is typed with the signed scan.

    ``changes`` is one change a line; with ``restarts_period`` the reply period runs anew from receipt of the notice.
    """

    outcome: ObjectionOutcome
    finding: str
    opinion: str
    changes: str = ""
    restarts_period: bool = False
    approval_id: int | None = None
    decided_on: PartialDate | None = None
    decided_by: str = ""
    decided_as: str = ""
    scan: Path | None = None


@dataclass(frozen=True)
class SuperiorOrder:
    """The superior office orders that a letter be changed or withdrawn (检察建议工作规定, 2019, art. 22)."""

    outcome: ObjectionOutcome
    ordered_by: str
    order_number: str
    received_on: PartialDate
    opinion: str
    scan: Path | None
    entry_number: str = ""
    changes: str = ""
    restarts_period: bool = False


@dataclass(frozen=True)
class NoticeDraft:
    """The answer or notice that was sent: its number, and the day the addressee received it."""

    number: str
    notified_on: PartialDate


@dataclass(frozen=True)
class SaidOfItem:
    """What one reply said about one item."""

    place: int
    measure: str
    adoption: Adoption
    reason: str


@dataclass(frozen=True)
class ReplyRow:
    """One reply as shown; ``is_first`` is the one that meets the deadline."""

    id: int
    registered_on: PartialDate
    entry_number: str
    written_on: PartialDate | None
    number: str
    adoption: Adoption
    summary: str
    is_vague: bool
    is_first: bool
    items: tuple[SaidOfItem, ...]
    attachment_id: int | None
    file_name: str


@dataclass(frozen=True)
class ObjectionRow:
    """One objection, or one order of the superior office, and what came of it."""

    id: int
    version: int
    origin: ObjectionOrigin
    order_number: str
    raised_on: PartialDate
    entry_number: str
    content: str
    is_late: bool | None
    outcome: ObjectionOutcome
    finding: str
    opinion: str
    changes: str
    restarts_period: bool
    reconsidered_on: PartialDate | None
    decided_by: str
    decided_as: str
    notified_on: PartialDate | None
    notice_number: str
    attachment_id: int | None
    file_name: str

    @property
    def is_pending(self) -> bool:
        """It has not been reconsidered yet."""
        return self.outcome is ObjectionOutcome.PENDING

    @property
    def awaits_notice(self) -> bool:
        """It is decided, and the addressee has not been told."""
        return not self.is_pending and self.notified_on is None


@dataclass(frozen=True)
class ObjectionPeriod:
    """The period the letter sets; ``due_on`` is None where it cannot be computed, and ``note`` says why."""

    written: str
    due_on: date | None
    is_over: bool
    steps: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class RepliesCard:
    """Everything a letter's addressee answered; ``items`` have no ids while the letter was never split."""

    letter_id: int
    version: int  # of the letter
    replies: tuple[ReplyRow, ...]
    objections: tuple[ObjectionRow, ...]
    items: tuple[ItemRow, ...]
    period: ObjectionPeriod

    @property
    def pending(self) -> ObjectionRow | None:
        """The objection that is being reconsidered."""
        return next((each for each in self.objections if each.is_pending), None)

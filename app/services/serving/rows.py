"""What serving gives and takes: drafts, rows and the card of all that goes out. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.models.dates import PartialDate
from app.models.letter_terms import CopyUse, ServiceResult
from app.models.terms import ServiceMethod

LETTER_PAPER = "检察建议书"


@dataclass(frozen=True)
class SealDraft:
    """One use of the seal as it is typed; all names are needed. ``version`` is that of the record as shown."""

    paper: str
    copies: int
    sealed_on: PartialDate
    applicant: str
    approved_by: str
    sealed_by: str
    number: str = ""
    note: str = ""
    version: int | None = None


@dataclass(frozen=True)
class SealRow:
    """One line of 用印登记."""

    id: int
    entry_number: str
    paper: str
    number: str
    copies: int
    sealed_on: PartialDate
    applicant: str
    approved_by: str
    sealed_by: str
    note: str


@dataclass(frozen=True)
class DispatchDraft:
    """A letter leaving the office; what else is needed depends on the method. ``version`` is the letter's."""

    method: ServiceMethod
    sent_on: PartialDate
    sent_by: str = ""
    tracking_number: str = ""
    is_agreed: bool = False
    is_party: bool = False  # the addressee is a party of a civil or administrative case
    place: str = ""
    participants: str = ""
    note: str = ""
    version: int | None = None


@dataclass(frozen=True)
class ReceiptDraft:
    """How a letter that was sent was received; ``version`` is the service's."""

    received_on: PartialDate
    receiver: str = ""
    participants: str = ""
    refusal: str = ""  # 留置: why it was not taken
    note: str = ""
    scan: Path | None = None
    version: int | None = None


@dataclass(frozen=True)
class FailureDraft:
    """A letter that was refused or came back, and why; ``participants`` are the witnesses of a refusal."""

    happened_on: PartialDate
    reason: str
    participants: str = ""
    scan: Path | None = None
    version: int | None = None


@dataclass(frozen=True)
class AttemptRow:
    """One attempt to deliver."""

    id: int
    tried_on: PartialDate
    outcome: str


@dataclass(frozen=True)
class ServiceRow:
    """One service of a letter.

    ``post_until`` is the last day for the post's attempts, ``next_words`` say what to do with what was not received.
    """

    id: int
    version: int
    method: ServiceMethod
    method_as_written: str
    result: ServiceResult
    sent_on: PartialDate | None
    sent_by: str
    received_on: PartialDate | None
    receiver: str
    tracking_number: str
    is_agreed: bool | None
    place: str
    participants: str
    refusal: str
    note: str
    attachment_id: int | None
    receipt_name: str  # the scan's file name
    attempts: tuple[AttemptRow, ...]
    post_until: date | None = None
    next_words: str = ""

    @property
    def is_pending(self) -> bool:
        """It is under way."""
        return self.result is ServiceResult.PENDING

    @property
    def lacks_receipt(self) -> bool:
        """The letter was received, refused or left, and the paper that says so has not come back."""
        return self.attachment_id is None and self.result in {ServiceResult.RECEIVED, ServiceResult.REFUSED}


@dataclass(frozen=True)
class CopyDraft:
    """Copies for one recipient."""

    use: CopyUse
    recipient: str
    copies: int = 1
    note: str = ""


@dataclass(frozen=True)
class CopyRow:
    """Copies for one recipient, and when they went out."""

    id: int
    version: int
    use: CopyUse
    recipient: str
    copies: int
    sent_on: PartialDate | None
    sent_by: str
    receiver: str
    note: str


@dataclass(frozen=True)
class Sending:
    """Copies going out to one recipient."""

    sent_on: PartialDate
    sent_by: str = ""
    receiver: str = ""


@dataclass(frozen=True)
class ServingCard:
    """All that goes out with one letter.

    ``filings_needed`` says with how many recipients it is filed, ``filing_period`` within how many days.
    """

    letter_id: int
    seals: tuple[SealRow, ...]
    services: tuple[ServiceRow, ...]
    copies: tuple[CopyRow, ...]
    filings_needed: int
    filing_period: str
    is_imported: bool

    @property
    def pending(self) -> ServiceRow | None:
        """The service under way."""
        return next((row for row in self.services if row.is_pending), None)

    @property
    def received(self) -> ServiceRow | None:
        """The service by which the letter was received."""
        return next((row for row in reversed(self.services) if row.result is ServiceResult.RECEIVED), None)

    @property
    def lacking_receipt(self) -> ServiceRow | None:
        """The newest service whose receipt has not come back; old letters of a ledger are not asked for theirs."""
        found = (row for row in reversed(self.services) if row.lacks_receipt)
        return None if self.is_imported else next(found, None)

    def of(self, use: CopyUse) -> tuple[CopyRow, ...]:
        """The copies for one use."""
        return tuple(row for row in self.copies if row.use is use)

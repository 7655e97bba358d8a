"""What the register of deputies' proposals gives and takes. Imports nothing heavy."""

from dataclasses import dataclass

from app.models.dates import PartialDate
from app.models.letter_terms import ProposalDirection, ProposalKind, ProposalState
from app.services.case_registers.rows import RecordRef


@dataclass(frozen=True)
class ProposalDraft:
    """What a clerk types of a proposal.

    ``received_on`` is the day it came in, or was handed to the deputy. ``record_number`` is the 登记号 of the clue it
    became (转为检察线索) or of the letter it was made of (由检察建议转化), or empty.
    """

    direction: ProposalDirection
    kind: ProposalKind
    deputy: str
    title: str
    received_on: PartialDate
    number: str = ""
    content: str = ""
    field: str = ""
    transfer_number: str = ""
    transferred_on: PartialDate | None = None
    record_number: str = ""


@dataclass(frozen=True)
class ClueOfProposal:
    """What a proposal does not say but the clue it becomes should."""

    unit: str = ""
    found: str = ""
    handler: str = ""


@dataclass(frozen=True)
class ProposalCard:
    """Everything about one entry."""

    id: int
    version: int
    entry_number: str
    draft: ProposalDraft
    fed_back_on: PartialDate | None
    feedback: str
    result: str
    state: ProposalState
    record: RecordRef | None


@dataclass(frozen=True)
class Counts:
    """How many proposals came in and what of them, and how many were made of letters; by the day of the proposal."""

    received: int
    became_clues: int
    became_cases: int  # of those clues, opened as matter or letter
    fed_back: int
    made: int

"""Everything the store knows of one matter and its letters, read service by service."""

from dataclasses import dataclass
from datetime import datetime

from app.models.terms import RecordType
from app.services.approvals.rows import ApprovalCard
from app.services.approvals.service import Approvals
from app.services.case_registers.rows import MeetingCard, ReportCard
from app.services.case_registers.service import CaseRegisters
from app.services.clues.rows import LinkRow
from app.services.clues.service import Clues
from app.services.docket.rows import DeadlineCard
from app.services.docket.service import Docket
from app.services.foundation.clock import Clock
from app.services.hand_overs.referrals import Referrals
from app.services.hand_overs.rows import HandOverRow, ReferralRow
from app.services.hand_overs.service import HandOvers
from app.services.investigations.rows import InvestigationCard
from app.services.investigations.service import Investigations
from app.services.matters.rows import CaseCard, MatterCard, StageMoveRow
from app.services.matters.service import Matters
from app.services.office.attachments import Attachments
from app.services.office.offices import Offices
from app.services.papers.rows import RecordKey
from app.services.papers.service import Papers
from app.services.secrecy.service import Secrecy
from app.services.suggestions.rows import HistoryLine, LetterCard
from app.services.suggestions.service import Suggestions
from app.services.trail.history import History


@dataclass(frozen=True)
class Parts:
    """Where the contents of packages come from, handed in by bootstrap."""

    matters: Matters
    suggestions: Suggestions
    clues: Clues
    approvals: Approvals
    investigations: Investigations
    hand_overs: HandOvers
    referrals: Referrals
    registers: CaseRegisters
    docket: Docket
    history: History
    papers: Papers
    attachments: Attachments
    offices: Offices
    secrecy: Secrecy
    clock: Clock


@dataclass(frozen=True)
class LetterContents:
    """One letter of the matter."""

    card: LetterCard
    deadlines: tuple[DeadlineCard, ...]
    history: tuple[HistoryLine, ...]

    @property
    def key(self) -> RecordKey:
        """The letter's own key."""
        return RecordKey(RecordType.SUGGESTION, self.card.id)

    @property
    def name(self) -> str:
        """青检建〔2026〕3号 青山县水利局."""
        return f"{self.card.number or self.card.entry_number} {self.card.draft.addressee}"


@dataclass(frozen=True)
class MatterContents:
    """One matter with all that happened to it, as one moment knew it."""

    card: MatterCard
    case: CaseCard | None
    moves: tuple[StageMoveRow, ...]
    approvals: tuple[ApprovalCard, ...]
    investigations: tuple[InvestigationCard, ...]
    meetings: tuple[MeetingCard, ...]
    reports: tuple[ReportCard, ...]
    hand_overs: tuple[HandOverRow, ...]
    referrals: tuple[ReferralRow, ...]
    links: tuple[LinkRow, ...]
    deadlines: tuple[DeadlineCard, ...]
    history: tuple[HistoryLine, ...]
    letters: tuple[LetterContents, ...]
    office: str
    mark: str  # of a demonstration store
    at: datetime

    @property
    def key(self) -> RecordKey:
        """The matter's own key."""
        return RecordKey(RecordType.MATTER, self.card.id)

    @property
    def name(self) -> str:
        """What the package is called."""
        return f"案件包 {self.card.entry_number} {self.card.draft.unit}"


def contents_of(parts: Parts, matter_id: int) -> MatterContents:
    """Read one matter; raises MatterNotFound."""
    card, key = parts.matters.card(matter_id), RecordKey(RecordType.MATTER, matter_id)
    return MatterContents(
        card=card,
        case=parts.matters.case(matter_id),
        moves=parts.matters.moves(matter_id),
        approvals=tuple(reversed(parts.approvals.of(key))),  # the oldest first, as everything else here
        investigations=parts.investigations.of(key),
        meetings=parts.registers.meetings.of(*key),
        reports=parts.registers.reports.of(*key),
        hand_overs=parts.hand_overs.of(key),
        referrals=parts.referrals.of(key),
        links=parts.clues.links_of(key),
        deadlines=parts.docket.of(*key),
        history=tuple(parts.history.lines(*key)),
        letters=tuple(_letter(parts, letter_id) for letter_id, _title in card.letters),
        office=parts.offices.office().name,
        mark=parts.papers.demonstration_mark,
        at=parts.clock.now(),
    )


def _letter(parts: Parts, letter_id: int) -> LetterContents:
    key = RecordType.SUGGESTION, letter_id
    return LetterContents(parts.suggestions.card(letter_id), parts.docket.of(*key), tuple(parts.history.lines(*key)))

"""What the approvals service gives and takes. Imports nothing heavy."""

from dataclasses import dataclass
from pathlib import Path

from app.models.case_terms import ApprovalState, OpinionForm, Role, Verdict
from app.models.dates import PartialDate
from app.models.terms import Certainty, RecordType, Stage

COMMITTEE, JOINT_MEETING = "检察委员会", "检察官联席会议"
DEPUTY, CHIEF, HEAD = "副检察长", "检察长", "部门负责人"


@dataclass(frozen=True)
class Proposal:
    """What is put up for decision; ``reviewer`` is whose review is awaited, where the list of powers wants one."""

    act: str
    content: str
    reviewer: str = ""


@dataclass(frozen=True)
class SignedOpinion:
    """One opinion on the signed sheet; ``post`` only where a person holds several, or for 检察委员会."""

    role: Role
    person: str
    given_on: PartialDate
    verdict: Verdict
    opinion: str = ""
    post: str = ""


@dataclass(frozen=True)
class SignedSheet:
    """A signed sheet brought back: its opinions in order, its scan.

    ``authority`` names the written authority of a 副检察长, or the decision of the 检察委员会 by its number.
    """

    opinions: tuple[SignedOpinion, ...]
    scan: Path | None
    authority: str = ""


@dataclass(frozen=True)
class MeetingOpinion:
    """What 检察官联席会议 said: for the decider's reference, no decision."""

    held_on: PartialDate
    opinion: str
    verdict: Verdict = Verdict.AGREED
    scan: Path | None = None


@dataclass(frozen=True)
class OpinionCard:
    """One opinion as shown; 内部流转意见 is never the lawful approval."""

    role: Role
    person: str
    post: str
    given_on: PartialDate
    verdict: Verdict
    opinion: str
    form: OpinionForm
    attachment_id: int | None
    file_name: str


@dataclass(frozen=True)
class ApprovalCard:
    """One approval with its opinions, in the order they came."""

    id: int
    version: int
    record_type: RecordType
    record_id: int
    act: str
    name: str
    stage: Stage | None
    state: ApprovalState
    content: str
    proposed_on: PartialDate
    proposed_by: str
    reviewer: str
    proposes: str
    reviews: str
    decides: str
    basis: str
    decided_by: str
    decided_as: str
    authority: str
    decided_on: PartialDate | None
    opinions: tuple[OpinionCard, ...]

    @property
    def waits_for(self) -> str:
        """What the next signature must be, in words; empty once it is decided."""
        if self.state is not ApprovalState.OPEN:
            return ""
        is_reviewed = any(each.role is Role.REVIEW and each.form is OpinionForm.PAPER for each in self.opinions)
        if self.reviews and not is_reviewed:
            return f"{self.reviewer or self.reviews}审核"
        return f"{self.decides}决定"


@dataclass(frozen=True)
class Choice:
    """One act that can be put up, with the line of the list of powers it goes by."""

    act: str
    name: str
    proposes: str
    reviews: str
    decides: str
    basis: str
    certainty: Certainty
    note: str


@dataclass(frozen=True)
class Waiting:
    """An approval somebody's review is awaited for, on the workbench."""

    id: int
    record_type: RecordType
    record_id: int
    entry_number: str
    subject: str
    name: str
    proposed_by: str
    proposed_on: PartialDate

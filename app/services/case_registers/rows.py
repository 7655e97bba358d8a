"""What the registers beside the records give and take: drafts and cards. Imports nothing heavy."""

from dataclasses import dataclass
from enum import Enum

from app.models.case_terms import Direction, MeetingKind, MeetingState, ReportKind, ReportState
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.suggestions.rows import AttachmentRow

FEEDING_BACK = (MeetingKind.HEARING, MeetingKind.SUPERVISORS)  # outsiders were asked, and are told what came of it


class Book(Enum):
    """The registers; the value is the code of its template, ``title`` its name on paper.

    Reports and meetings are entered in the register itself; seals and services on the record they belong to.
    """

    REPORTS = "report-register"
    MEETINGS = "meeting-register"
    SEALS = "seal-register"
    SERVICES = "service-register"

    @property
    def title(self) -> str:
        """As the office calls it."""
        return _TITLES[self]


_TITLES = {
    Book.REPORTS: "请示报告登记簿",
    Book.MEETINGS: "会议登记簿",
    Book.SEALS: "用印登记簿",
    Book.SERVICES: "送达登记簿",
}


@dataclass(frozen=True)
class RecordRef:
    """The record an entry belongs to; ``name`` is its unit, addressee or subject."""

    record_type: RecordType
    record_id: int
    entry_number: str
    name: str


@dataclass(frozen=True)
class ReportDraft:
    """What a clerk types of a 请示, 报告, 报备 or 备案审查; ``record_number`` is the 登记号 of its record, or empty."""

    kind: ReportKind
    direction: Direction
    title: str
    counterpart: str
    sent_on: PartialDate
    number: str = ""
    handler: str = ""
    content: str = ""
    record_number: str = ""


@dataclass(frozen=True)
class AnswerDraft:
    """The answer to an entry, from above or by us."""

    answered_on: PartialDate
    answer: str
    answer_number: str = ""


@dataclass(frozen=True)
class ReportCard:
    """Everything about one entry of 请示报告登记簿."""

    id: int
    version: int
    entry_number: str
    draft: ReportDraft
    answer: AnswerDraft | None
    implementation: str
    implemented_on: PartialDate | None
    state: ReportState
    record: RecordRef | None
    files: tuple[AttachmentRow, ...]


@dataclass(frozen=True)
class MeetingDraft:
    """What a clerk types of a meeting, hearing or supervision by 人民监督员."""

    kind: MeetingKind
    topic: str
    held_on: PartialDate
    place: str = ""
    chair: str = ""
    people: str = ""
    papers: str = ""
    opinions: str = ""
    decision_number: str = ""
    decision: str = ""
    record_number: str = ""


@dataclass(frozen=True)
class MeetingCard:
    """Everything about one entry of 会议登记簿."""

    id: int
    version: int
    entry_number: str
    draft: MeetingDraft
    feedback: str
    feedback_on: PartialDate | None
    implementation: str
    state: MeetingState
    record: RecordRef | None
    files: tuple[AttachmentRow, ...]

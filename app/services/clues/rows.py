"""What the clues service gives and takes: drafts, cards, kin and links. Imports nothing heavy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.models.case_terms import LinkKind, Triage, TriageTarget
from app.models.dates import PartialDate
from app.models.terms import Lamp, RecordType, SuggestionKind
from app.services.suggestions.rows import AttachmentRow

RecordKey = tuple[RecordType, int]


@dataclass(frozen=True)
class ClueDraft:
    """What a clerk types into a clue; the source, and one of unit, finding and name, are needed."""

    source: str
    source_person: str = ""
    found_on: PartialDate | None = None
    subject: str = ""
    unit: str = ""
    parties: str = ""
    kind: str = ""
    found: str = ""
    department: str = ""
    handler: str = ""
    task_number: str = ""
    wanted_by: date | None = None
    remarks: str = ""


@dataclass(frozen=True)
class TriageDraft:
    """One decision about some clues.

    ``target`` belongs to 立项; ``referred_to`` to 移送. With ``is_joined`` all clues become one matter (类案), and
    ``reason`` says why; ``kind`` and ``unit`` are the matter's where the clues do not say them or differ.
    """

    outcome: Triage
    on: PartialDate
    target: TriageTarget | None = None
    reason: str = ""
    referred_to: str = ""
    is_inside: bool = False  # referred to a department of the office
    letter_number: str = ""  # 移送函文号
    is_joined: bool = False
    kind: str = ""
    unit: str = ""
    suggestion_kind: SuggestionKind = SuggestionKind.SOCIAL_GOVERNANCE
    suggestion_path: str = ""  # 办理类别; empty: the first of the kind


@dataclass(frozen=True)
class MadeRecord:
    """A matter or letter that a triage made."""

    record_type: RecordType
    id: int
    entry_number: str


@dataclass(frozen=True)
class Triaged:
    """What a triage did: the clues, the act it is taken back by, and the records it made."""

    ids: tuple[int, ...]
    act: int
    made: tuple[MadeRecord, ...]


@dataclass(frozen=True)
class Kin:
    """A record that looks like the clue's; ``reasons`` are sentences, ``likeness`` of the wording 0 to 100."""

    record_type: RecordType
    id: int
    entry_number: str
    title: str  # unit and name
    reasons: tuple[str, ...]
    likeness: int
    is_linked: bool
    is_recurrence: bool = False  # a letter closed before whose problem is there again


@dataclass(frozen=True)
class LinkRow:
    """A link as one of its records sees it."""

    id: int
    record_type: RecordType
    record_id: int
    entry_number: str
    title: str
    kind: LinkKind
    reason: str


@dataclass(frozen=True)
class NewLink:
    """A link that is made together with the clue it begins at."""

    other: RecordKey
    kind: LinkKind
    reason: str


@dataclass(frozen=True)
class Origin:
    """A clue that a matter or letter was opened from."""

    id: int
    entry_number: str
    title: str  # unit and name


@dataclass(frozen=True)
class ReferralRow:
    """One 移送 of a clue, and what came of it."""

    id: int
    recipient: str
    is_inside: bool
    letter_number: str
    referred_on: PartialDate
    content: str
    answered_on: PartialDate | None
    answer: str


@dataclass(frozen=True)
class Criterion:
    """One line of the score sheet; 0 to ``most`` points."""

    code: str
    name: str
    most: int
    hint: str


@dataclass(frozen=True)
class EvaluationDraft:
    """What a team made of a clue; ``points`` by the code of the criterion, all or none."""

    on: PartialDate
    team: str
    opinion: str
    proposes: Triage
    points: Mapping[str, int | None] = field(default_factory=dict)
    scan: Path | None = None


@dataclass(frozen=True)
class Score:
    """Points given for one criterion, as it read then."""

    name: str
    points: int
    most: int


@dataclass(frozen=True)
class EvaluationRow:
    """One evaluation as shown."""

    id: int
    evaluated_on: PartialDate
    team: str
    opinion: str
    proposes: Triage
    scores: tuple[Score, ...]
    file_name: str

    @property
    def total(self) -> tuple[int, int] | None:
        """Points given, of how many; None without a sheet."""
        if not self.scores:
            return None
        return sum(each.points for each in self.scores), sum(each.most for each in self.scores)


@dataclass(frozen=True)
class ClueCard:
    """Everything the record page of one clue shows."""

    id: int
    version: int
    entry_number: str
    draft: ClueDraft
    triage: Triage
    triage_target: TriageTarget | None
    triaged_on: PartialDate | None
    triage_reason: str
    referred_to: str
    opened_as: MadeRecord | None
    reported_on: PartialDate | None
    lamp: Lamp
    lamp_words: str
    further: tuple[tuple[str, str], ...]  # columns of a result table that mean no field: (head, text)
    referrals: tuple[ReferralRow, ...]
    attachments: tuple[AttachmentRow, ...]

    @property
    def is_content_withheld(self) -> bool:
        """Whether only the forwarding is recorded, so that nothing may be filled in or attached."""
        return self.triage is Triage.FORWARDED

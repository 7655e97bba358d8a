"""What the register of experts gives and takes. Imports nothing heavy."""

from dataclasses import dataclass
from pathlib import Path

from app.models.dates import PartialDate
from app.models.letter_terms import ExpertKind
from app.models.terms import RecordType


@dataclass(frozen=True)
class ExpertDraft:
    """Somebody who may be asked."""

    kind: ExpertKind
    name: str
    field: str
    unit: str = ""
    post: str = ""
    telephone: str = ""
    remarks: str = ""


@dataclass(frozen=True)
class OpinionDraft:
    """One opinion; ``meeting`` is the entry number of the meeting it was given at (HY2026-00001)."""

    expert_id: int
    given_on: PartialDate
    opinion: str
    meeting: str = ""
    scan: Path | None = None


@dataclass(frozen=True)
class OpinionCard:
    """One opinion as shown."""

    id: int
    version: int
    expert_id: int
    expert: str  # name, unit and post
    field: str
    record_type: RecordType
    record_id: int
    record_name: str
    given_on: PartialDate
    opinion: str
    meeting: str
    attachment_id: int | None
    file_name: str


@dataclass(frozen=True)
class ExpertCard:
    """Everything about one entry of the register."""

    id: int
    version: int
    draft: ExpertDraft
    left_on: PartialDate | None
    opinions: tuple[OpinionCard, ...]

    @property
    def name(self) -> str:
        """李某（青山学院 教授）."""
        where = " ".join(part for part in (self.draft.unit, self.draft.post) if part)
        return f"{self.draft.name}（{where}）" if where else self.draft.name

"""What the service of findings gives and takes: drafts and rows. Imports nothing heavy."""

from dataclasses import dataclass
from pathlib import Path

from app.models.dates import PartialDate
from app.models.review_terms import Correction, FindingVerdict, ReviewBody
from app.models.terms import Certainty

WHOLE = "全案"  # the stage of a dimension that was looked at in the whole case and is in order


@dataclass(frozen=True)
class Dimension:
    """One of the dimensions; ``looks_at`` is a hint for whoever looks."""

    name: str
    looks_at: str
    source: str
    certainty: Certainty


@dataclass(frozen=True)
class ReviewStage:
    """A stage of a case and the bodies that act there, the usual one first."""

    name: str
    bodies: tuple[ReviewBody, ...]
    source: str
    certainty: Certainty


@dataclass(frozen=True)
class FindingDraft:
    """One finding as it is typed. ``case_id`` may be left out where the review has one case."""

    dimension: str
    stage: str
    body: ReviewBody
    verdict: FindingVerdict
    found_on: PartialDate
    fact: str = ""
    provision: str = ""
    problem: str = ""
    cause: str = ""
    cause_note: str = ""
    unit: str = ""  # empty: our own office for 检察机关
    reviewed_by: str = ""  # empty: the reviewer
    case_id: int | None = None


@dataclass(frozen=True)
class RestDraft:
    """Every dimension of a case nobody has written a finding for, marked 无问题 in one act."""

    found_on: PartialDate
    reviewed_by: str = ""
    case_id: int | None = None


@dataclass(frozen=True)
class CorrectionDraft:
    """What became of a problem; ``note`` is needed where it cannot be corrected, ``scan`` is evidence."""

    correction: Correction
    on: PartialDate | None = None
    note: str = ""
    scan: Path | None = None


@dataclass(frozen=True)
class FindingRow:
    """A finding as it stands. ``case_name`` and ``case_number`` (登记号) are empty for one of the whole review."""

    id: int
    version: int
    review_id: int
    case_id: int | None
    case_number: str
    case_name: str
    place: int
    dimension: str
    stage: str
    body: ReviewBody
    is_own: bool
    unit: str
    verdict: FindingVerdict
    problem: str
    fact: str
    provision: str
    cause: str
    cause_note: str
    reviewed_by: str
    found_on: PartialDate
    correction: Correction
    corrected_on: PartialDate | None
    correction_note: str
    results: tuple[int, ...] = ()  # places of the results that speak of it
    pending_objections: int = 0
    withdrawn_on: PartialDate | None = None  # after its handler objected: shown, and counted no more

    @property
    def is_problem(self) -> bool:
        """错误 or 瑕疵 that was not withdrawn, not only looked at."""
        return self.verdict is not FindingVerdict.NONE and self.withdrawn_on is None

    @property
    def is_listed(self) -> bool:
        """Found to be 错误 or 瑕疵, also where that was withdrawn since: it stays to be seen."""
        return self.verdict is not FindingVerdict.NONE

"""What feedback and its verification make of the findings a result speaks of."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.dates import PartialDate
from app.models.review_finding import ReviewFinding
from app.models.review_result import ResultFinding, ReviewResult
from app.models.review_terms import Correction, FeedbackOutcome, FindingVerdict

_BY_FEEDBACK = "反馈："  # in the line the feedback leaves in the note of a finding
_COMES_TO = {
    FeedbackOutcome.CORRECTED: Correction.CORRECTED,
    FeedbackOutcome.SUPPLEMENTED: Correction.SUPPLEMENTED,
    FeedbackOutcome.ADOPTED: Correction.CORRECTED,
}


def spoken_of(session: Session, result: ReviewResult) -> tuple[ReviewFinding, ...]:
    """The findings a result speaks of."""
    wanted = select(ReviewFinding).join(ResultFinding, ResultFinding.finding_id == ReviewFinding.id)
    return tuple(session.scalars(wanted.where(ResultFinding.result_id == result.id).order_by(ReviewFinding.place)))


def correct(
    findings: Iterable[ReviewFinding], outcome: FeedbackOutcome, on: PartialDate, only: tuple[int, ...] | None
) -> None:
    """Mark the problems that are put right, as the feedback says; what was decided about them before stays."""
    correction = _COMES_TO.get(outcome)
    for finding in findings if correction is not None else ():
        is_meant = only is None or finding.id in only
        if is_meant and finding.verdict is not FindingVerdict.NONE and finding.correction is Correction.OPEN:
            finding.correction, finding.corrected_on = correction or Correction.OPEN, on
            told = f"{on}{_BY_FEEDBACK}{outcome.label}"
            finding.correction_note = "\n".join(filter(None, (finding.correction_note, told)))


def undo_correction(findings: Iterable[ReviewFinding]) -> None:
    """Open again what was not put right after all; what the feedback had noted goes, what somebody wrote stays."""
    for finding in findings:
        if finding.correction in {Correction.CORRECTED, Correction.SUPPLEMENTED}:
            kept = [line for line in (finding.correction_note or "").split("\n") if _BY_FEEDBACK not in line]
            finding.correction, finding.corrected_on = Correction.OPEN, None
            finding.correction_note = "\n".join(kept) or None

"""Reads findings into rows, with the results that speak of them and the objections that wait."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.original_case import OriginalCase
from app.models.review_finding import FindingObjection, ReviewFinding
from app.models.review_result import ResultFinding, ReviewResult
from app.models.review_terms import FindingObjectionOutcome
from app.services.review_findings.rows import FindingRow

_AS_STORED = (
    "id", "version", "review_id", "case_id", "place", "dimension", "stage", "body", "is_own", "verdict", "fact",
    "reviewed_by", "found_on", "correction", "corrected_on", "withdrawn_on",
)  # fmt: skip
_TEXTS = ("unit", "problem", "provision", "cause", "cause_note", "correction_note")


def findings_of(session: Session, review_id: int) -> tuple[FindingRow, ...]:
    """The findings of a review by their place."""
    wanted = (
        select(ReviewFinding, OriginalCase.entry_number, OriginalCase.name)
        .outerjoin(OriginalCase, OriginalCase.id == ReviewFinding.case_id)
        .where(ReviewFinding.review_id == review_id)
        .order_by(ReviewFinding.place, ReviewFinding.id)
    )
    results, waiting = _results(session, review_id), _waiting(session, review_id)
    return tuple(
        FindingRow(
            **_said(finding),
            case_number=number or "",
            case_name=name or "",
            results=tuple(results.get(finding.id, ())),
            pending_objections=waiting.get(finding.id, 0),
        )
        for finding, number, name in session.execute(wanted)
    )


def dimensions_missing(rows: Sequence[FindingRow], dimensions: Sequence[str], case_id: int | None) -> tuple[str, ...]:
    """The dimensions nobody has written anything about, of one case."""
    seen = {row.dimension for row in rows if row.case_id == case_id}
    return tuple(name for name in dimensions if name not in seen)


def _said(finding: ReviewFinding) -> dict[str, Any]:
    stored: dict[str, Any] = {name: getattr(finding, name) for name in _AS_STORED}
    return stored | {name: getattr(finding, name) or "" for name in _TEXTS}


def _results(session: Session, review_id: int) -> dict[int, list[int]]:
    wanted = (
        select(ResultFinding.finding_id, ReviewResult.place)
        .join(ReviewResult, ReviewResult.id == ResultFinding.result_id)
        .where(ResultFinding.review_id == review_id)
        .order_by(ReviewResult.place)
    )
    found: dict[int, list[int]] = {}
    for finding_id, place in session.execute(wanted):
        found.setdefault(finding_id, []).append(place)
    return found


def _waiting(session: Session, review_id: int) -> dict[int, int]:
    wanted = (
        select(FindingObjection.finding_id, func.count(FindingObjection.id))
        .where(
            FindingObjection.review_id == review_id,
            FindingObjection.finding_id.is_not(None),
            FindingObjection.outcome == FindingObjectionOutcome.PENDING,
        )
        .group_by(FindingObjection.finding_id)
    )
    return {finding_id: count for finding_id, count in session.execute(wanted) if finding_id is not None}

"""Objections that nobody decided about yet, and what must wait for them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.review_finding import CaseGrade, FindingObjection
from app.models.review_terms import FindingObjectionOutcome
from app.services.foundation.errors import DomainError


def pending_objections(session: Session, review_id: int) -> tuple[FindingObjection, ...]:
    """The objections of a review that wait for a decision, the oldest first; a review is not closed over them."""
    wanted = select(FindingObjection).where(
        FindingObjection.review_id == review_id, FindingObjection.outcome == FindingObjectionOutcome.PENDING
    )
    return tuple(session.scalars(wanted.order_by(FindingObjection.id)))


def open_proposals(session: Session, review_id: int) -> tuple[CaseGrade, ...]:
    """The grades of a review that were proposed and are neither decided nor taken back."""
    wanted = select(CaseGrade).where(
        CaseGrade.review_id == review_id, CaseGrade.decided_on.is_(None), CaseGrade.withdrawn_on.is_(None)
    )
    return tuple(session.scalars(wanted.order_by(CaseGrade.id)))


def refuse_pending_of_grade(session: Session, grade: CaseGrade, doing: str) -> None:
    """A grade is not touched while what its handler said about it is undecided; raises DomainError."""
    waiting = [each for each in pending_objections(session, grade.review_id) if each.grade_id == grade.id]
    if waiting:
        raise DomainError(f"对这个等次还有 {waiting[0].raised_on} 提出的意见没有处理，不能{doing}。请先处理意见。")


def refuse_pending_findings(session: Session, review_id: int, doing: str) -> None:
    """Findings do not stand while an objection to one of them is undecided; raises DomainError."""
    waiting = [each for each in pending_objections(session, review_id) if each.finding_id is not None]
    if waiting:
        raise DomainError(
            f"对审视发现还有 {len(waiting)} 份意见没有处理（最早的 {waiting[0].raised_on} 提出），不能{doing}。"
            "请先处理意见。"
        )

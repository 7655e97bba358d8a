"""Reads approvals with their opinions."""

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from app.models.approval import Approval, ApprovalOpinion
from app.models.attachment import Attachment
from app.models.case_terms import ApprovalState, Role
from app.models.terms import RecordType
from app.services.approvals.rows import ApprovalCard, OpinionCard, Waiting
from app.services.trail.family import OWN


def opinions_of(session: Session, approval_id: int) -> tuple[OpinionCard, ...]:
    """The opinions of an approval, in the order they came."""
    wanted = (
        select(ApprovalOpinion, Attachment.file_name)
        .outerjoin(Attachment, Attachment.id == ApprovalOpinion.attachment_id)
        .where(ApprovalOpinion.approval_id == approval_id)
        .order_by(ApprovalOpinion.id)
    )
    return tuple(
        OpinionCard(
            role=each.role,
            person=each.person,
            post=each.post or "",
            given_on=each.given_on,
            verdict=each.verdict,
            opinion=each.opinion or "",
            form=each.form,
            attachment_id=each.attachment_id,
            file_name=file_name or "",
        )
        for each, file_name in session.execute(wanted)
    )


def card_of(session: Session, row: Approval) -> ApprovalCard:
    """One approval."""
    return ApprovalCard(
        id=row.id,
        version=row.version,
        record_type=row.record_type,
        record_id=row.record_id,
        act=row.act,
        name=row.name,
        stage=row.stage,
        state=row.state,
        content=row.content or "",
        proposed_on=row.proposed_on,
        proposed_by=row.proposed_by,
        reviewer=row.reviewer or "",
        proposes=row.proposes,
        reviews=row.reviews or "",
        decides=row.decides,
        basis=row.basis,
        decided_by=row.decided_by or "",
        decided_as=row.decided_as or "",
        authority=row.authority or "",
        decided_on=row.decided_on,
        opinions=opinions_of(session, row.id),
    )


def cards_of(session: Session, record_type: RecordType, record_id: int) -> tuple[ApprovalCard, ...]:
    """The approvals of a record, the newest first."""
    wanted = select(Approval).where(Approval.record_type == record_type, Approval.record_id == record_id)
    return tuple(card_of(session, row) for row in session.scalars(wanted.order_by(Approval.id.desc())))


def awaits_review() -> ColumnElement[bool]:
    """An approval is open and the reviewer it names has not reviewed it yet, on paper or on screen."""
    said = select(ApprovalOpinion.id).where(
        ApprovalOpinion.approval_id == Approval.id,
        ApprovalOpinion.person == Approval.reviewer,
        ApprovalOpinion.role == Role.REVIEW,
    )
    return and_(Approval.state == ApprovalState.OPEN, Approval.reviewer.is_not(None), ~said.exists())


def awaits_any_review() -> ColumnElement[bool]:
    """An approval is open, is to be reviewed by a post, names nobody for it and has not been reviewed yet."""
    said = select(ApprovalOpinion.id).where(
        ApprovalOpinion.approval_id == Approval.id, ApprovalOpinion.role == Role.REVIEW
    )
    unnamed = and_(Approval.reviewer.is_(None), Approval.reviews.is_not(None))
    return and_(Approval.state == ApprovalState.OPEN, unnamed, ~said.exists())


def waiting_for(session: Session, person: str) -> tuple[Waiting, ...]:
    """Open approvals that await somebody's review, the oldest first."""
    wanted = select(Approval).where(Approval.reviewer == person, awaits_review())
    return tuple(_waiting(session, row) for row in session.scalars(wanted.order_by(Approval.id)))


def _waiting(session: Session, row: Approval) -> Waiting:
    record = session.get(OWN[row.record_type], row.record_id)
    unit = getattr(record, "unit", None) or getattr(record, "addressee", None) or ""
    return Waiting(
        id=row.id,
        record_type=row.record_type,
        record_id=row.record_id,
        entry_number=getattr(record, "entry_number", ""),
        subject=unit,
        name=row.name,
        proposed_by=row.proposed_by,
        proposed_on=row.proposed_on,
    )

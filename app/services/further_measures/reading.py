"""Reads what follows a letter: urgings, measures, and the facts they depend on."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.approval import Approval
from app.models.attachment import Attachment
from app.models.case_terms import ApprovalState
from app.models.follow_up import FurtherMeasure, Urging
from app.models.matter import Matter
from app.models.suggestion import Suggestion as Letter
from app.models.terms import Receipt, RecordType, Rectification, SuggestionStep
from app.services.further_measures.measures import Measure
from app.services.further_measures.rows import FOLLOW_UP, Backing, MeasureRow, Standing, UrgingRow


def standing_of(session: Session, letter: Letter) -> Standing:
    """The facts of a letter on which it depends what may follow."""
    days = session.scalars(select(Urging.urged_on).where(Urging.suggestion_id == letter.id)).all()
    matter = session.get(Matter, letter.matter_id) if letter.matter_id else None
    return Standing(
        name=letter.number or letter.entry_number,
        kind=letter.kind,
        path=letter.path or "",
        handler=letter.handler or "",
        is_issued=letter.step is SuggestionStep.ISSUED,
        is_awaiting_receipt=letter.receipt is Receipt.AWAITED,
        is_replied=letter.replied_on is not None or letter.is_reply_undated,
        replied_on=letter.replied_on,
        due_on=letter.due_on,
        overdue_after=letter.overdue_after,
        urged_on=min(days, key=lambda day: day.first, default=None),
        urgings=max(letter.urgings or 0, len(days)),
        is_rectified=letter.rectification is Rectification.COMPLETE,
        is_imported=letter.batch_id is not None,
        concluded_on=letter.concluded_on,
        conclusion=letter.conclusion or "",
        matter=matter.entry_number if matter else "",
    )


def urgings_of(session: Session, letter_id: int) -> tuple[UrgingRow, ...]:
    """The urgings of a letter, by their day."""
    wanted = (
        select(Urging, Attachment.file_name)
        .outerjoin(Attachment, Attachment.id == Urging.attachment_id)
        .where(Urging.suggestion_id == letter_id)
        .order_by(Urging.urged_on, Urging.id)
    )
    return tuple(
        UrgingRow(
            id=row.id,
            form=row.form,
            urged_on=row.urged_on,
            urged_by=row.urged_by,
            person=row.person or "",
            content=row.content,
            answer=row.answer or "",
            number=row.number or "",
            attachment_id=row.attachment_id,
            file_name=file_name or "",
        )
        for row, file_name in session.execute(wanted)
    )


def measures_of(session: Session, letter_id: int, rules: Mapping[str, Measure]) -> tuple[MeasureRow, ...]:
    """The measures decided about a letter, by the day of the decision."""
    wanted = (
        select(FurtherMeasure, Attachment.file_name)
        .outerjoin(Attachment, Attachment.id == FurtherMeasure.attachment_id)
        .where(FurtherMeasure.suggestion_id == letter_id)
        .order_by(FurtherMeasure.decided_on, FurtherMeasure.id)
    )
    return tuple(
        MeasureRow(
            id=row.id,
            version=row.version,
            code=row.code,
            name=row.name,
            basis=row.basis,
            recipient=row.recipient or "",
            reason=row.reason or "",
            decided_on=row.decided_on,
            decided_by=row.decided_by,
            is_by_approval=row.approval_id is not None,
            carried_out_on=row.carried_out_on,
            filed_on=row.filed_on,
            ended_on=row.ended_on,
            number=row.number or "",
            result=row.result or "",
            attachment_id=row.attachment_id,
            file_name=file_name or "",
            rule=rules.get(row.code),
        )
        for row, file_name in session.execute(wanted)
    )


def backings_of(session: Session, letter_id: int, acts: frozenset[str]) -> tuple[Backing, ...]:
    """Approvals of a letter that were given and may stand behind a measure, the newest first."""
    wanted = select(Approval).where(
        Approval.record_type == RecordType.SUGGESTION,
        Approval.record_id == letter_id,
        Approval.state == ApprovalState.APPROVED,
        Approval.act.in_(acts),
    )
    return tuple(
        Backing(row.id, row.act, row.name, row.decided_on, row.decided_by or "", row.decided_as or "")
        for row in session.scalars(wanted.order_by(Approval.id.desc()))
        if row.decided_on is not None
    )


def open_approval_of(session: Session, letter_id: int) -> int | None:
    """The approval of 后续处理 that was put up and is not signed yet."""
    wanted = select(Approval.id).where(
        Approval.record_type == RecordType.SUGGESTION,
        Approval.record_id == letter_id,
        Approval.state == ApprovalState.OPEN,
        Approval.act == FOLLOW_UP,
    )
    return session.scalars(wanted).first()

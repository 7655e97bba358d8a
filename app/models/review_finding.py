"""What a review found, what the original handler said to it, and the grades that were decided."""

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.dates import PartialDate
from app.models.review_terms import (
    Correction,
    FindingObjectionForm,
    FindingObjectionOutcome,
    FindingVerdict,
    ReviewBody,
)


class ReviewFinding(Record):
    """One dimension of one case at one stage: in order, flawed or wrong. Dimensions, stages, causes are data."""

    __tablename__ = "review_finding"
    __table_args__ = (Index("ix_review_finding_dimension_stage", "dimension", "stage"),)

    review_id: Mapped[int] = mapped_column(
        ForeignKey("reverse_review.id", deferrable=True, initially="DEFERRED"), index=True
    )
    case_id: Mapped[int | None] = mapped_column(
        ForeignKey("original_case.id", deferrable=True, initially="DEFERRED"), index=True
    )
    place: Mapped[int]  # 1…n within the review
    dimension: Mapped[str] = mapped_column(String(40))
    stage: Mapped[str] = mapped_column(String(40))
    body: Mapped[ReviewBody]
    is_own: Mapped[bool] = mapped_column(index=True)  # of our own office; kept apart from others'
    unit: Mapped[str | None] = mapped_column(String(120))
    verdict: Mapped[FindingVerdict] = mapped_column(index=True)
    problem: Mapped[str | None] = mapped_column(String(120), index=True)  # by which common problems are counted
    fact: Mapped[str] = mapped_column(Text)
    provision: Mapped[str | None] = mapped_column(Text)
    cause: Mapped[str | None] = mapped_column(String(120), index=True)
    cause_note: Mapped[str | None] = mapped_column(Text)
    reviewed_by: Mapped[str] = mapped_column(String(80))
    found_on: Mapped[PartialDate]
    correction: Mapped[Correction] = mapped_column(index=True)
    corrected_on: Mapped[PartialDate | None]
    correction_note: Mapped[str | None] = mapped_column(Text)
    withdrawn_on: Mapped[PartialDate | None]  # 撤销: shown for good, counted no more


class FindingObjection(Record):
    """What the original handler said about a finding or a grade, and what was decided about that."""

    __tablename__ = "finding_objection"

    review_id: Mapped[int] = mapped_column(
        ForeignKey("reverse_review.id", deferrable=True, initially="DEFERRED"), index=True
    )
    finding_id: Mapped[int | None] = mapped_column(
        ForeignKey("review_finding.id", deferrable=True, initially="DEFERRED"), index=True
    )
    grade_id: Mapped[int | None] = mapped_column(
        ForeignKey("case_grade.id", deferrable=True, initially="DEFERRED"), index=True
    )
    answers_id: Mapped[int | None] = mapped_column(  # the decided objection a 复议 is about
        ForeignKey("finding_objection.id", deferrable=True, initially="DEFERRED"), index=True
    )
    form: Mapped[FindingObjectionForm]
    raised_by: Mapped[str] = mapped_column(String(80))
    raised_on: Mapped[PartialDate]
    content: Mapped[str] = mapped_column(Text)
    attachment_id: Mapped[int | None] = mapped_column(
        ForeignKey("attachment.id", deferrable=True, initially="DEFERRED"), index=True
    )
    outcome: Mapped[FindingObjectionOutcome] = mapped_column(index=True)
    decided_by: Mapped[str | None] = mapped_column(String(80))
    decided_as: Mapped[str | None] = mapped_column(String(80))
    decided_on: Mapped[PartialDate | None]
    decision: Mapped[str | None] = mapped_column(Text)
    decision_number: Mapped[str | None] = mapped_column(String(80))
    changed_from: Mapped[str | None] = mapped_column(String(80))  # verdict or grade, in words
    changed_to: Mapped[str | None] = mapped_column(String(80))
    decision_attachment_id: Mapped[int | None] = mapped_column(
        ForeignKey("attachment.id", deferrable=True, initially="DEFERRED"), index=True
    )


class CaseGrade(Record):
    """A grade of one case: proposed, the handler heard, decided by 检察长 or 检委会; never by the program."""

    __tablename__ = "case_grade"

    review_id: Mapped[int] = mapped_column(
        ForeignKey("reverse_review.id", deferrable=True, initially="DEFERRED"), index=True
    )
    case_id: Mapped[int] = mapped_column(
        ForeignKey("original_case.id", deferrable=True, initially="DEFERRED"), index=True
    )
    grade_set: Mapped[str] = mapped_column(String(40))  # the set it is counted in: in force when it was decided
    proposed_set: Mapped[str] = mapped_column(String(40))  # the set in force when it was proposed
    replaces_id: Mapped[int | None] = mapped_column(  # the decided grade that this one corrects
        ForeignKey("case_grade.id", deferrable=True, initially="DEFERRED"), index=True
    )
    proposed: Mapped[str] = mapped_column(String(40))
    proposed_by: Mapped[str] = mapped_column(String(80))
    proposed_on: Mapped[PartialDate]
    reason: Mapped[str] = mapped_column(Text)
    heard_on: Mapped[PartialDate | None]
    heard_who: Mapped[str | None] = mapped_column(String(80))
    statement: Mapped[str | None] = mapped_column(Text)  # what the handler said; 无意见 is said too
    heard_attachment_id: Mapped[int | None] = mapped_column(
        ForeignKey("attachment.id", deferrable=True, initially="DEFERRED"), index=True
    )
    decided: Mapped[str | None] = mapped_column(String(40), index=True)
    decided_by: Mapped[str | None] = mapped_column(String(80))
    decided_as: Mapped[str | None] = mapped_column(String(80))  # 检察长, 检察委员会
    decided_on: Mapped[PartialDate | None]
    decision_number: Mapped[str | None] = mapped_column(String(80))
    decision_attachment_id: Mapped[int | None] = mapped_column(
        ForeignKey("attachment.id", deferrable=True, initially="DEFERRED"), index=True
    )
    decision_note: Mapped[str | None] = mapped_column(Text)
    approval_id: Mapped[int | None] = mapped_column(
        ForeignKey("approval.id", deferrable=True, initially="DEFERRED"), index=True
    )
    # Taken back before it was decided, or ended by a later decision; it stays to be seen.
    withdrawn_on: Mapped[PartialDate | None]
    withdrawn_by: Mapped[str | None] = mapped_column(String(80))
    withdrawn_as: Mapped[str | None] = mapped_column(String(80))
    withdrawn_number: Mapped[str | None] = mapped_column(String(80))
    withdrawn_note: Mapped[str | None] = mapped_column(Text)
    withdrawn_approval_id: Mapped[int | None] = mapped_column(
        ForeignKey("approval.id", deferrable=True, initially="DEFERRED"), index=True
    )
    withdrawn_attachment_id: Mapped[int | None] = mapped_column(
        ForeignKey("attachment.id", deferrable=True, initially="DEFERRED"), index=True
    )

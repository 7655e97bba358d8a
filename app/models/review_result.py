"""What came of a review (结果运用), each followed to its end."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.dates import PartialDate
from app.models.review_terms import FeedbackOutcome, VerificationOutcome


class ReviewResult(Record):
    """讲评, 通报, 提醒函, 检察建议, 移送线索, 培训, 制度: kinds are ``resources/reverse_reviews/results.toml``."""

    __tablename__ = "review_result"
    __table_args__ = (Index("ix_review_result_kind_sent_on", "kind", "sent_on"),)

    review_id: Mapped[int] = mapped_column(
        ForeignKey("reverse_review.id", deferrable=True, initially="DEFERRED"), index=True
    )
    place: Mapped[int]  # 1…n within the review
    kind: Mapped[str] = mapped_column(String(40))  # code
    name: Mapped[str] = mapped_column(String(80))  # as the kind was called then
    title: Mapped[str] = mapped_column(String(200))
    addressee: Mapped[str] = mapped_column(String(200), index=True)
    is_outside: Mapped[bool]
    content: Mapped[str | None] = mapped_column(Text)
    number: Mapped[str | None] = mapped_column(String(80))  # 文号
    prepared_on: Mapped[PartialDate]
    prepared_by: Mapped[str] = mapped_column(String(80))
    approval_id: Mapped[int | None] = mapped_column(
        ForeignKey("approval.id", deferrable=True, initially="DEFERRED"), index=True
    )
    sent_on: Mapped[PartialDate | None] = mapped_column(index=True)
    feedback_due_on: Mapped[date | None] = mapped_column(index=True)  # 要求反馈日
    deadline_id: Mapped[int | None] = mapped_column(
        ForeignKey("deadline.id", deferrable=True, initially="DEFERRED"), index=True
    )
    feedback_on: Mapped[PartialDate | None] = mapped_column(index=True)
    feedback: Mapped[str | None] = mapped_column(Text)
    feedback_outcome: Mapped[FeedbackOutcome | None]
    verified_on: Mapped[PartialDate | None] = mapped_column(index=True)
    verified_by: Mapped[str | None] = mapped_column(String(80))
    verification: Mapped[str | None] = mapped_column(Text)
    verification_outcome: Mapped[VerificationOutcome | None] = mapped_column(index=True)
    settled_on: Mapped[PartialDate | None] = mapped_column(index=True)  # 销号
    suggestion_id: Mapped[int | None] = mapped_column(
        ForeignKey("suggestion.id", deferrable=True, initially="DEFERRED"), index=True
    )
    clue_id: Mapped[int | None] = mapped_column(
        ForeignKey("clue.id", deferrable=True, initially="DEFERRED"), index=True
    )
    transferred_to: Mapped[str | None] = mapped_column(String(120))  # 检务督察, another office
    referral_id: Mapped[int | None] = mapped_column(
        ForeignKey("referral.id", deferrable=True, initially="DEFERRED"), index=True
    )
    attachment_id: Mapped[int | None] = mapped_column(
        ForeignKey("attachment.id", deferrable=True, initially="DEFERRED"), index=True
    )


class ResultFinding(Record):
    """Which findings a result speaks of."""

    __tablename__ = "result_finding"

    result_id: Mapped[int] = mapped_column(
        ForeignKey("review_result.id", deferrable=True, initially="DEFERRED"), index=True
    )
    finding_id: Mapped[int] = mapped_column(
        ForeignKey("review_finding.id", deferrable=True, initially="DEFERRED"), index=True
    )
    review_id: Mapped[int] = mapped_column(
        ForeignKey("reverse_review.id", deferrable=True, initially="DEFERRED"), index=True
    )

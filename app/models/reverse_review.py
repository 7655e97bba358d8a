"""Reverse reviews (反向审视): of one case, of cases of a pattern, of a period; what was found, what came of it."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.dates import PartialDate
from app.models.review_terms import ReviewKind, ReviewReportKind, TriggerList
from app.models.terms import Side


class ReverseReview(Record):
    """One review. Its state is read from its days and its results; nobody sets it."""

    __tablename__ = "reverse_review"

    entry_number: Mapped[str] = mapped_column(String(20), unique=True)  # FS2026-00001
    number: Mapped[str | None] = mapped_column(String(80), index=True)  # 文号
    kind: Mapped[ReviewKind] = mapped_column(index=True)
    trigger_list: Mapped[TriggerList] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(String(200))
    trigger: Mapped[str | None] = mapped_column(String(200))  # what it was begun for, in words
    case_id: Mapped[int | None] = mapped_column(  # of a 个案审视
        ForeignKey("original_case.id", deferrable=True, initially="DEFERRED"), index=True
    )
    pattern: Mapped[str | None] = mapped_column(Text)  # of a 类案审视: JSON of how its cases were chosen
    period_first: Mapped[date | None]
    period_last: Mapped[date | None]
    handler: Mapped[str | None] = mapped_column(String(80), index=True)  # 审视人; not the original handler
    department: Mapped[str | None] = mapped_column(String(80), index=True)
    started_on: Mapped[PartialDate] = mapped_column(index=True)
    course: Mapped[str | None] = mapped_column(Text)  # 原案办理经过和审视过程
    causes: Mapped[str | None] = mapped_column(Text)
    opinion: Mapped[str | None] = mapped_column(Text)  # 处理意见
    concluded_on: Mapped[PartialDate | None]  # the findings stand
    conclusion: Mapped[str | None] = mapped_column(Text)
    closed_on: Mapped[PartialDate | None] = mapped_column(index=True)
    close_note: Mapped[str | None] = mapped_column(Text)
    archive_number: Mapped[str | None] = mapped_column(String(80))
    remarks: Mapped[str | None] = mapped_column(Text)
    # Of the earliest deadline that runs, as on matters; the lamp goes by these.
    due_on: Mapped[date | None] = mapped_column(index=True)
    overdue_after: Mapped[date | None]
    due_side: Mapped[Side | None]
    remind_on: Mapped[date | None]
    serious_on: Mapped[date | None]


class ReviewedCase(Record):
    """An original case that a review looks at; a 个案审视 has one, a 综合审视 those of its period."""

    __tablename__ = "reviewed_case"
    __table_args__ = (UniqueConstraint("review_id", "case_id", name="uq_reviewed_case_review_id_case_id"),)

    review_id: Mapped[int] = mapped_column(
        ForeignKey("reverse_review.id", deferrable=True, initially="DEFERRED"), index=True
    )
    case_id: Mapped[int] = mapped_column(
        ForeignKey("original_case.id", deferrable=True, initially="DEFERRED"), index=True
    )
    note: Mapped[str | None] = mapped_column(Text)


class ReviewReport(Record):
    """A report made from reviews; its figures are kept as they were, its text as it was edited."""

    __tablename__ = "review_report"

    review_id: Mapped[int | None] = mapped_column(
        ForeignKey("reverse_review.id", deferrable=True, initially="DEFERRED"), index=True
    )
    kind: Mapped[ReviewReportKind] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(String(200))
    first: Mapped[date]
    last: Mapped[date]
    as_of: Mapped[date]
    text: Mapped[str] = mapped_column(Text)
    figures: Mapped[str] = mapped_column(Text)  # JSON: code, name, n, d, record ids
    made_by: Mapped[str] = mapped_column(String(80))
    presented_to: Mapped[str | None] = mapped_column(String(120))  # 党组, 检委会
    presented_on: Mapped[PartialDate | None] = mapped_column(index=True)
    demands: Mapped[str | None] = mapped_column(Text)  # what the hearing asked for

"""Deadlines on records, each with the rule it was computed by, its derivation, and what was decided about it."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.dates import PartialDate
from app.models.terms import (
    Certainty,
    DeadlineAct,
    DeadlineState,
    PeriodUnit,
    RecordType,
    Side,
    StartEvent,
)

_LAMP = ("due_on", "state", "ended_on", "paused_on", "remind_on", "certainty", "overdue_after", "serious_on")


class KeptRule(Record):
    """A rule as it read when a deadline was computed by it; ``digest`` is a short SHA-256 of ``body`` (JSON)."""

    __tablename__ = "kept_rule"

    digest: Mapped[str] = mapped_column(String(16), unique=True)
    code: Mapped[str] = mapped_column(String(20), index=True)
    body: Mapped[str] = mapped_column(Text)


class Deadline(Record):
    """One period running on one record. ``derivation`` is the JSON of its steps, as computed then.

    ``overdue_after`` is the day after which it is late; ``remind_on`` and ``serious_on`` belong to it, so that a lamp
    is a comparison of texts. ``paused_on`` is set only while it is paused.
    """

    __tablename__ = "deadline"
    __table_args__ = (
        # Both hold all that their questions ask, so that the wide rows with their derivations need not be read:
        Index("ix_deadline_record", "record_type", "record_id", "state", "ended_on"),  # which records are watched
        Index("ix_deadline_lamp", *_LAMP),  # order, lamps and days of the overview
    )

    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))  # e.g. 书面回复
    rule_code: Mapped[str | None] = mapped_column(String(20))
    # Deferred: a deadline and the rule kept for it come in the same transaction, in either order.
    rule_digest: Mapped[str | None] = mapped_column(
        ForeignKey("kept_rule.digest", deferrable=True, initially="DEFERRED"), index=True
    )
    basis: Mapped[str | None] = mapped_column(Text)
    side: Mapped[Side]
    certainty: Mapped[Certainty]
    started_by: Mapped[StartEvent]
    started_on: Mapped[PartialDate | None]
    started_at: Mapped[str | None] = mapped_column(String(5))  # 10:30, for periods in hours
    start_proof: Mapped[str | None] = mapped_column(String(200))
    is_custody: Mapped[bool] = mapped_column(default=False)
    length: Mapped[int | None]
    unit: Mapped[PeriodUnit]
    extra_days: Mapped[int] = mapped_column(default=0)  # of 一个半月
    is_own_period: Mapped[bool] = mapped_column(default=False)  # the document or ledger names the length itself
    nominal_on: Mapped[date | None]
    due_on: Mapped[date | None]
    due_at: Mapped[str | None] = mapped_column(String(5))  # 10:30, for periods in hours
    overdue_after: Mapped[date | None]  # later than due_on where the sources differ about the end of a month
    remind_on: Mapped[date | None]  # 临近 from this day on
    serious_on: Mapped[date | None]  # 严重逾期 after this day
    is_provisional: Mapped[bool] = mapped_column(default=False)
    state: Mapped[DeadlineState]
    paused_on: Mapped[date | None]
    ended_on: Mapped[PartialDate | None]  # met, waived or moot since; None where nobody knows the day
    derivation: Mapped[str] = mapped_column(Text)


class DeadlineEvent(Record):
    """One decision about a deadline, with the derivation before and after; the deadline is recomputed from them."""

    __tablename__ = "deadline_event"
    __table_args__ = (Index("ix_deadline_event_record", "record_type", "record_id"),)

    deadline_id: Mapped[int] = mapped_column(
        ForeignKey("deadline.id", deferrable=True, initially="DEFERRED"), index=True
    )
    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    kind: Mapped[DeadlineAct]
    happened_on: Mapped[PartialDate]
    length: Mapped[int | None]  # of an extension
    unit: Mapped[PeriodUnit | None]
    extra_days: Mapped[int] = mapped_column(default=0)
    is_total: Mapped[bool] = mapped_column(default=False)
    decided_by: Mapped[str | None] = mapped_column(String(80))
    reason: Mapped[str | None] = mapped_column(Text)
    document: Mapped[str | None] = mapped_column(String(120))  # the decision's own number or name
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    due_before: Mapped[date | None]
    due_after: Mapped[date | None]
    derivation_before: Mapped[str | None] = mapped_column(Text)
    derivation_after: Mapped[str | None] = mapped_column(Text)

"""Clues (线索): what came in, and what was decided about it; nothing vanishes."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.case_terms import Triage, TriageTarget
from app.models.dates import PartialDate
from app.models.terms import RecordType, Side


class Clue(Record):
    """One clue. A clue that was forwarded to a special body keeps neither content, names nor files."""

    __tablename__ = "clue"

    entry_number: Mapped[str] = mapped_column(String(20), unique=True)  # XS2026-00001
    source: Mapped[str] = mapped_column(String(80), index=True)
    source_person: Mapped[str | None] = mapped_column(String(80))  # deputy, petitioner, who handed it over
    subject: Mapped[str | None] = mapped_column(Text)
    unit: Mapped[str | None] = mapped_column(String(120), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    parties: Mapped[str | None] = mapped_column(Text)
    kind: Mapped[str | None] = mapped_column(String(60), index=True)  # the matter type it would become
    found: Mapped[str | None] = mapped_column(Text)  # what was found
    found_on: Mapped[PartialDate | None] = mapped_column(index=True)
    department: Mapped[str | None] = mapped_column(String(80), index=True)
    handler: Mapped[str | None] = mapped_column(String(80), index=True)
    task_number: Mapped[str | None] = mapped_column(String(60))  # 转办单号
    wanted_by: Mapped[date | None] = mapped_column(index=True)  # 要求办结日
    reported_on: Mapped[PartialDate | None]  # 报结日期
    # Of the earliest verified deadline that runs, as on matters; the lamp goes by these.
    due_on: Mapped[date | None] = mapped_column(index=True)
    overdue_after: Mapped[date | None]
    due_side: Mapped[Side | None]
    remind_on: Mapped[date | None]
    serious_on: Mapped[date | None]
    identity: Mapped[str] = mapped_column(String(64), index=True)  # fingerprint of source, unit, subject and finding

    triage: Mapped[Triage] = mapped_column(index=True)
    triage_target: Mapped[TriageTarget | None]
    triaged_on: Mapped[PartialDate | None]
    triage_reason: Mapped[str | None] = mapped_column(Text)
    referred_to: Mapped[str | None] = mapped_column(String(120))
    # Deferred: the clue and what it is opened as are written in the same transaction.
    matter_id: Mapped[int | None] = mapped_column(
        ForeignKey("matter.id", deferrable=True, initially="DEFERRED"), index=True
    )
    suggestion_id: Mapped[int | None] = mapped_column(
        ForeignKey("suggestion.id", deferrable=True, initially="DEFERRED"), index=True
    )
    further: Mapped[str | None] = mapped_column(Text)  # JSON: columns of a result table that mean no field of ours
    remarks: Mapped[str | None] = mapped_column(Text)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"), index=True)


class ClueEvaluation(Record):
    """What a team made of a clue (评估); ``scores`` is JSON of its score sheet, where one was filled in."""

    __tablename__ = "clue_evaluation"
    __table_args__ = (Index("ix_clue_evaluation_record", "record_type", "record_id"),)

    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    evaluated_on: Mapped[PartialDate]
    team: Mapped[str] = mapped_column(Text)
    opinion: Mapped[str] = mapped_column(Text)
    proposes: Mapped[Triage]  # what the team proposes
    scores: Mapped[str | None] = mapped_column(Text)
    attachment_id: Mapped[int | None] = mapped_column(
        ForeignKey("attachment.id", deferrable=True, initially="DEFERRED"), index=True
    )

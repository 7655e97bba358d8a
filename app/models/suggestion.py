"""Procuratorial suggestions: one letter per addressee, with its service, replies and rectification.

The letter's row carries what is true now (receipt, reply, due date …), so that lists and statistics read one table;
the child rows carry how it came to be. Services write both in one transaction; ``check`` compares them.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.dates import PartialDate
from app.models.letter_terms import AddresseeRelation, FollowUpKind, ServiceResult
from app.models.terms import (
    Adoption,
    DueSource,
    PeriodUnit,
    Receipt,
    Rectification,
    ServiceMethod,
    SuggestionKind,
    SuggestionStep,
)


class Suggestion(Record):
    """A suggestion letter (检察建议书) to one addressee."""

    __tablename__ = "suggestion"
    __table_args__ = (
        CheckConstraint("due_on is null or length(due_on) = 10", name="due_to_the_day"),
        Index("uq_suggestion_office_name_number", "office_name", "number", unique=True),
    )

    entry_number: Mapped[str] = mapped_column(String(20), unique=True)  # JY2026-00001, from entry on, for ever
    number: Mapped[str | None] = mapped_column(String(60))  # official 文号, given by the national system
    kind: Mapped[SuggestionKind] = mapped_column(index=True)
    kind_as_written: Mapped[str | None] = mapped_column(String(60))
    office_name: Mapped[str] = mapped_column(String(120))  # 制发单位 as written
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    addressee: Mapped[str] = mapped_column(String(120), index=True)  # as written on the letter
    addressee_level: Mapped[str | None] = mapped_column(String(40))
    system_case_number: Mapped[str | None] = mapped_column(String(60))  # 统一受案号
    case_name: Mapped[str | None] = mapped_column(String(200))
    department: Mapped[str | None] = mapped_column(String(80), index=True)
    handler: Mapped[str | None] = mapped_column(String(80), index=True)

    # What the letter says; the seven required contents of 检察建议工作规定 (2019) art. 16
    case_source: Mapped[str | None] = mapped_column(Text)
    facts: Mapped[str | None] = mapped_column(Text)
    problem: Mapped[str | None] = mapped_column(Text)
    proposal: Mapped[str | None] = mapped_column(Text)  # one suggestion a line
    basis: Mapped[str | None] = mapped_column(Text)
    objection_period: Mapped[str | None] = mapped_column(String(80))
    reply_period: Mapped[str | None] = mapped_column(String(80))  # as written, e.g. 两个月
    other_matters: Mapped[str | None] = mapped_column(Text)
    copies_to: Mapped[str | None] = mapped_column(Text)
    identity: Mapped[str] = mapped_column(String(64), index=True)  # fingerprint by which a ledger row is recognised

    step: Mapped[SuggestionStep]
    issued_on: Mapped[PartialDate | None] = mapped_column(index=True)
    receipt: Mapped[Receipt]
    service_method: Mapped[ServiceMethod]
    received_on: Mapped[PartialDate | None] = mapped_column(index=True)
    receiver: Mapped[str | None] = mapped_column(String(80))
    filed_on: Mapped[PartialDate | None]  # 备案日期

    period_length: Mapped[int | None]
    period_unit: Mapped[PeriodUnit | None]
    rule_code: Mapped[str | None] = mapped_column(String(20))
    due_source: Mapped[DueSource | None]
    start_is_receipt: Mapped[bool] = mapped_column(default=False)
    is_provisional: Mapped[bool] = mapped_column(default=False)  # the holiday notice of the year is not in yet
    due_on: Mapped[date | None] = mapped_column(index=True)
    overdue_after: Mapped[date | None]  # later than due_on where the sources differ about the end of a month
    remind_on: Mapped[date | None]  # 临近 from this day on
    serious_on: Mapped[date | None]  # 严重逾期 after this day

    replied_on: Mapped[PartialDate | None] = mapped_column(index=True)
    is_reply_undated: Mapped[bool] = mapped_column(default=False)  # adopted or rectified, but the ledger has no date
    reply_number: Mapped[str | None] = mapped_column(String(60))
    adoption: Mapped[Adoption]
    rectification: Mapped[Rectification]
    rectification_note: Mapped[str | None] = mapped_column(Text)
    rectified_on: Mapped[PartialDate | None] = mapped_column(index=True)
    revisited_on: Mapped[PartialDate | None]  # 回头看日期
    objection: Mapped[str | None] = mapped_column(Text)
    urgings: Mapped[int | None]  # 督促次数
    follow_up: Mapped[str | None] = mapped_column(Text)  # 后续处理
    declined_on: Mapped[PartialDate | None]
    withdrawn_on: Mapped[PartialDate | None]
    closed_on: Mapped[PartialDate | None] = mapped_column(index=True)
    archive_number: Mapped[str | None] = mapped_column(String(60))
    remarks: Mapped[str | None] = mapped_column(Text)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"), index=True)

    # From clue to issue: the path it takes, and the days of its steps
    path: Mapped[str | None] = mapped_column(String(40), index=True)  # code of a suggestion path
    field: Mapped[str | None] = mapped_column(String(60), index=True)  # 行业领域
    addressee_relation: Mapped[AddresseeRelation | None]
    is_government: Mapped[bool] = mapped_column(default=False, server_default=false())  # 县级以上人民政府
    joint_offices: Mapped[str | None] = mapped_column(Text)  # 联合制发的单位
    opened_on: Mapped[PartialDate | None]  # 研判立项
    case_opened_on: Mapped[PartialDate | None]  # 公益诉讼立案决定书
    case_notified_on: Mapped[PartialDate | None]  # its service on the agency
    investigation_on: Mapped[PartialDate | None]  # 检察长批准调查核实
    investigated_on: Mapped[PartialDate | None]  # 调查终结报告
    decided_on: Mapped[PartialDate | None]  # 检察长或者检委会决定
    decided_by: Mapped[str | None] = mapped_column(String(80))
    decline_reason: Mapped[str | None] = mapped_column(Text)
    # From seal to closing
    sealed_on: Mapped[PartialDate | None]
    sent_on: Mapped[PartialDate | None]  # it first left the office
    is_paper_only: Mapped[bool] = mapped_column(default=False, server_default=false())  # 整改不到位, 内部称纸面整改
    concluded_on: Mapped[PartialDate | None]  # 行政公益诉讼: 起诉, 终结, 中止 or 移送
    conclusion: Mapped[str | None] = mapped_column(String(60))
    evaluated_on: Mapped[PartialDate | None]
    evaluation: Mapped[str | None] = mapped_column(Text)
    closing_note: Mapped[str | None] = mapped_column(Text)


class ServiceRecord(Record):
    """One service (送达) of a letter."""

    __tablename__ = "service_record"

    suggestion_id: Mapped[int] = mapped_column(ForeignKey("suggestion.id"), index=True)
    method: Mapped[ServiceMethod]
    method_as_written: Mapped[str | None] = mapped_column(String(60))
    received_on: Mapped[PartialDate | None]
    receiver: Mapped[str | None] = mapped_column(String(80))
    note: Mapped[str | None] = mapped_column(Text)
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    result: Mapped[ServiceResult] = mapped_column(
        default=ServiceResult.RECEIVED, server_default=ServiceResult.RECEIVED.value
    )
    sent_on: Mapped[PartialDate | None]
    sent_by: Mapped[str | None] = mapped_column(String(80))
    tracking_number: Mapped[str | None] = mapped_column(String(60))  # 邮件号
    is_agreed: Mapped[bool | None]  # 宣告: the addressee agreed
    place: Mapped[str | None] = mapped_column(String(120))
    participants: Mapped[str | None] = mapped_column(Text)  # 宣告: who was invited; 留置: witnesses
    refusal: Mapped[str | None] = mapped_column(Text)  # why it was not taken


class Reply(Record):
    """One reply. ``registered_on`` is the 收文登记 date, which counts; the letter's own date stands beside it."""

    __tablename__ = "reply"

    suggestion_id: Mapped[int] = mapped_column(ForeignKey("suggestion.id"), index=True)
    registered_on: Mapped[PartialDate]
    entry_number: Mapped[str | None] = mapped_column(String(60))  # 收文登记号
    written_on: Mapped[PartialDate | None]
    number: Mapped[str | None] = mapped_column(String(60))
    adoption: Mapped[Adoption]
    summary: Mapped[str | None] = mapped_column(Text)
    is_vague: Mapped[bool] = mapped_column(default=False, server_default=false())  # 内容空泛
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))


class RectificationRecord(Record):
    """One look at how far things have been put right."""

    __tablename__ = "rectification_record"

    suggestion_id: Mapped[int] = mapped_column(ForeignKey("suggestion.id"), index=True)
    state: Mapped[Rectification]
    seen_on: Mapped[PartialDate | None]
    seen_by: Mapped[str | None] = mapped_column(String(80))
    note: Mapped[str | None] = mapped_column(Text)
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    kind: Mapped[FollowUpKind | None]
    others: Mapped[str | None] = mapped_column(Text)  # who took part, or gave the opinion
    signs: Mapped[str | None] = mapped_column(Text)  # codes of the signs of 未依法履职 that were found, one a line
    is_paper_only: Mapped[bool] = mapped_column(default=False, server_default=false())

"""Original cases (原案): the light register of cases that are looked over, and which triggers they met."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.dates import PartialDate
from app.models.review_terms import HitState, TriggerList


class OriginalCase(Record):
    """One original case. Results are written as ``resources/original_cases`` calls them, or as the ledger has it."""

    __tablename__ = "original_case"

    entry_number: Mapped[str] = mapped_column(String(20), unique=True)  # YA2026-00001
    number: Mapped[str | None] = mapped_column(String(80), index=True)  # 统一受案号 of the national system
    name: Mapped[str] = mapped_column(String(200))  # 案件名称
    kind: Mapped[str] = mapped_column(String(60), index=True)  # 刑事, 民事, 国家赔偿 …
    cause: Mapped[str | None] = mapped_column(String(120), index=True)  # 案由
    field: Mapped[str | None] = mapped_column(String(60), index=True)
    parties: Mapped[str | None] = mapped_column(Text)  # 当事人代号
    unit: Mapped[str | None] = mapped_column(String(120), index=True)  # 原办案单位
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    department: Mapped[str | None] = mapped_column(String(80), index=True)  # 本院承办部门
    # Personal data, shown to the entitled only (services/original_cases/visibility).
    handlers: Mapped[str | None] = mapped_column(Text)  # 本院原承办人, one a line
    other_handlers: Mapped[str | None] = mapped_column(Text)  # of police and court, one a line

    # Each stage with its result and day: 捕 → 诉 → 判 → 二审抗诉 → 申诉.
    arrest_result: Mapped[str | None] = mapped_column(String(60))
    arrest_on: Mapped[PartialDate | None]
    indictment_result: Mapped[str | None] = mapped_column(String(60))
    indictment_on: Mapped[PartialDate | None]
    judgment_result: Mapped[str | None] = mapped_column(String(60))
    judgment_on: Mapped[PartialDate | None]
    appeal_result: Mapped[str | None] = mapped_column(String(60))
    appeal_on: Mapped[PartialDate | None]
    petition_result: Mapped[str | None] = mapped_column(String(60))
    petition_on: Mapped[PartialDate | None]  # when the petition ended
    reconsideration_result: Mapped[str | None] = mapped_column(String(60))  # 复议复核
    protest_result: Mapped[str | None] = mapped_column(String(60))  # 抗诉, 再审检察建议
    # What 诉判不一 is seen by.
    charged_with: Mapped[str | None] = mapped_column(String(120))  # 起诉罪名
    convicted_of: Mapped[str | None] = mapped_column(String(120))  # 判决罪名
    difference: Mapped[str | None] = mapped_column(String(120))  # 诉判不一: 事实, 罪名, 量刑

    petition_kind: Mapped[str | None] = mapped_column(String(60), index=True)  # 刑事申诉, 国家赔偿, 信访申诉 …
    petition_number: Mapped[str | None] = mapped_column(String(80))
    petitioned_on: Mapped[PartialDate | None] = mapped_column(index=True)
    petition_times: Mapped[int | None]  # how often; 2 and more is 重复信访
    petition_settled_on: Mapped[PartialDate | None]  # 化解, 息诉息访
    assigned_by: Mapped[str | None] = mapped_column(String(120))  # 督办、交办单位
    closed_on: Mapped[PartialDate | None] = mapped_column(index=True)  # 原案办结
    remarks: Mapped[str | None] = mapped_column(Text)
    further: Mapped[str | None] = mapped_column(Text)  # JSON: columns of a ledger that mean no field of ours
    identity: Mapped[str] = mapped_column(String(64), index=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"), index=True)


class TriggerHit(Record):
    """A case met a trigger: a to-do until its review has ended or somebody excused it with a reason."""

    __tablename__ = "trigger_hit"
    __table_args__ = (
        UniqueConstraint("case_id", "code", name="uq_trigger_hit_case_id_code"),
        Index("ix_trigger_hit_trigger_list_state", "trigger_list", "state"),
    )

    case_id: Mapped[int] = mapped_column(
        ForeignKey("original_case.id", deferrable=True, initially="DEFERRED"), index=True
    )
    code: Mapped[str] = mapped_column(String(40), index=True)
    name: Mapped[str] = mapped_column(String(120))  # as the trigger was called then
    trigger_list: Mapped[TriggerList]
    form: Mapped[str] = mapped_column(String(40), default="")  # 个案审视, 逐案分析, 重点评查: as asked for then
    because: Mapped[str | None] = mapped_column(Text)  # the facts of the case it was met by
    met_on: Mapped[date] = mapped_column(index=True)  # the day it was noticed
    remind_on: Mapped[date | None] = mapped_column(index=True)  # the office's own reminder: amber, never red
    state: Mapped[HitState]
    review_id: Mapped[int | None] = mapped_column(
        ForeignKey("reverse_review.id", deferrable=True, initially="DEFERRED"), index=True
    )
    excused_on: Mapped[PartialDate | None]
    excused_by: Mapped[str | None] = mapped_column(String(80))
    reason: Mapped[str | None] = mapped_column(Text)
    is_void: Mapped[bool] = mapped_column(default=False)  # the facts were corrected: the case does not meet it any more


class OwnTrigger(Record):
    """A trigger the office added itself, or its version of a standard one; ``body`` is the TOML it is read from."""

    __tablename__ = "own_trigger"

    code: Mapped[str] = mapped_column(String(40), index=True)
    trigger_list: Mapped[TriggerList]
    name: Mapped[str] = mapped_column(String(120))
    body: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(Text)
    is_withdrawn: Mapped[bool] = mapped_column(default=False)

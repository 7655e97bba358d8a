"""What the matters service gives and takes: columns, cards, drafts. Imports nothing heavy."""

from dataclasses import dataclass

from app.models.dates import PartialDate
from app.models.terms import Lamp, Stage
from app.services.listing import Column
from app.services.suggestions.rows import AttachmentRow

COLUMNS: tuple[Column, ...] = (
    Column("lamp", "灯", "lamp", 110),
    Column("id", "登记号", width=120),
    Column("kind", "事项类型", width=120),
    Column("unit", "监督对象", width=180),
    Column("source", "来源", width=100),
    Column("accepted_on", "受理日期", "date", 96),
    Column("stage", "阶段", width=90),
    Column("due_on", "届满日", "date", 96),
    Column("outcome", "结果", width=120),
    Column("handler", "承办人", width=80, also_called=("承办检察官",)),
    Column("department", "承办部门", width=100, is_shown=False),
    Column("subject", "案件名称", width=200, is_shown=False),
    Column("number", "统一受案号", width=150, is_shown=False, also_called=("文号",)),
)


@dataclass(frozen=True)
class MatterDraft:
    """What a clerk types into a matter's case card."""

    kind: str
    unit: str
    source: str = ""
    subject: str = ""
    number: str = ""
    department: str = ""
    handler: str = ""
    accepted_on: PartialDate | None = None
    stage: Stage = Stage.INTAKE
    instrument: str = ""
    instrument_on: PartialDate | None = None
    response: str = ""
    responded_on: PartialDate | None = None
    outcome: str = ""
    closed_on: PartialDate | None = None
    remarks: str = ""


@dataclass(frozen=True)
class MatterCard:
    """Everything the record page of one matter shows."""

    id: int
    version: int
    entry_number: str
    draft: MatterDraft
    reason_requested_on: PartialDate | None
    lamp: Lamp
    lamp_words: str
    letters: tuple[tuple[int, str], ...]  # (id, 文号 or 登记号 and addressee) of its suggestions
    attachments: tuple[AttachmentRow, ...]

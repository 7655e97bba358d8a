"""What the matters service gives and takes: columns, cards, drafts. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date

from app.models.dates import PartialDate
from app.models.terms import Lamp, Stage
from app.services.suggestions.rows import AttachmentRow


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
    source_person: str = ""
    source_on: PartialDate | None = None
    found: str = ""
    parties: str = ""
    task_number: str = ""  # 转办单号 of an upper-level task
    wanted_by: date | None = None  # 要求办结日


@dataclass(frozen=True)
class MatterCard:
    """Everything the record page of one matter shows."""

    id: int
    version: int
    entry_number: str
    draft: MatterDraft
    reason_requested_on: PartialDate | None
    reported_on: PartialDate | None
    lamp: Lamp
    lamp_words: str
    letters: tuple[tuple[int, str], ...]  # (id, 文号 or 登记号 and addressee) of its suggestions
    attachments: tuple[AttachmentRow, ...]

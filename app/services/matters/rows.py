"""What the matters service gives and takes: columns, cards, drafts. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date

from app.models.case_terms import MatterExit, Retention
from app.models.dates import PartialDate
from app.models.terms import Lamp, Stage, Term
from app.services.matter_types.model import StageRule
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
class MatterEnding:
    """How a matter left, was taken up again and archived; empty while nothing of it has happened."""

    exit: MatterExit | None = None
    ground: str = ""
    reason: str = ""
    converted_number: str = ""
    interference: str = ""
    reopened_on: PartialDate | None = None
    archive_number: str = ""
    retention: Retention | None = None
    archived_on: PartialDate | None = None


@dataclass(frozen=True)
class StageMoveRow:
    """One step from stage to stage, and who took it; nobody where the trail does not say."""

    moved_on: PartialDate
    left: Stage
    entered: Stage
    reason: str
    moved_by: str


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
    ending: MatterEnding = MatterEnding()


class MissingKind(Term):
    """What sort of thing a stage still lacks."""

    FIELD = ("field", "案卡项目")
    PAPER = ("paper", "文书")
    APPROVAL = ("approval", "审批")


@dataclass(frozen=True)
class Missing:
    """One thing a stage requires and the matter does not have: its code in the type, its title, a sentence about it."""

    kind: MissingKind
    code: str
    title: str
    sentence: str
    stage: Stage


@dataclass(frozen=True)
class StageCard:
    """One stage of the matter's type with what was filled in; the texts stand in the order of the fields."""

    rule: StageRule
    texts: tuple[str, ...]


@dataclass(frozen=True)
class CaseCard:
    """A matter as its type sees it: stage by stage, what is missing to leave the present one, where it may go on to.

    ``missing_to_close`` is what 结案归档 asks for beyond that, where it may come next.
    """

    id: int
    version: int
    entry_number: str
    stage: Stage
    type_name: str
    type_version: str
    stages: tuple[StageCard, ...]
    missing: tuple[Missing, ...]
    missing_to_close: tuple[Missing, ...]
    ahead: tuple[Stage, ...]

    def of(self, stage: Stage) -> StageCard | None:
        """One stage of the type; None where it has no such stage."""
        return next((each for each in self.stages if each.rule.stage is stage), None)


@dataclass(frozen=True)
class StageStep:
    """A step to another stage. ``version`` is the matter's as it was shown, None where nobody looked at it.

    A step back as ``is_revision`` (退回修改) makes approvals of the stages it goes back to be asked for anew.
    """

    stage: Stage
    reason: str = ""
    is_revision: bool = False
    version: int | None = None

"""Why a step on an entry cannot be taken: asked before its dialog opens, and again when it is written. Stays light."""

from datetime import date

from app.models.case_terms import MeetingKind, ReportKind
from app.models.dates import PartialDate
from app.services.case_registers.rows import FEEDING_BACK
from app.services.foundation.errors import DomainError


def no_answer(kind: ReportKind) -> str:
    """Why an entry takes no answer; empty where it does."""
    if kind is not ReportKind.FILING:
        return ""
    return "报备不需要答复。上级经审查提出意见的，请把种类改为“备案审查”再登记。"


def no_implementation(entry_number: str, kind: ReportKind, answered_on: PartialDate | None) -> str:
    """Why nothing of an entry can be implemented yet."""
    if kind is ReportKind.FILING or answered_on is not None:
        return no_answer(kind)
    return f"{entry_number} 还没有登记答复，不能登记落实。请先登记答复。"


def no_feedback(kind: MeetingKind) -> str:
    """Why a meeting has nobody to be told."""
    if kind in FEEDING_BACK:
        return ""
    return f"{kind.label}不登记反馈，只有听证会和人民监督员监督才登记。请改用“登记落实”。"


def not_yet(entry_number: str, held_on: PartialDate, today: date, what: str) -> str:
    """Why a meeting that is still ahead has no feedback or implementation."""
    if held_on.first <= today:
        return ""
    return f"{entry_number} 的会议（{held_on}）还没有召开，不能登记{what}。请会后再登记，日期有误的先修改登记。"


def no_files(entry_number: str, *, is_linked: bool) -> str:
    """Why an entry takes no files: they hang on its record."""
    if is_linked:
        return ""
    return (
        f"{entry_number} 没有关联记录，不能添加文件：文件随关联的监督事项、检察建议或线索保存。"
        "请先在“修改登记”里填写关联记录，再添加。"
    )


def refuse(why: str) -> None:
    """Raise DomainError where there is a reason."""
    if why:
        raise DomainError(why)

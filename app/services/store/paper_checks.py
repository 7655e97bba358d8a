"""Looks frozen papers over: what they are called where bytes are lost, whether text and template still fit."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.clue import Clue
from app.models.document import Document, TemplateVersion
from app.models.matter import Matter
from app.models.month_close import MonthClose
from app.models.own_form import OwnForm
from app.models.reverse_review import ReverseReview
from app.models.suggestion import Suggestion
from app.models.terms import RecordType
from app.services.papers.archive import row_of
from app.services.papers.as_json import check_code, template_digest

_NUMBERED: tuple[tuple[RecordType, type[Suggestion] | type[Matter] | type[Clue] | type[ReverseReview]], ...] = (
    (RecordType.SUGGESTION, Suggestion),
    (RecordType.MATTER, Matter),
    (RecordType.CLUE, Clue),
    (RecordType.REVERSE_REVIEW, ReverseReview),
)


def names_of_papers(session: Session) -> dict[str, list[str]]:
    """For every registered PDF by its hash: which papers of which records it is."""
    numbers = _entry_numbers(session)
    named: dict[str, list[str]] = {}
    for found in session.scalars(select(Document).order_by(Document.id)):
        of = numbers.get((found.record_type, found.record_id), found.record_type.label)
        named.setdefault(found.sha256, []).append(f"{of} 登记的{row_of(found).name}")
    for close in session.scalars(select(MonthClose).where(MonthClose.pdf_sha256.is_not(None))):
        for sha256, form in ((close.workbook_sha256, "Excel"), (close.pdf_sha256, "PDF")):
            named.setdefault(str(sha256), []).append(f"{close.period} 锁定的月度统计（{form}）")
    for kept in session.scalars(select(OwnForm)):
        named.setdefault(kept.sha256, []).append(f"本院报表《{kept.name}》的原表")
    return named


def altered_papers(session: Session) -> tuple[int, list[str]]:
    """How many papers were looked at, and sentences about those that no longer fit their check code."""
    numbers = _entry_numbers(session)
    sound = {
        digest
        for digest, body in session.execute(select(TemplateVersion.digest, TemplateVersion.body))
        if template_digest(body) == digest
    }
    told, looked_at = [], 0
    for found in session.scalars(select(Document).order_by(Document.id)):
        looked_at += 1
        name = (
            f"{numbers.get((found.record_type, found.record_id), found.record_type.label)} 登记的{row_of(found).name}"
        )
        if check_code(found.number or "", found.template_digest, found.body) != found.check_code:
            told.append(f"{name}的文字或文号与校验码不符，可能被改动过。请保留现场，用此前的备份核对。")
        if found.template_digest not in sound:
            told.append(f"{name}所用的模板文本被改动过。请用此前的备份核对。")
    return looked_at, told


def _entry_numbers(session: Session) -> dict[tuple[RecordType, int], str]:
    return {
        (kind, key): number
        for kind, table in _NUMBERED
        for key, number in session.execute(select(table.id, table.entry_number))
    }

"""What is closed and not yet archived, by retention."""

from typing import Any

from sqlalchemy import String, null, select, type_coerce
from sqlalchemy.orm import Session

from app.models.case_terms import Retention
from app.models.matter import Matter
from app.models.reverse_review import ReverseReview
from app.models.suggestion import Suggestion
from app.models.terms import RecordType
from app.services.year_end.rows import StepLine

HEADS = ("种类", "登记号", "名称", "办结日期", "保管期限")
_UNDECIDED = "归档时确定"
_TABLES: tuple[tuple[RecordType, Any, Any, Any], ...] = (
    (RecordType.MATTER, Matter, Matter.unit, Matter.retention),
    (RecordType.SUGGESTION, Suggestion, Suggestion.addressee, null()),
    (RecordType.REVERSE_REVIEW, ReverseReview, ReverseReview.title, null()),
)
_ORDER = {each.label: place for place, each in enumerate(Retention)}


def to_archive(session: Session, year: int) -> tuple[StepLine, ...]:
    """Matters, letters and reviews closed by the end of the year without an archive number; longest retention first."""
    end = f"{year}-12-31"
    lines: list[StepLine] = []
    for record_type, table, name, retention in _TABLES:
        wanted = select(table.id, table.entry_number, name, table.closed_on, retention).where(
            table.closed_on.is_not(None), type_coerce(table.closed_on, String) <= end, table.archive_number.is_(None)
        )
        for key, entry, named, closed_on, kept in session.execute(wanted.order_by(table.closed_on, table.id)):
            cells = (record_type.label, entry, named, str(closed_on), kept.label if kept else _UNDECIDED)
            lines.append(StepLine(cells, is_open=True, record=(record_type, key)))
    return tuple(sorted(lines, key=lambda line: _ORDER.get(line.cells[-1], len(_ORDER))))

"""Whose work something is, as conditions of SQL: the records a person or a department handles."""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, true

from app.models.clue import Clue
from app.models.matter import Matter
from app.models.reverse_review import ReverseReview
from app.models.suggestion import Suggestion
from app.models.terms import RecordType
from app.services.workbench.rows import Scope, Whose

_TABLES: tuple[tuple[RecordType, Any], ...] = (
    (RecordType.SUGGESTION, Suggestion),
    (RecordType.MATTER, Matter),
    (RecordType.CLUE, Clue),
    (RecordType.REVERSE_REVIEW, ReverseReview),
)


def is_whose(table: Any, whose: Whose) -> ColumnElement[bool]:
    """A record is handled by that person or department."""
    if whose.scope is Scope.OFFICE:
        return true()
    column = table.handler if whose.scope is Scope.MINE else table.department
    return column == whose.name  # type: ignore[no-any-return]  # a column expression


def hangs_on_whose(table: Any, whose: Whose) -> ColumnElement[bool]:
    """A row with ``record_type`` and ``record_id`` hangs on such a record; the records are read as one set by index."""
    if whose.scope is Scope.OFFICE:
        return true()
    return or_(
        *(
            and_(table.record_type == kind, table.record_id.in_(select(each.id).where(is_whose(each, whose))))
            for kind, each in _TABLES
        )
    )

"""The list of experts and talents, by kind, field and name; how many opinions is a count, never a rank."""

from datetime import date
from typing import Any

from sqlalchemy import case, false, func, or_, select

from app.models.database import Database
from app.models.expert import Expert, ExpertOpinion
from app.models.letter_terms import ExpertKind
from app.services.experts.columns import ASKED, COLUMNS, LEFT
from app.services.lists.store_listing import ListShape, StoreListing


def expert_listing(database: Database) -> StoreListing:
    """Those that may be asked first, then by field and name."""
    here = Expert.left_on.is_(None)
    shape = ListShape(
        expressions=_expressions,
        is_overdue=lambda _as_of: false(),
        searched=(Expert.name, Expert.field, Expert.unit, Expert.post, Expert.remarks),
        own_order=(case((here, 0), else_=1), Expert.kind, Expert.field, Expert.name),
        period_column=Expert.left_on,
        terms={"kind": ExpertKind},
        sorted_by={},
    )
    return StoreListing(database, Expert, COLUMNS, shape)


def _expressions(as_of: date) -> dict[str, Any]:
    of_this = ExpertOpinion.expert_id == Expert.id
    is_here = or_(Expert.left_on.is_(None), Expert.left_on > as_of.isoformat())
    worked_out = {
        "opinions": select(func.count()).where(of_this).correlate(Expert).scalar_subquery(),
        "last_on": select(func.max(ExpertOpinion.given_on)).where(of_this).correlate(Expert).scalar_subquery(),
        "state": case((is_here, ASKED), else_=LEFT),
    }
    return {each.key: worked_out.get(each.key, getattr(Expert, each.key, None)) for each in COLUMNS}

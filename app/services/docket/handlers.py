"""Who handles open records, whether registered as a person of the office or only written on the record."""

from datetime import date

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models.matter import Matter
from app.models.reverse_review import ReverseReview
from app.models.suggestion import Suggestion
from app.models.terms import SuggestionStep
from app.services.matters.standing import is_closed


def handlers(session: Session, as_of: date) -> tuple[str, ...]:
    """Distinct names on letters, matters and reviews that have not ended by that day, in the order of their pinyin."""
    day = as_of.isoformat()
    letter = (
        Suggestion.step != SuggestionStep.DECLINED,
        or_(Suggestion.closed_on.is_(None), Suggestion.closed_on > day),
        or_(Suggestion.withdrawn_on.is_(None), Suggestion.withdrawn_on > day),
    )
    review = or_(ReverseReview.closed_on.is_(None), ReverseReview.closed_on > day)
    asked = (
        _names(Suggestion.handler, *letter),
        _names(Matter.handler, ~is_closed(day)),
        _names(ReverseReview.handler, review),
    )
    found = {name for wanted in asked for name in session.scalars(wanted)}
    # GB 18030 keeps the common characters in the order of their pinyin, which no other order at hand does.
    return tuple(sorted(found, key=lambda name: name.encode("gb18030")))


def _names(handler: InstrumentedAttribute[str | None], *is_open: ColumnElement[bool]) -> Select[str]:
    """The names are few and stand in the index: one open record of each is looked for, not all records gone through."""
    names = select(handler.label("name")).where(handler.is_not(None), handler != "").distinct().subquery()
    return select(names.c.name).where(exists().where(handler == names.c.name, *is_open))

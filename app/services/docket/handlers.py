"""Who handles open records, whether registered as a person of the office or only written on the record."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models.matter import Matter
from app.models.suggestion import Suggestion
from app.models.terms import SuggestionStep
from app.services.matters.standing import is_closed


def handlers(session: Session, as_of: date) -> tuple[str, ...]:
    """Distinct names on letters and matters that have not ended by that day, in the order of their pinyin."""
    day = as_of.isoformat()
    letters = select(Suggestion.handler).where(
        Suggestion.step != SuggestionStep.DECLINED,
        or_(Suggestion.closed_on.is_(None), Suggestion.closed_on > day),
        or_(Suggestion.withdrawn_on.is_(None), Suggestion.withdrawn_on > day),
    )
    matters = select(Matter.handler).where(~is_closed(day))
    names = {name for wanted in (letters, matters) for name in session.scalars(wanted.distinct()) if name}
    # GB 18030 keeps the common characters in the order of their pinyin, which no other order at hand does.
    return tuple(sorted(names, key=lambda name: name.encode("gb18030")))

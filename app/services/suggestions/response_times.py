"""How many days replies took from the day of receipt: a distribution by kind, of any filter of the list."""

from dataclasses import dataclass
from datetime import date
from statistics import median

from sqlalchemy import type_coerce
from sqlalchemy.types import NullType

from app.models.suggestion import Suggestion as Letter
from app.models.terms import SuggestionKind
from app.services.lists.listing import ListQuery
from app.services.lists.store_listing import StoreListing
from app.services.suggestions.standing import Standing
from app.services.suggestions.time_rows import FEW, ReplyTimes, TimedLetter

_DAY = 10  # characters of a date known to the day


@dataclass(frozen=True)
class ResponseTimes:
    """Reads the letters of a listing."""

    listing: StoreListing

    def of(self, query: ListQuery) -> ReplyTimes:
        """Every letter of the query with a reply and both days known; the others are counted. Raises UnknownColumn."""
        standing = Standing(query.as_of)
        columns = (Letter.kind, Letter.received_on, Letter.replied_on, standing.is_replied, standing.is_issued)
        raw = [type_coerce(column, NullType()) for column in columns]
        timed, unanswered, unknown = [], 0, 0
        kinds = {str(kind.value): kind for kind in SuggestionKind}
        for found in self.listing.picked(query, raw):
            key, kind, received, replied, is_replied, is_issued = tuple(found)
            days = _days(received, replied) if is_replied else None
            if days is not None:
                timed.append(TimedLetter(key, kinds[kind], days))
            elif is_replied:
                unknown += 1
            else:
                unanswered += bool(is_issued)
        middle = median(each.days for each in timed) if len(timed) >= FEW else None
        return ReplyTimes(tuple(timed), unanswered, unknown, middle)


def _days(received: str | None, replied: str | None) -> int | None:
    """None where a day is not known, or the reply came before the receipt, which is a mistake of the record."""
    if not received or not replied or len(received) != _DAY or len(replied) != _DAY:
        return None
    days = (date.fromisoformat(replied) - date.fromisoformat(received)).days
    return days if days >= 0 else None

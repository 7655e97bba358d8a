"""What 检察建议统计表 counts: the measures of the month's statistics over a range, and those it adds to them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_

from app.models.follow_up import FurtherMeasure
from app.models.letter_terms import CopyUse, ObjectionOrigin, ObjectionOutcome
from app.models.objection import Objection
from app.models.serving import LetterCopy
from app.models.suggestion import Suggestion as Letter
from app.models.terms import ServiceMethod, SuggestionStep
from app.services.monthly_statistics.measures import measures_of
from app.services.monthly_statistics.period import Period
from app.services.monthly_statistics.stock import within

Flag = ColumnElement[bool]
Groups = Mapping[str, tuple[str, ...]]
_SAME_AS_MONTH = (  # flows of the month's statistics, found by the indexes of their dates
    *("issued", "due", "due_replied", "on_time", "unjudged", "replied"),
    *("adopted", "partly_adopted", "not_adopted", "adoption_recorded", "adoption_unrecorded"),
)
_SAME_SCANNED = ("withdrawn", "reply_undated")
_ISSUED = Letter.step == SuggestionStep.ISSUED
DATES = (Letter.issued_on, Letter.received_on, Letter.due_on, Letter.replied_on)
START_UNDATED = "start_undated"


class ChildMeasure(NamedTuple):
    """Letters that have a row of another table with its date in the period."""

    table: Any
    on: Any
    conditions: tuple[Flag, ...]

    def flag(self, period: Period) -> Flag:
        """True of the rows that count."""
        return and_(within(self.on, period), *self.conditions)


def flows(period: Period) -> dict[str, Flag]:
    """Events of the period; each is true only of letters with one of ``DATES`` in it."""
    month = measures_of("suggestion", period).flows
    issued = month["issued"]
    sent = exists().where(LetterCopy.suggestion_id == Letter.id, LetterCopy.use == CopyUse.COPIED)
    registered = exists().where(Objection.suggestion_id == Letter.id)
    return {
        **{name: month[name] for name in _SAME_AS_MONTH},
        "announced": and_(month["served"], Letter.service_method == ServiceMethod.ANNOUNCED),
        "copies_undated": and_(issued, Letter.copies_to.is_not(None), ~sent.where(LetterCopy.sent_on.is_not(None))),
        "objections_undated": and_(issued, Letter.objection.is_not(None), ~registered),
    }


def scanned(period: Period) -> dict[str, Flag]:
    """What no index finds."""
    month = measures_of("suggestion", period).stocks
    return {
        **{name: month[name] for name in (*_SAME_SCANNED, START_UNDATED)},
        "filed": and_(_ISSUED, within(Letter.filed_on, period)),
    }


def worth_scanning(periods: tuple[Period, ...]) -> Flag:
    """Cheap, and true of every letter that any of ``scanned`` counts."""
    dates = [within(column, period) for column in (Letter.withdrawn_on, Letter.filed_on) for period in periods]
    undated = or_(Letter.issued_on.is_(None), func.length(Letter.issued_on) == 4)
    return or_(*dates, Letter.is_reply_undated, func.length(Letter.replied_on) == 4, undated)


def children(groups: Groups) -> dict[str, ChildMeasure]:
    """Those that are kept in tables of their own; ``groups`` says which codes of further measures count as what."""
    copied = LetterCopy.use == CopyUse.COPIED
    found = {
        "copied": ChildMeasure(LetterCopy, LetterCopy.sent_on, (copied,)),
        "objections": ChildMeasure(Objection, Objection.raised_on, (Objection.origin == ObjectionOrigin.ADDRESSEE,)),
        "changed": ChildMeasure(Objection, Objection.reconsidered_on, (Objection.outcome == ObjectionOutcome.CHANGED,)),
    }
    for name in ("prosecuted", "reported"):
        codes = (FurtherMeasure.code.in_(groups.get(name, ())),)
        found[name] = ChildMeasure(FurtherMeasure, FurtherMeasure.carried_out_on, codes)
    return found


def known_on(measure: str) -> Any:
    """The date a letter is counted by."""
    if measure in {"due", "due_replied", "on_time", "unjudged"}:
        return Letter.due_on
    if measure in {"replied", "adopted", "partly_adopted", "not_adopted", "adoption_recorded", "adoption_unrecorded"}:
        return Letter.replied_on
    return {"announced": Letter.received_on, "withdrawn": Letter.withdrawn_on, "filed": Letter.filed_on}.get(
        measure, Letter.issued_on
    )

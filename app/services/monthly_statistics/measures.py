"""What can be counted of letters and matters in a month: each measure is one SQL condition on a record."""

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, false, func, literal, or_, true

from app.models.matter import Matter
from app.models.suggestion import Suggestion as Letter
from app.models.terms import Adoption, Rectification, SuggestionStep, Timeliness
from app.services.monthly_statistics.period import Period
from app.services.monthly_statistics.rows import Subject
from app.services.monthly_statistics.stock import ending, known, stock, within
from app.services.suggestions.standing import Standing

Flag = ColumnElement[bool]


class Measures(NamedTuple):
    """``flows`` are events of the month, found by their dates' indexes; ``stocks`` need a look at every record.

    A flow is true only where ``touched`` is, a stock only where ``alive`` is: cheap tests that spare the dear ones.
    """

    flows: dict[str, Flag]
    stocks: dict[str, Flag]
    touched: Flag
    alive: Flag

    def condition(self, name: str) -> Flag:
        """The condition of a measure, of either sort; raises KeyError."""
        return self.flows[name] if name in self.flows else self.stocks[name]


@lru_cache(maxsize=64)  # conditions never change, and closing a month asks for the same hundreds of times
def measures_of(subject: Subject, period: Period) -> Measures:
    """All measures of letters or of matters."""
    return _letters(period) if subject == "suggestion" else _matters(period)


def known_measures() -> dict[Subject, frozenset[str]]:
    """The names of all measures, by subject; they are the same for every month."""
    subjects: tuple[Subject, ...] = ("suggestion", "matter")
    any_month = Period("2026-01", date(2026, 1, 31), is_running=False)
    found = {subject: measures_of(subject, any_month) for subject in subjects}
    return {subject: frozenset((*each.flows, *each.stocks)) for subject, each in found.items()}


def _matters(period: Period) -> Measures:
    held = stock(Matter.accepted_on, ending(Matter.closed_on), period)
    undated = or_(Matter.is_closing_undated, func.length(Matter.closed_on) == 4)
    stocks = {
        "carried": held.carried,
        "received": held.received,
        "closed": held.closed,
        "open": held.open,
        "closing_undated": and_(held.open, undated),
        "start_undated": held.start_undated,
    }
    return Measures({}, stocks, false(), true())


def _letters(period: Period) -> Measures:
    issued = Letter.step == SuggestionStep.ISSUED
    held = stock(Letter.issued_on, ending(Letter.closed_on, Letter.withdrawn_on), period)
    undated = or_(func.length(Letter.closed_on) == 4, func.length(Letter.withdrawn_on) == 4)
    standing = Standing(period.cut_off)
    stocks = {
        "carried": and_(issued, held.carried),
        "closed": and_(issued, held.closed),
        "open": and_(issued, held.open),
        "closing_undated": and_(issued, held.open, undated),
        "start_undated": and_(issued, held.start_undated),
        "withdrawn": within(Letter.withdrawn_on, period),
        "declined": and_(Letter.step == SuggestionStep.DECLINED, within(Letter.declined_on, period)),
        "overdue": standing.is_overdue,
        "reply_undated": and_(standing.is_issued, or_(Letter.is_reply_undated, func.length(Letter.replied_on) == 4)),
    }
    dates = (Letter.issued_on, Letter.received_on, Letter.due_on, Letter.replied_on, Letter.rectified_on)
    touched = or_(*(within(column, period) for column in dates))
    return Measures({**_events(period, issued), **_due(period, issued, standing)}, stocks, touched, _alive(period))


def _alive(period: Period) -> Flag:
    """Not closed before the month, or with a date that is not known well enough to tell."""
    first = literal(period.first)
    return or_(
        ~known(Letter.closed_on),
        Letter.closed_on >= first,
        ~known(Letter.issued_on),
        Letter.issued_on >= first,
        Letter.withdrawn_on >= first,
        Letter.declined_on >= first,
        Letter.is_reply_undated,
        func.length(Letter.replied_on) == 4,
    )


def _events(period: Period, issued: Flag) -> dict[str, Flag]:
    replied = and_(issued, within(Letter.replied_on, period))
    rectified = and_(issued, Letter.rectification == Rectification.COMPLETE, within(Letter.rectified_on, period))
    return {
        "issued": and_(issued, within(Letter.issued_on, period)),
        "served": and_(issued, within(Letter.received_on, period)),
        "replied": replied,
        "adopted": and_(replied, Letter.adoption == Adoption.ADOPTED),
        "partly_adopted": and_(replied, Letter.adoption == Adoption.PARTLY),
        "not_adopted": and_(replied, Letter.adoption == Adoption.NOT_ADOPTED),
        "adoption_unrecorded": and_(replied, Letter.adoption == Adoption.UNRECORDED),
        "adoption_recorded": and_(replied, Letter.adoption != Adoption.UNRECORDED),
        "rectified": rectified,
    }


def _due(period: Period, issued: Flag, standing: Standing) -> dict[str, Flag]:
    """The letters due in the month and what became of them by the cut-off.

    A letter closed without a reply after its due date stays in the denominator: closing does not mend the rate.
    """
    due = and_(issued, within(Letter.due_on, period), ~_by_due_date(Letter.withdrawn_on))
    open_questions = [
        and_(standing.is_replied, standing.timeliness == Timeliness.UNKNOWN.value),
        and_(~standing.is_replied, _by_due_date(Letter.closed_on)),
    ]
    if period.is_running:
        open_questions.append(and_(~standing.is_replied, Letter.due_on == period.cut_off))
    unjudged = or_(*open_questions)
    return {
        "due": due,
        "due_replied": and_(due, standing.is_replied),
        "on_time": and_(due, standing.is_replied, standing.timeliness == Timeliness.ON_TIME.value),
        "judged": and_(due, ~unjudged),
        "unjudged": and_(due, unjudged),
    }


def _by_due_date(column: Any) -> Flag:
    return and_(known(column), column <= Letter.due_on)

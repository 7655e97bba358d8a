"""What each count of a chart is: conditions on one record, the same for the count and for the records behind it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, and_, case, exists, func, or_, type_coerce

from app.models.case_terms import Triage
from app.models.clue import Clue
from app.models.matter import Matter
from app.models.suggestion import Suggestion as Letter
from app.models.terms import SuggestionStep
from app.services.base_data.periods import Months
from app.services.business_charts.rows import NO_DEPARTMENT, ChartSubject

Flag = ColumnElement[bool]
_MONTH_KNOWN = 7  # characters of 2026-10; a year alone sorts into a span of months


class Counted(NamedTuple):
    """How one subject is counted: its table, when it came in, whether it is counted at all, whether it has ended."""

    table: Any
    came_in: Any
    counts: Flag
    has_ended: Flag


SUBJECTS: Mapping[ChartSubject, Counted] = {
    ChartSubject.MATTER: Counted(
        Matter,
        Matter.accepted_on,
        Matter.id.is_not(None),
        or_(Matter.closed_on.is_not(None), Matter.is_closing_undated),
    ),
    ChartSubject.SUGGESTION: Counted(
        Letter,
        Letter.issued_on,
        Letter.step == SuggestionStep.ISSUED,
        or_(Letter.closed_on.is_not(None), Letter.withdrawn_on.is_not(None)),
    ),
    ChartSubject.CLUE: Counted(Clue, Clue.found_on, Clue.id.is_not(None), Clue.triage != Triage.PENDING),
}


def within(column: Any, months: Months) -> Flag:
    """The date is known to the month and lies in the range; plain bounds, so that the column's index serves."""
    told = type_coerce(column, String())
    return and_(told >= months.first, told <= f"{months.last}-31", func.length(told) >= _MONTH_KNOWN)


def undated(column: Any, months: Months) -> Flag:
    """No month of its own: no date at all, or only a year that the range reaches into."""
    told = type_coerce(column, String())
    years = and_(func.length(told) < _MONTH_KNOWN, told >= months.first[:4], told <= months.last[:4])
    return or_(column.is_(None), years)


def month_of(column: Any) -> Any:
    """2026-10."""
    return func.substr(type_coerce(column, String()), 1, _MONTH_KNOWN)


def department_of(table: Any) -> Any:
    """The department as it is shown."""
    return case((func.coalesce(table.department, "") == "", NO_DEPARTMENT), else_=table.department)


_OWN_LETTER = or_(Letter.id == Clue.suggestion_id, Letter.matter_id == Clue.matter_id)
_ISSUED = Letter.step == SuggestionStep.ISSUED
_ANSWERED = or_(Letter.replied_on.is_not(None), Letter.is_reply_undated)


def _letter(*conditions: Flag) -> Flag:
    return exists().where(_OWN_LETTER, *conditions)


def _matter(*conditions: Flag) -> Flag:
    return exists().where(Matter.id == Clue.matter_id, *conditions)


_RAISED = or_(_letter(_ISSUED), _matter(Matter.instrument_on.is_not(None)))
_RESPONDED = or_(_letter(_ISSUED, _ANSWERED), _matter(Matter.responded_on.is_not(None)))
_CLOSED = or_(
    exists().where(Letter.id == Clue.suggestion_id, SUBJECTS[ChartSubject.SUGGESTION].has_ended),
    _matter(SUBJECTS[ChartSubject.MATTER].has_ended),
)

# In order; a clue stands in a stage where it has come through all before it as well.
STAGES: Mapping[str, tuple[str, str, Flag]] = {
    "found": ("线索", "发现日期在期间内的线索", Clue.id.is_not(None)),
    "triaged": ("已研判", "已作出立项、备用、移送、不予立项等决定", Clue.triage != Triage.PENDING),
    "opened": ("转为案件", "立为监督事项或检察建议", or_(Clue.matter_id.is_not(None), Clue.suggestion_id.is_not(None))),
    "raised": (
        "提出监督意见",
        "监督文书已经发出，或者检察建议已经制发",
        or_(_letter(_ISSUED), _matter(Matter.instrument_on.is_not(None))),
    ),
    "answered": (
        "对方回复",
        "被监督单位已经处理，或者已经回复",
        or_(_letter(_ISSUED, _ANSWERED), _matter(Matter.responded_on.is_not(None))),
    ),
    "closed": ("办结", "立为的监督事项或检察建议已经办结", _CLOSED),
}


def stage(key: str) -> Flag:
    """The clue has come through this stage and every one before it."""
    keys = list(STAGES)
    return and_(*(STAGES[each][2] for each in keys[: keys.index(key) + 1]))


def beside() -> Flag:
    """Closed without having come through every stage: terminated, merged, answered without a paper …"""
    return and_(STAGES["opened"][2], _CLOSED, ~stage("closed"))

"""What 监督事项统计表 counts: the stock of the month's statistics over a range, and what became of proposals."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    String,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)

from app.models.deadline import Deadline
from app.models.matter import CaseEntry, Matter, StageMove
from app.models.suggestion import Suggestion as Letter
from app.models.terms import Certainty, DeadlineState, RecordType, Side, Stage
from app.services.matters.standing import is_closed
from app.services.monthly_statistics.measures import measures_of
from app.services.monthly_statistics.period import Period
from app.services.monthly_statistics.stock import known, within
from app.services.suggestions.standing import Standing

Flag = ColumnElement[bool]
Words = Mapping[str, tuple[str, ...]]
_STOCK = ("carried", "received", "closed", "open", "closing_undated", "start_undated")
AT_THE_END = ("open", "closing_undated", "start_undated", "not_due", "overdue", "no_term")  # same however long the time
START_UNDATED = "start_undated"
RECONSIDERED = "reconsidered"
OBJECTION_ON = "objection_on"  # the field of the case card: 收到异议日期
_CORRECTED, _NOT_CORRECTED, _OTHER = "y", "n", "o"


def measures(period: Period, words: Words) -> dict[str, Flag]:
    """All that one pass over the matters counts; each is false where ``alive`` is."""
    month = measures_of("matter", period).stocks
    received = month["received"]
    return {**{name: month[name] for name in _STOCK}, **_flows(period, received, words), **_waiting(period)}


def alive(first: str) -> Flag:
    """Cheap: not over before the first day of any line, or with a date that is not known well enough to tell."""
    dates = (Matter.accepted_on, Matter.instrument_on, Matter.responded_on)
    return or_(~known(Matter.closed_on), *(column >= literal(first) for column in (Matter.closed_on, *dates)))


def ended_or_began(period: Period) -> Flag:
    """True of every matter closed in the period: an ending before the start counts on the start."""
    return or_(within(Matter.closed_on, period), within(Matter.accepted_on, period))


def reconsiderations() -> Any:
    """Matter and day of every objection received; by the stage where the card does not say when."""
    entered = and_(CaseEntry.record_type == RecordType.MATTER, CaseEntry.field == OBJECTION_ON, CaseEntry.value != "")
    moved = and_(StageMove.record_type == RecordType.MATTER, StageMove.entered == Stage.RE_EXAMINATION)
    told = exists().where(entered, CaseEntry.record_id == StageMove.record_id)
    by_card = select(CaseEntry.record_id.label("matter_id"), CaseEntry.value.label("day")).where(entered)
    by_stage = select(StageMove.record_id, type_coerce(StageMove.moved_on, String())).where(moved, ~told)
    return union_all(by_card, by_stage).subquery("reconsideration")


def known_on(measure: str) -> Any:
    """The date a matter is counted by."""
    if measure in {"proposed", "proposed_oral", "proposed_written", "not_due", "overdue", "no_term"}:
        return Matter.instrument_on
    if measure in {"answered", "corrected", "not_corrected", "other_answer"}:
        return Matter.responded_on
    return Matter.closed_on if measure == "closed" else Matter.accepted_on


def _flows(period: Period, received: Flag, words: Words) -> dict[str, Flag]:
    proposed = within(Matter.instrument_on, period)
    is_named = func.trim(func.coalesce(Matter.instrument, "")) != ""
    is_oral = _says(Matter.instrument, words.get("oral", ()))
    answered, came_to = within(Matter.responded_on, period), _came_to(words)
    undated = and_(_is_written(Matter.response), ~known(Matter.responded_on))
    return {
        "proposed": proposed,
        "proposed_oral": and_(proposed, is_oral),
        "proposed_written": and_(proposed, is_named, ~is_oral),
        "proposed_unnamed": and_(proposed, ~is_named),
        "answered": answered,
        "corrected": and_(answered, came_to == _CORRECTED),
        "not_corrected": and_(answered, came_to == _NOT_CORRECTED),
        "other_answer": and_(answered, came_to == _OTHER),
        "answer_undated": and_(received, undated),
    }


def _waiting(period: Period) -> dict[str, Flag]:
    """Proposed by the cut-off, open, nothing came back; parted by the period of the matter or of its letters."""
    day = period.last
    answered = or_(Matter.responded_on <= day, and_(Matter.responded_on.is_(None), _is_written(Matter.response)))
    waiting = and_(Matter.instrument_on <= day, func.coalesce(~answered, True), ~is_closed(day))
    running = and_(
        Deadline.record_type == RecordType.MATTER,
        Deadline.record_id == Matter.id,
        Deadline.side == Side.OUTSIDE,
        Deadline.certainty == Certainty.VERIFIED,  # what no text sets is nobody's delay
        Deadline.due_on.is_not(None),
        or_(Deadline.started_on.is_(None), Deadline.started_on <= day),
        or_(Deadline.state == DeadlineState.OPEN, Deadline.ended_on > day),
    )
    is_paused = func.coalesce(Deadline.paused_on <= day, False)
    late_after = func.coalesce(type_coerce(Deadline.overdue_after, String()), type_coerce(Deadline.due_on, String()))
    standing = Standing(period.cut_off)
    sent = and_(Letter.matter_id == Matter.id, standing.is_issued, ~standing.is_replied, ~standing.is_over)
    has_term = or_(_any(running), _any(sent, Letter.due_on.is_not(None)))
    is_late = or_(
        _any(running, ~is_paused, late_after < literal(day)), _any(Letter.matter_id == Matter.id, standing.is_overdue)
    )
    return {
        "no_term": and_(waiting, ~has_term),
        "overdue": and_(waiting, is_late),
        "not_due": and_(waiting, has_term, ~is_late),
    }


def _any(*conditions: Flag) -> Flag:
    return exists().where(*conditions).correlate(Matter)


def _came_to(words: Words) -> Any:
    """What the outcome says, else the response: corrected, not, or neither."""
    ordered = ((_OTHER, "other"), (_NOT_CORRECTED, "not_corrected"), (_CORRECTED, "corrected"))
    cases = [
        (_says(column, words.get(name, ())), literal(value))
        for column in (Matter.outcome, Matter.response)
        for value, name in ordered
    ]
    return case(*cases, else_=literal(_OTHER))


def _says(column: Any, words: Iterable[str]) -> Flag:
    found = or_(false(), *(func.instr(column, literal(word)) > 0 for word in words))
    return func.coalesce(found, False)


def _is_written(column: Any) -> Flag:
    return func.coalesce(func.trim(column), "") != ""

"""Where an entry stands on a given day: as SQL for the lists; a card asks for the same expression."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, or_

from app.models.case_register import Meeting, ReportEntry
from app.models.case_terms import MeetingState, ReportKind, ReportState
from app.services.case_registers.rows import FEEDING_BACK


def report_state(as_of: date) -> Any:
    """The value of a ReportState."""
    day = as_of.isoformat()
    is_answered = and_(ReportEntry.answered_on.is_not(None), ReportEntry.answered_on <= day)
    is_implemented = and_(ReportEntry.implemented_on.is_not(None), ReportEntry.implemented_on <= day)
    return case(
        (ReportEntry.kind == ReportKind.FILING, ReportState.FILED.value),
        (is_implemented, ReportState.IMPLEMENTED.value),
        (is_answered, ReportState.ANSWERED.value),
        (ReportEntry.kind == ReportKind.REPORT, ReportState.REPORTED.value),
        else_=ReportState.AWAITING.value,
    )


def meeting_state(as_of: date) -> Any:
    """The value of a MeetingState; what outsiders are owed comes before what we owe ourselves."""
    owes_feedback = and_(Meeting.kind.in_(FEEDING_BACK), Meeting.feedback_on.is_(None))
    is_decided = or_(Meeting.decision.is_not(None), Meeting.decision_number.is_not(None))
    return case(
        (Meeting.held_on > as_of.isoformat(), MeetingState.AHEAD.value),
        (owes_feedback, MeetingState.AWAITING_FEEDBACK.value),
        (Meeting.implementation.is_not(None), MeetingState.IMPLEMENTED.value),
        (is_decided, MeetingState.AWAITING_IMPLEMENTATION.value),
        else_=MeetingState.HELD.value,
    )


def never_overdue(_as_of: date) -> ColumnElement[bool]:
    """No entry has a due date."""
    return false()

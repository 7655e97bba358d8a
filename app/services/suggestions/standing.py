"""Where a letter stands on a given day: state, lamp, timeliness and days late, as SQL expressions.

Only what that day knew counts: a later reply, service or closing is not seen. A reply known only to the month counts
from the month's first day, so that nothing is called overdue that may have been answered.
"""

from datetime import date
from typing import Any

from sqlalchemy import Case, ColumnElement, and_, case, func, literal, null, or_

from app.models.base import DayType
from app.models.letter_terms import RectificationLight
from app.models.sqlite import days_between, month_end
from app.models.suggestion import Suggestion as Letter
from app.models.terms import (
    Lamp,
    Receipt,
    Rectification,
    SuggestionState,
    SuggestionStep,
    Timeliness,
)

Flag = ColumnElement[bool]
# Where the sources differ about the end of a month, the addressee is late only after the later day.
_LATE_AFTER = func.coalesce(Letter.overdue_after, Letter.due_on, type_=DayType())


class Standing:
    """The expressions for one day."""

    def __init__(self, as_of: date) -> None:
        """``as_of`` is the day whose knowledge counts."""
        self._day = literal(as_of.isoformat())  # a text: typed by the columns it meets, it would be parsed for each

    @property
    def state(self) -> Case[str]:
        """The value of a SuggestionState."""
        return case(
            (self._declined, SuggestionState.DECLINED.value),
            (self._happened(Letter.withdrawn_on), SuggestionState.WITHDRAWN.value),
            (self._happened(Letter.closed_on), SuggestionState.CLOSED.value),
            (Letter.step == SuggestionStep.UNDER_REVIEW, SuggestionState.UNDER_REVIEW.value),
            (Letter.step == SuggestionStep.AWAITING_SIGNATURE, SuggestionState.AWAITING_SIGNATURE.value),
            (~self.is_issued, SuggestionState.DRAFT.value),
            (and_(self.is_replied, self._is_rectifying), SuggestionState.RECTIFYING.value),
            (self.is_replied, SuggestionState.REPLIED.value),
            (self._awaits_service, SuggestionState.AWAITING_SERVICE.value),
            else_=SuggestionState.AWAITING_REPLY.value,
        )

    @property
    def lamp(self) -> Case[str]:
        """The value of a Lamp; grey (无法判断) only where an issued letter has no due date to go by."""
        return case(
            (or_(self.is_over, self.is_replied), Lamp.DONE.value),
            (or_(~self.is_issued, self._awaits_service), Lamp.NORMAL.value),
            (Letter.due_on.is_(None), Lamp.UNKNOWN.value),
            (Letter.serious_on < self._day, Lamp.SERIOUSLY_OVERDUE.value),
            (self._day > _LATE_AFTER, Lamp.OVERDUE.value),
            (Letter.due_on <= self._day, Lamp.DUE.value),
            (Letter.remind_on <= self._day, Lamp.NEAR.value),
            else_=Lamp.NORMAL.value,
        )

    @property
    def rectification(self) -> Case[str]:
        """The value of a RectificationLight; a rectification is not seen before its day, but while it goes on."""
        light = RectificationLight
        is_later = and_(Letter.rectified_on.is_not(None), ~self._happened(Letter.rectified_on))
        return case(
            (~self.is_issued, light.NOT_YET.value),
            (and_(Letter.rectification == Rectification.COMPLETE, is_later), light.IN_PROGRESS.value),
            (Letter.rectification == Rectification.COMPLETE, light.COMPLETE.value),
            (and_(Letter.rectification == Rectification.INCOMPLETE, Letter.is_paper_only), light.PAPER_ONLY.value),
            (Letter.rectification == Rectification.INCOMPLETE, light.INCOMPLETE.value),
            (Letter.rectification == Rectification.IN_PROGRESS, light.IN_PROGRESS.value),
            (Letter.rectification == Rectification.STATED, light.STATED.value),
            (self.is_over, light.UNRECORDED.value),
            (self.is_replied, light.AWAITED.value),
            else_=light.NOT_YET.value,
        )

    @property
    def timeliness(self) -> Case[str]:
        """The value of a Timeliness; 无法判断 where the reply's day or the due date is not known exactly enough."""
        return case(
            (or_(Letter.is_reply_undated, Letter.due_on.is_(None)), Timeliness.UNKNOWN.value),
            (~self.is_issued, Timeliness.UNKNOWN.value),
            (and_(self.is_replied, self._reply_within), Timeliness.ON_TIME.value),
            (and_(self.is_replied, self._reply_after), Timeliness.LATE.value),
            (self.is_replied, Timeliness.UNKNOWN.value),
            (self.is_overdue, Timeliness.LATE.value),
            (self.is_over, Timeliness.UNKNOWN.value),
            else_=Timeliness.NOT_YET_DUE.value,
        )

    @property
    def days_late(self) -> Case[int | None]:
        """Days from the due date to the reply, or to the day itself while there is none; NULL where not late."""
        return case(
            (and_(self.is_replied, self._reply_after, self._is_exact), days_between(Letter.replied_on, _LATE_AFTER)),
            (self.is_overdue, days_between(self._day, _LATE_AFTER)),
            else_=null(),
        )

    @property
    def is_issued(self) -> Flag:
        """The letter had been issued by that day; an issued one without a date counts always."""
        dated = or_(Letter.issued_on.is_(None), self._happened(Letter.issued_on))
        return and_(Letter.step == SuggestionStep.ISSUED, dated)

    @property
    def is_replied(self) -> Flag:
        """A reply was known by that day, dated or not."""
        return and_(self.is_issued, or_(Letter.is_reply_undated, self._happened(Letter.replied_on)))

    @property
    def is_overdue(self) -> Flag:
        """Not replied and past due on that day."""
        is_late = and_(Letter.due_on < self._day, self._day > _LATE_AFTER)  # the first is what the index serves
        return and_(self.is_issued, ~self.is_replied, ~self.is_over, is_late)

    @property
    def is_over(self) -> Flag:
        """Declined, withdrawn or closed by that day."""
        return or_(self._declined, self._happened(Letter.withdrawn_on), self._happened(Letter.closed_on))

    @property
    def _declined(self) -> Flag:
        dated = or_(Letter.declined_on.is_(None), self._happened(Letter.declined_on))
        return and_(Letter.step == SuggestionStep.DECLINED, dated)

    @property
    def _is_rectifying(self) -> Flag:
        return Letter.rectification.in_([Rectification.IN_PROGRESS, Rectification.INCOMPLETE])

    @property
    def _awaits_service(self) -> Flag:
        later = and_(Letter.received_on.is_not(None), ~self._happened(Letter.received_on))
        return or_(Letter.receipt == Receipt.AWAITED, later)

    @property
    def _is_exact(self) -> Flag:
        return func.length(Letter.replied_on) == 10

    @property
    def _reply_within(self) -> Flag:
        # A month counts as in time only when all of it is; a year never does.
        precision = func.length(Letter.replied_on)
        latest = case((precision == 7, month_end(Letter.replied_on)), (precision == 10, Letter.replied_on))
        return and_(precision >= 7, latest <= _LATE_AFTER)

    @property
    def _reply_after(self) -> Flag:
        # A month or year is after the due date when its text is greater than the due date cut to the same length.
        return func.substr(_LATE_AFTER, 1, func.length(Letter.replied_on)) < Letter.replied_on

    def _happened(self, column: Any) -> Flag:
        return and_(column.is_not(None), column <= self._day)

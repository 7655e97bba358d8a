"""Where a result stands on a given day, as SQL expressions; of a suggestion by its letter's days."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, null, or_, select, type_coerce
from sqlalchemy.types import String

from app.models.clue import Clue
from app.models.deadline import Deadline
from app.models.review_result import ReviewResult
from app.models.review_terms import ResultState, VerificationOutcome
from app.models.suggestion import Suggestion
from app.models.terms import DeadlineState, Lamp, Side
from app.services.docket import standing as docket
from app.services.suggestions.standing import Standing as LetterStanding

Flag = ColumnElement[bool]
DUE, NOT_DUE = "已到期", "未到期"


def of_letter(column: Any) -> Any:
    """A column of the letter a result was opened as."""
    wanted = select(column).where(Suggestion.id == ReviewResult.suggestion_id)
    return wanted.correlate(ReviewResult).scalar_subquery()


def of_clue(column: Any) -> Any:
    """A column of the clue a result was handed on as."""
    return select(column).where(Clue.id == ReviewResult.clue_id).correlate(ReviewResult).scalar_subquery()


def of_deadline(column: Any) -> Any:
    """A column of the deadline of a result."""
    return select(column).where(Deadline.id == ReviewResult.deadline_id).correlate(ReviewResult).scalar_subquery()


def _text(column: Any) -> Any:
    return type_coerce(column, String())


NUMBER = func.coalesce(ReviewResult.number, of_letter(Suggestion.number))
SENT_ON = func.coalesce(_text(ReviewResult.sent_on), of_letter(_text(Suggestion.issued_on)))
FEEDBACK_ON = func.coalesce(_text(ReviewResult.feedback_on), of_letter(_text(Suggestion.replied_on)))
# Extensions count; a deadline that was waived asks for nothing any more.
DUE_ON = case(
    (
        ReviewResult.deadline_id.is_not(None),
        of_deadline(case((Deadline.state == DeadlineState.WAIVED, null()), else_=_text(Deadline.due_on))),
    ),
    (ReviewResult.suggestion_id.is_not(None), of_letter(_text(Suggestion.due_on))),
    else_=_text(ReviewResult.feedback_due_on),
)
SIDE = case((ReviewResult.is_outside, Side.OUTSIDE.value), else_=Side.OWN.value)
OPENED_AS = func.coalesce(of_letter(Suggestion.entry_number), of_clue(Clue.entry_number))


def state(as_of: date) -> Any:
    """The value of a ResultState. What asks for no feedback waits for its 销号 as soon as it was sent."""
    letter, day = LetterStanding(as_of), as_of.isoformat()
    answered = or_(_by(FEEDBACK_ON, day), func.coalesce(of_letter(_flag(letter.is_over)), 0) == 1)
    not_settled = ReviewResult.verification_outcome == VerificationOutcome.NOT_SETTLED
    asks = or_(DUE_ON.is_not(None), ReviewResult.suggestion_id.is_not(None))
    return case(
        (is_settled(as_of), ResultState.SETTLED.value),
        (and_(not_settled, _by(_text(ReviewResult.verified_on), day)), ResultState.UNSETTLED.value),
        (answered, ResultState.AWAITING_VERIFICATION.value),
        (and_(_by(SENT_ON, day), asks), ResultState.AWAITING_FEEDBACK.value),
        (_by(SENT_ON, day), ResultState.AWAITING_VERIFICATION.value),
        else_=ResultState.PREPARED.value,
    )


def is_settled(as_of: date) -> Flag:
    """销号 by that day."""
    return _by(_text(ReviewResult.settled_on), as_of.isoformat())


def is_settled_by_verifying(as_of: date) -> Flag:
    """销号 after somebody verified it, not for another reason."""
    return and_(is_settled(as_of), ReviewResult.verification_outcome == VerificationOutcome.SETTLED)


def is_due(as_of: date) -> Flag:
    """It was sent, and its feedback was due on or before that day."""
    day = as_of.isoformat()
    return and_(_by(SENT_ON, day), DUE_ON.is_not(None), day >= DUE_ON)


def due_words(as_of: date) -> Any:
    """已到期 or 未到期 where feedback is asked for and it was sent."""
    return case(
        (is_due(as_of), DUE),
        (and_(_by(SENT_ON, as_of.isoformat()), DUE_ON.is_not(None)), NOT_DUE),
        else_=null(),
    )


def lamp(as_of: date) -> Any:
    """The value of a Lamp: of the deadline that runs; else 已完成 once it is settled, and 正常 while it waits."""
    running, shown = is_open_deadline(as_of), docket.lamp(as_of)
    letter = LetterStanding(as_of)
    return case(
        (is_settled(as_of), Lamp.DONE.value),
        (running, of_deadline(shown)),
        (_awaits_reply(letter), of_letter(letter.lamp)),
        else_=Lamp.NORMAL.value,
    )


def is_overdue(as_of: date) -> Flag:
    """Its deadline runs and has passed."""
    late = select(Deadline.id).where(Deadline.id == ReviewResult.deadline_id, docket.is_overdue(as_of))
    letter = select(Suggestion.id).where(Suggestion.id == ReviewResult.suggestion_id, LetterStanding(as_of).is_overdue)
    some = (wanted.correlate(ReviewResult).exists() for wanted in (late, letter))
    return and_(~is_settled(as_of), or_(*some))


def is_open_deadline(as_of: date) -> Flag:
    """A deadline of its own runs on that day."""
    wanted = select(Deadline.id).where(Deadline.id == ReviewResult.deadline_id, docket.is_open(as_of))
    return wanted.correlate(ReviewResult).exists()


def running_on(as_of: date) -> Any:
    """The due date of what runs: the deadline's own, or the letter's; null where nothing runs."""
    letter = LetterStanding(as_of)
    return case(
        (is_settled(as_of), null()),
        (is_open_deadline(as_of), of_deadline(_text(Deadline.due_on))),
        (_awaits_reply(letter), of_letter(_text(Suggestion.due_on))),
        else_=null(),
    )


def late_after() -> Any:
    """The day after which it is late."""
    letter = of_letter(func.coalesce(_text(Suggestion.overdue_after), _text(Suggestion.due_on)))
    return func.coalesce(of_deadline(_text(Deadline.overdue_after)), letter)


def _awaits_reply(letter: LetterStanding) -> Flag:
    waiting = and_(letter.is_issued, ~letter.is_replied, ~letter.is_over)
    wanted = select(Suggestion.id).where(Suggestion.id == ReviewResult.suggestion_id, waiting)
    return wanted.correlate(ReviewResult).exists()


def _flag(condition: Any) -> Any:
    return case((condition, 1), else_=0)


def _by(column: Any, day: str) -> Flag:
    return and_(column.is_not(None), column <= day)

"""The deadline of a review's result: 要求反馈日 set it, the feedback meets it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.database import Unit
from app.models.dates import PartialDate
from app.models.deadline import Deadline
from app.models.reverse_review import ReverseReview
from app.models.review_result import ReviewResult
from app.models.terms import DeadlineState, RecordType, Side, StartEvent
from app.services.deadlines.calendar import WorkCalendar
from app.services.docket.kept_rules import keep
from app.services.docket.own_dates import rule_to
from app.services.docket.projecting import project
from app.services.docket.reckoning import Running, begun
from app.services.foundation.errors import DomainError

_BASIS = "审视结果写明的要求反馈日"
_LONGEST_NAME, _LONGEST_PROOF = 80, 200


@dataclass(frozen=True)
class Asked:
    """Feedback somebody asked for: what it is about, from which day to which, and whose duty it is."""

    name: str
    first: date
    due_on: date
    side: Side
    proof: str


def is_feedback(deadline: Deadline) -> bool:
    """Whether the deadline is that of a result."""
    return deadline.started_by is StartEvent.RESULT_SENT


def refuse_feedback(deadline: Deadline) -> None:
    """A result's deadline is met by its feedback only, so that the two never differ; raises DomainError."""
    if is_feedback(deadline):
        raise DomainError(f"“{deadline.name}”不能直接登记完成。收到反馈的，请在审视的“结果”页上用“登记反馈…”。")


def start_feedback(unit: Unit, review: ReverseReview, asked: Asked, calendar: WorkCalendar) -> int:
    """Let the day run on the review; returns the deadline's id."""
    rule = rule_to(_named(asked.name), _BASIS, asked.first, asked.due_on, asked.side)
    keep(unit, [rule])
    running = Running(rule, asked.first, StartEvent.RESULT_SENT, asked.proof[:_LONGEST_PROOF])
    deadline = Deadline(**begun(running, calendar, RecordType.REVERSE_REVIEW), record_id=review.id)
    unit.session.add(deadline)
    unit.session.flush()
    show_on(unit.session, review)
    return deadline.id


def end_feedback(
    session: Session, review: ReverseReview, deadline_id: int | None, state: DeadlineState, on: PartialDate
) -> None:
    """End a result's deadline where it still runs, and show on the review what is left."""
    deadline = session.get(Deadline, deadline_id) if deadline_id is not None else None
    if deadline is None or deadline.state is not DeadlineState.OPEN:
        return
    deadline.state, deadline.ended_on, deadline.paused_on = state, on, None
    session.flush()
    show_on(session, review)


def take_up_again(
    session: Session, values: Mapping[str, Any], registered: Collection[str], deadlines: Iterable[Deadline]
) -> None:
    """What ended with the closing of its review runs again once that is taken up, as far as its result still waits.

    ``registered`` are the columns the act has written.
    """
    ended = [each for each in deadlines if is_feedback(each) and each.state is DeadlineState.MOOT]
    if not ended or "closed_on" not in registered or values.get("closed_on") is not None:
        return
    waiting = select(ReviewResult.deadline_id).where(
        ReviewResult.review_id == values["id"], ReviewResult.settled_on.is_(None)
    )
    open_again = set(session.scalars(waiting))
    for deadline in ended:
        if deadline.id in open_again:
            deadline.state, deadline.ended_on = DeadlineState.OPEN, None


def show_on(session: Session, review: ReverseReview) -> None:
    """The review's own due columns from its deadlines."""
    wanted = select(Deadline).where(Deadline.record_type == RecordType.REVERSE_REVIEW, Deadline.record_id == review.id)
    project(review, session.scalars(wanted.order_by(Deadline.id)))


def _named(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"

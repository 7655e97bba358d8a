"""Opens a result with its review for one intention, and what several intentions write alike."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.models.actor import Actor
from app.models.database import Unit
from app.models.dates import PartialDate
from app.models.reverse_review import ReverseReview
from app.models.review_result import ResultFinding, ReviewResult
from app.models.review_terms import ResultState
from app.models.terms import DeadlineState, Side
from app.services.docket.results import Asked, end_feedback, start_feedback
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Intention
from app.services.foundation.pen import Pen
from app.services.reverse_reviews.refusals import refuse_closed
from app.services.review_results.carrying_over import chosen
from app.services.review_results.kinds import ResultKind, ResultKinds
from app.services.review_results.reading import state_of
from app.services.review_results.refusals import ResultNotFound, name_of
from app.services.trail.since import refuse_changed

if TYPE_CHECKING:
    from app.services.deadlines.service import Deadlines


@dataclass(frozen=True)
class Work:
    """A result inside its writing transaction, where it stands today, and its kind."""

    unit: Unit
    review: ReverseReview
    result: ReviewResult
    state: ResultState
    kind: ResultKind | None  # None where the office's list has it no more

    @property
    def written(self) -> Written:
        """What the write leaves behind: the result's id."""
        return Written(self.result.id, self.unit.act)


@dataclass(frozen=True)
class ResultPen:
    """Writes results through the pen of their reviews."""

    reviews: Pen[ReverseReview]
    kinds: ResultKinds
    deadlines: "Deadlines"

    @property
    def today(self) -> date:
        """The day the services go by."""
        return self.reviews.clock.today()

    def review_of(self, result_id: int) -> int:
        """The review a result hangs on; raises ResultNotFound."""
        with self.reviews.database.read() as session:
            result = session.get(ReviewResult, result_id)
            if result is None:
                raise ResultNotFound(result_id)
            return result.review_id

    @contextmanager
    def on(
        self, actor: Actor, wish: Intention, result_id: int, version: int | None, reason: str | None = None
    ) -> Iterator[Work]:
        """One result of an open review; raises ResultNotFound, ChangedMeanwhile, DomainError."""
        with self.reviews.on(actor, wish, self.review_of(result_id), reason) as opened:
            session = opened.unit.session
            result = session.get(ReviewResult, result_id)
            if result is None:
                raise ResultNotFound(result_id)
            refuse_closed(opened.record, wish.title)
            refuse_changed(session, result, version, name_of(result))
            state = state_of(session, result, self.today)
            yield Work(opened.unit, opened.record, result, state, self.kinds.known(result.kind))

    def ask_for_feedback(self, work: Work, first: date, due_on: date, proof: str) -> None:
        """Let the day named run on the review, in place of what ran for the result before."""
        result = work.result
        side = Side.OUTSIDE if result.is_outside else Side.OWN
        asked = Asked(f"{result.name}要求反馈（{result.addressee}）", first, due_on, side, proof)
        self.end(work, DeadlineState.MOOT, PartialDate.of(self.today))
        result.deadline_id = start_feedback(work.unit, work.review, asked, self.deadlines.calendar)
        result.feedback_due_on = due_on

    def end(self, work: Work, state: DeadlineState, on: PartialDate) -> None:
        """End what runs for a result."""
        end_feedback(work.unit.session, work.review, work.result.deadline_id, state, on)


def add(unit: Unit, review: ReverseReview, actor: Actor, today: date, result: ReviewResult) -> ReviewResult:
    """Put a new result at the end of a review's."""
    last = select(func.max(ReviewResult.place)).where(ReviewResult.review_id == review.id)
    result.review_id, result.place = review.id, (unit.session.scalar(last) or 0) + 1
    result.prepared_on, result.prepared_by = PartialDate.of(today), actor.name
    unit.session.add(result)
    unit.session.flush()
    return result


def put_findings(unit: Unit, result: ReviewResult, ids: Iterable[int]) -> None:
    """Say which findings a result speaks of; raises FindingNotFound."""
    session = unit.session
    wanted = {each.id for each in chosen(session, result.review_id, ids)}
    kept = session.scalars(select(ResultFinding).where(ResultFinding.result_id == result.id)).all()
    for line in kept:
        if line.finding_id not in wanted:
            session.delete(line)
    for finding_id in sorted(wanted - {line.finding_id for line in kept}):
        session.add(ResultFinding(result_id=result.id, finding_id=finding_id, review_id=result.review_id))
    session.flush()


def line_below(said: str | None, *parts: str) -> str:
    """One more line below what was said before."""
    return "\n".join(filter(None, (said, "".join(parts))))

"""What an objection and a change notice do to the letter's periods."""

from sqlalchemy import ColumnElement, Select, select

from app.models.database import Unit
from app.models.dates import PartialDate
from app.models.deadline import Deadline
from app.models.objection import Objection
from app.models.suggestion import Suggestion as Letter
from app.models.terms import DeadlineAct, DeadlineState, RecordType, StartEvent
from app.services.deadlines.service import Deadlines
from app.services.docket.deciding import Means, deadlines_of
from app.services.docket.deciding import Opened as OpenedDeadline
from app.services.docket.objection_periods import objection_row
from app.services.docket.projecting import project
from app.services.docket.rows import Authority
from app.services.foundation.errors import FieldProblem
from app.services.foundation.pen import Opened

_RESTARTED = "检察建议变更，回复期限自收到变更通知书之日起重新计算"


def is_late(letter: Letter, raised_on: PartialDate, deadlines: Deadlines) -> bool | None:
    """Whether an objection came after the period the letter sets; None where that period cannot be computed."""
    values = {"received_on": letter.received_on, "objection_period": letter.objection_period}
    row = objection_row(values, deadlines)
    return None if row is None else bool(raised_on.first > row["overdue_after"])


def use_period(unit: Unit, letter: Letter, raised_on: PartialDate) -> None:
    """The addressee has made use of the right: what still runs of the period is done."""
    for deadline in unit.session.scalars(_running(letter, StartEvent.OBJECTION_PERIOD, DeadlineState.MOOT)):
        if deadline.ended_on is not None and deadline.ended_on.first > raised_on.first:
            deadline.state, deadline.ended_on = DeadlineState.MET, raised_on


def restart_reply(means: Means, opened: Opened[Letter], objection: Objection, on: PartialDate, number: str) -> None:
    """Let the open reply period run anew from the day the change notice was received; raises FieldProblem."""
    if on.exact is None:
        raise FieldProblem("notified_on", "回复期限自这一天重新计算，请填写具体日期（年月日）。")
    unit, letter = opened.unit, opened.record
    for deadline in unit.session.scalars(_running(letter, StartEvent.REPLY_PERIOD, DeadlineState.OPEN)).all():
        authority = Authority(objection.decided_by or "", _RESTARTED, number)
        work = OpenedDeadline(means, unit, deadline, letter, authority)
        work.decide(DeadlineAct.RESTARTED, on)
        work.recompute()
        unit.session.flush()
        project(letter, deadlines_of(unit.session, deadline))


def _running(letter: Letter, event: StartEvent, state: DeadlineState) -> Select[Deadline]:
    its: ColumnElement[bool] = (Deadline.record_type == RecordType.SUGGESTION) & (Deadline.record_id == letter.id)
    return select(Deadline).where(its, Deadline.started_by == event, Deadline.state == state)

"""The deadline of an upper-level task (上级交办, 转办单): 要求办结日 set it, 报结 meets it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.models.dates import PartialDate
from app.models.deadline import Deadline
from app.models.terms import DeadlineState, RecordType, Side, StartEvent
from app.services.deadlines.calendar import WorkCalendar
from app.services.deadlines.rule import Rule
from app.services.docket.own_dates import rule_to
from app.services.docket.reckoning import Running, begun
from app.services.docket.revisits import is_planned

NAME = "上级交办要求办结"


def task_of(values: Mapping[str, Any], today: date) -> tuple[Rule, Running] | None:
    """What is computed for a record with 要求办结日, as its rule and how it runs; None where no day is wanted.

    It runs from today; where the day has passed already, it ends on its first day.
    """
    wanted_by: date | None = values.get("wanted_by")
    if wanted_by is None:
        return None
    number = values.get("task_number")
    by = f"，转办单号 {number}" if number else ""
    first = min(today, wanted_by)
    rule = rule_to(NAME, "上级交办要求", first, wanted_by, Side.OWN)  # one wording for all tasks of the same length
    return rule, Running(rule, first, StartEvent.TASKED, f"{today}登记{by}")


def task_row(
    running: Running, calendar: WorkCalendar, record_type: RecordType, reported_on: PartialDate | None
) -> dict[str, Any]:
    """The row of the task's deadline but for its record; met already where it was reported."""
    row = begun(running, calendar, record_type)
    if reported_on is not None:
        row |= {"state": DeadlineState.MET, "ended_on": reported_on}
    return row


def outlives_its_record(deadline: Deadline) -> bool:
    """Closing a matter is not reporting it: the task stays open until 报结. A clue hands its task on to its matter.

    Revisits are planned for after a letter was closed.
    """
    is_task = deadline.started_by is StartEvent.TASKED and deadline.record_type is RecordType.MATTER
    return is_task or is_planned(deadline)

"""Reads the workbench: piles and their lines, open matters by stage, what came in and went out. Writes nothing."""

from datetime import date
from typing import Any

from sqlalchemy import String, case, func, select, type_coerce
from sqlalchemy.orm import Session

from app.models.database import Database
from app.models.matter import Matter
from app.models.terms import Stage
from app.services.foundation.clock import Clock
from app.services.hand_overs.register import Register
from app.services.matters.listing import DUE_FIRST, matter_listing
from app.services.matters.standing import is_closed, is_overdue
from app.services.workbench.lines import (
    count_deadlines,
    count_waiting,
    deadline_lines,
    waiting_lines,
)
from app.services.workbench.mine import is_whose
from app.services.workbench.rows import MonthFlow, Pile, Scope, Seen, StageCount, Whose, WorkLine, WorkList

SHOWN = 200  # lines read at once; 期限总览 holds them all
MONTHS = 6
_HURTING = (Pile.LATE, Pile.TODAY, Pile.WAITING, Pile.WEEK)  # what hurts most, first


class Workbench:
    """One store's workbench."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """``clock`` says which day it is."""
        self._database, self._clock = database, clock
        self.board = matter_listing(database, DUE_FIRST)  # the cards of the board, what ends first coming first

    def look(self, whose: Whose, only: Pile | None = None, limit: int = SHOWN) -> Seen:
        """What is to be done, what hurts first coming first: late, due today, waiting, due within a week.

        ``only`` narrows the lines to one pile; the piles are counted all the same.
        """
        today = self._clock.today()
        lines: list[WorkLine] = []
        with self._database.read() as session:
            department = _department(session, whose)
            counts = {pile: _count(session, pile, whose, department, today) for pile in Pile}
            for pile in _HURTING:
                room = limit - len(lines)
                if only not in (None, pile) or room <= 0:
                    continue
                if pile is Pile.WAITING:
                    lines += waiting_lines(session, whose, department, today, room)
                else:
                    lines += deadline_lines(session, pile, whose, today, room)
        total = sum(counts.values()) if only is None else counts[only]
        return Seen(counts, WorkList(tuple(lines[:limit]), total))

    def stages(self, whose: Whose) -> tuple[StageCount, ...]:
        """Open matters by stage; every stage is there, also an empty one."""
        today = self._clock.today()
        late = func.sum(case((is_overdue(today), 1), else_=0))
        wanted = (
            select(Matter.stage, func.count(), late)
            .where(~is_closed(today.isoformat()), is_whose(Matter, whose))
            .group_by(Matter.stage)
        )
        with self._database.read() as session:
            found = {stage: (count, late) for stage, count, late in session.execute(wanted)}
        return tuple(StageCount(stage, *found.get(stage, (0, 0))) for stage in Stage)

    def flow(self, months: int = MONTHS) -> tuple[MonthFlow, ...]:
        """Matters of the whole office received and closed in the last months, the present one last.

        Dates count that are known at least to the month.
        """
        wanted = _months_until(self._clock.today(), months)
        with self._database.read(whole=True) as session:
            received = _counted(session, Matter.accepted_on, wanted)
            closed = _counted(session, Matter.closed_on, wanted)
        return tuple(MonthFlow(month, received.get(month, 0), closed.get(month, 0)) for month in wanted)


def _months_until(today: date, count: int) -> list[str]:
    last = today.year * 12 + today.month - 1
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(last - count + 1, last + 1)]


def _counted(session: Session, column: Any, months: list[str]) -> dict[str, int]:
    day = type_coerce(column, String)  # compared with plain text, so that the column's index serves
    month = func.substr(day, 1, 7)
    wanted = select(month, func.count()).where(day >= months[0], day <= f"{months[-1]}-99").group_by(month)
    return {month: count for month, count in session.execute(wanted) if month in months}


def _count(session: Session, pile: Pile, whose: Whose, department: str, today: date) -> int:
    if pile is Pile.WAITING:
        return count_waiting(session, whose, department, today)
    return count_deadlines(session, pile, whose, today)


def _department(session: Session, whose: Whose) -> str:
    """The department of the person whose work is shown; empty where the register does not say."""
    return Register(session).department_of(whose.name) if whose.scope is Scope.MINE else ""

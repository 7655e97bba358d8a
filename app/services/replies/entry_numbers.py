"""收文登记号: one series for the whole office, so a number stands for one paper that came in."""

import re
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.dates import PartialDate
from app.models.objection import Objection
from app.models.suggestion import Reply
from app.models.suggestion import Suggestion as Letter
from app.services.foundation.errors import FieldProblem

_YEAR = re.compile(r"(?:19|20)\d\d")
_KEPT: tuple[tuple[Any, Any, str], ...] = (
    (Reply, Reply.registered_on, "回复"),
    (Objection, Objection.raised_on, "异议"),
)


def free_number(session: Session, text: str, on: PartialDate) -> str | None:
    """The number without spaces, None where none is typed; raises FieldProblem naming the paper that has it.

    A number that does not name its year may come again in another year: many offices count anew each January.
    """
    number = "".join(text.split())
    if not number:
        return None
    for table, day, what in _KEPT:
        wanted = (
            select(Letter.number, Letter.entry_number, Letter.addressee, day)
            .join(table, table.suggestion_id == Letter.id)
            .where(table.entry_number == number)
        )
        for official, entered, addressee, came_on in session.execute(wanted):
            if _YEAR.search(number) or came_on.first.year == on.first.year:
                raise FieldProblem(
                    "entry_number",
                    f"收文登记号 {number} 已用于 {official or entered}（{addressee}）{came_on} 的{what}。"
                    "请核对收文登记簿；同一份来文不用再登记。",
                )
    return number

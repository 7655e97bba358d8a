"""The figures a unit gave month by month, read as columns by one statement on the index."""

import json
from collections.abc import Sequence

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.models.base_data import BaseFigure
from app.services.indicators.expressions import Column

_FIGURE = BaseFigure.__table__.c
# An item's months come as one row of lists: to hand over a row for each takes SQLite longer than to find them all.
# Built once, because to build the statement takes as long as to run it.
_GIVEN = (
    select(_FIGURE.item, *(func.json_group_array(each) for each in (_FIGURE.first, _FIGURE.count, _FIGURE.department)))
    .where(
        _FIGURE.item.in_(bindparam("names", expanding=True)),
        _FIGURE.first.between(bindparam("since"), bindparam("until")),
        # The concatenation keeps SQLite off the index by unit, all of whose figures it would walk.
        _FIGURE.unit.concat("") == bindparam("unit"),
        _FIGURE.first == _FIGURE.last,
    )
    .group_by(_FIGURE.item)
)


def given_by_month(session: Session, unit: str, names: Sequence[str], months: Sequence[str]) -> dict[str, Column]:
    """What a unit gave, by item: the whole unit's figure of a month, else those of its departments added up."""
    bound = {"names": names, "unit": unit, "since": months[0], "until": months[-1]}
    places = {month: place for place, month in enumerate(months)}
    found: dict[str, Column] = {}
    for item, *lists in session.connection().execute(_GIVEN, bound):
        firsts, counts, departments = map(json.loads, lists)
        column: Column = [None] * len(months)
        if any(departments):
            for first, count, department in zip(firsts, counts, departments, strict=True):
                if department:
                    column[places[first]] = (column[places[first]] or 0) + count
        for first, count, department in zip(firsts, counts, departments, strict=True):
            if not department:
                column[places[first]] = count
        found[item] = column
    return found

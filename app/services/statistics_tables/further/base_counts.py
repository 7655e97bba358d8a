"""What the office's base data come to in a range of months, whole and by department; nothing guessed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.base_data import BaseFigure
from app.models.office import Department, Office
from app.services.base_data.periods import Months
from app.services.base_data.reading import row_of
from app.services.base_data.rows import FigureRow
from app.services.indicators.computing import Count, counted
from app.services.indicators.model import Item


@dataclass(frozen=True)
class BaseCounts:
    """Counts by item, and by item of each department in the order of the office's register."""

    whole: Mapping[str, int]
    by_department: Mapping[str, Mapping[str, int]]


def base_counts(session: Session, items: Mapping[str, Item], names: Collection[str], months: Months) -> BaseCounts:
    """The office's own figures that fill the months exactly; an item nobody gave is missing, not nought."""
    wanted = {name: items[name] for name in names if name in items}
    counts = [_count(each) for each in _figures(session, wanted, months)]
    order = {name: place for place, name in enumerate(session.scalars(select(Department.name).order_by(Department.id)))}
    departments = {each.department for each in counts if each.department}
    return BaseCounts(
        counted(counts, *months, wanted).known,
        {
            name: counted([each for each in counts if each.department == name], *months, wanted).known
            for name in sorted(departments, key=lambda each: (order.get(each, len(order)), each))
        },
    )


def base_figures(session: Session, name: str, months: Months, department: str = "") -> tuple[FigureRow, ...]:
    """The figures behind one item, of one department where it is given."""
    found = _figures(session, (name,), months)
    return tuple(row_of(each) for each in found if not department or each.department == department)


def _figures(session: Session, names: Collection[str], months: Months) -> list[BaseFigure]:
    office = session.scalar(select(Office.name)) or ""
    wanted = select(BaseFigure).where(BaseFigure.item.in_(names), BaseFigure.unit.concat("") == office)
    wanted = wanted.where(BaseFigure.first >= months.first, BaseFigure.last <= months.last)
    return list(session.scalars(wanted.order_by(BaseFigure.item, BaseFigure.first, BaseFigure.department)))


def _count(row: BaseFigure) -> Count:
    return Count(row.unit, row.department, row.item, row.first, row.last, row.count, row.id)

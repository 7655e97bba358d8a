"""What the office's base data come to in a range of months, whole and by department; nothing guessed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.models.base_data import BaseFigure
from app.models.office import Department, Office
from app.services.base_data.periods import Months
from app.services.foundation.errors import DomainError
from app.services.indicators.computing import Count, counted
from app.services.indicators.model import Item
from app.services.review_statistics.rows import BehindRow
from app.services.statistics_tables.source import Place

_COLUMNS = (
    *(BaseFigure.unit, BaseFigure.department, BaseFigure.item),
    *(BaseFigure.first, BaseFigure.last, BaseFigure.count, BaseFigure.id),
)


class NoSuchPlace(DomainError):
    """A cell the table does not have."""

    def __init__(self, title: str, place: Place) -> None:
        """``title`` of the table."""
        super().__init__(f"“{title}”没有 {place.row} 行 {place.column} 列，不能列出记录。请刷新后从表里选择。")


@dataclass(frozen=True)
class BaseCounts:
    """Counts by item, and by item of each department in the order of the office's register."""

    whole: Mapping[str, int]
    by_department: Mapping[str, Mapping[str, int]]


def base_counts(
    connection: Connection, items: Mapping[str, Item], names: Collection[str], months: Months
) -> BaseCounts:
    """The office's own figures that fill the months exactly; an item nobody gave is missing, not nought."""
    wanted = {name: items[name] for name in names if name in items}
    counts = _figures(connection, wanted, months)
    register = connection.scalars(select(Department.name).order_by(Department.id))
    order = {name: place for place, name in enumerate(register)}
    departments = {each.department for each in counts if each.department}
    return BaseCounts(
        counted(counts, *months, wanted).known,
        {
            name: counted([each for each in counts if each.department == name], *months, wanted).known
            for name in sorted(departments, key=lambda each: (order.get(each, len(order)), each))
        },
    )


def base_figures(connection: Connection, name: str, months: Months, department: str = "") -> list[BehindRow]:
    """The figures behind one item, of one department where it is given."""
    found = _figures(connection, (name,), months)
    return [_behind(each) for each in found if not department or each.department == department]


def _figures(connection: Connection, names: Collection[str], months: Months) -> list[Count]:
    office = connection.scalar(select(Office.name)) or ""
    # The concatenation keeps SQLite off the index by unit, all of whose figures it would walk.
    wanted = select(*_COLUMNS).where(BaseFigure.item.in_(names), BaseFigure.unit.concat("") == office)
    wanted = wanted.where(BaseFigure.first >= months.first, BaseFigure.last <= months.last)
    ordered = wanted.order_by(BaseFigure.item, BaseFigure.first, BaseFigure.department)
    return [Count(*each) for each in connection.execute(ordered)]


def _behind(count: Count) -> BehindRow:
    whose = count.department or "全院"
    return BehindRow(None, count.id, "", count.item, f"{whose}：{count.count}", Months(count.first, count.last).shown)

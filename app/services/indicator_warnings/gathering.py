"""The counts that warnings are held against: typed and imported month by month, and what the store counts itself."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.base_data import BaseFigure
from app.models.office import Office
from app.services.base_data.periods import Months
from app.services.base_data.store_counts import counts_of_store, known_months
from app.services.indicators.computing import Count
from app.services.indicators.library import IndicatorLibrary

_COLUMNS = ("unit", "department", "item", "first", "last", "count", "id")


@dataclass(frozen=True)
class Gathering:
    """Reads counts inside somebody's open transaction."""

    library: IndicatorLibrary
    today: date

    def counts(self, session: Session, units: Collection[str], items: Collection[str], months: Months) -> list[Count]:
        """The counts of single months of some units and items; a figure given goes before what the store counts."""
        wanted = select(*(getattr(BaseFigure, name) for name in _COLUMNS)).where(
            BaseFigure.item.in_(sorted(items)),
            BaseFigure.first.between(*months),
            BaseFigure.first == BaseFigure.last,
            # The concatenation keeps SQLite off the index by unit, all of whose figures it would walk.
            BaseFigure.unit.concat("").in_(sorted(units)),
        )
        given = [*map(Count._make, session.execute(wanted))]
        held = self.held(session, units, items, months)
        if not held:
            return given
        told = {(each.unit, each.item, each.first) for each in given if not each.department}
        return given + [each for each in held if (each.unit, each.item, each.first) not in told]

    def held(self, session: Session, units: Collection[str], items: Collection[str], months: Months) -> list[Count]:
        """What the office's own store counts; a month of which it holds nothing is unknown, not nought."""
        measured = [item for name in items if (item := self.library.items.get(name)) is not None and item.measure]
        office = office_name(session)
        if not measured or office not in units:
            return []
        wanted = self.library.measures_for(item.name for item in measured)
        by_measure = counts_of_store(session.connection(), *months, self.today, wanted)
        return [
            Count(office, "", item.name, month, month, count)
            for item in measured
            for month, count in known_months(by_measure, item.measure).items()
        ]


def office_name(session: Session) -> str:
    """The office itself, whose figures are meant where no unit is named."""
    return session.scalar(select(Office.name)) or ""

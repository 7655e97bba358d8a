"""Indicators of one open store: every figure with n, d and the base figures it was made of."""

from collections import defaultdict

from sqlalchemy import select

from app.models.base_data import BaseFigure
from app.models.database import Database
from app.services.base_data.periods import Months
from app.services.indicators.computing import Count, figures_of
from app.services.indicators.library import IndicatorLibrary
from app.services.indicators.model import IndicatorFigure


class Indicators:
    """Reads base figures; writes nothing."""

    def __init__(self, database: Database, library: IndicatorLibrary) -> None:
        """``library`` says what each indicator counts."""
        self._database, self.library = database, library

    def periods(self) -> tuple[Months, ...]:
        """The periods base figures were given for, the newest first."""
        wanted = select(BaseFigure.first, BaseFigure.last).distinct()
        with self._database.read() as session:
            found = {Months(first, last) for first, last in session.execute(wanted)}
        return tuple(sorted(found, key=lambda each: (each.last, each.first), reverse=True))

    def figures(self, months: Months) -> tuple[IndicatorFigure, ...]:
        """All indicators with at least one known count in a period, unit by unit in the order of their names."""
        wanted = select(BaseFigure).where(BaseFigure.first >= months.first, BaseFigure.last <= months.last)
        by_unit: dict[str, list[Count]] = defaultdict(list)
        with self._database.read() as session:
            for row in session.scalars(wanted):
                count = Count(row.unit, row.department, row.item, row.first, row.last, row.count)
                by_unit[row.unit].append(count)
        period = months.first, months.last
        return tuple(
            figure for unit in sorted(by_unit) for figure in figures_of(self.library, unit, period, by_unit[unit])
        )

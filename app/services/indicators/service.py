"""Indicators of one open store: every figure with n, d and the base figures it was made of."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.base_data import BaseFigure
from app.models.database import Database
from app.models.indicator_terms import FigureSource
from app.models.office import Office
from app.services.base_data.periods import Months
from app.services.base_data.reading import row_of
from app.services.base_data.rows import FigureRow
from app.services.base_data.store_counts import counts_of_store
from app.services.foundation.clock import Clock
from app.services.indicators.computing import Count, counted, figures_of
from app.services.indicators.library import IndicatorLibrary
from app.services.indicators.model import BehindFigure, IndicatorFigure


class Indicators:
    """Reads base figures; writes nothing."""

    def __init__(self, database: Database, library: IndicatorLibrary, clock: Clock) -> None:
        """``library`` says what each indicator counts; what the store counts itself is known up to today."""
        self._database, self.library, self._clock = database, library, clock

    def periods(self) -> tuple[Months, ...]:
        """The periods figures were given for, and each year so far of those kept by the month, the newest first."""
        wanted = select(BaseFigure.first, BaseFigure.last).distinct()
        with self._database.read() as session:
            found = {Months(first, last) for first, last in session.execute(wanted)}
        by_year: dict[str, list[str]] = defaultdict(list)
        for first, last in found:
            if first == last:
                by_year[first[:4]].append(first)
        found |= {Months(f"{year}-01", max(months)) for year, months in by_year.items()}
        return tuple(sorted(found, key=lambda each: (each.last, each.first), reverse=True))

    def figures(self, months: Months) -> tuple[IndicatorFigure, ...]:
        """All indicators with at least one known count in a period, unit by unit in the order of their names."""
        wanted = select(BaseFigure).where(BaseFigure.first >= months.first, BaseFigure.last <= months.last)
        by_unit: dict[str, list[Count]] = defaultdict(list)
        with self._database.read() as session:
            for row in session.scalars(wanted):
                by_unit[row.unit].append(_count(row))
            office = session.scalar(select(Office.name)) or ""
            by_unit[office] += self._counted(session, office, months, by_unit.get(office, []))
        return tuple(
            figure for unit in sorted(by_unit) for figure in figures_of(self.library, unit, months, by_unit[unit])
        )

    def behind(self, figure: IndicatorFigure) -> tuple[BehindFigure, ...]:
        """The base figures of an indicator's items: those that count, then those that do not, with the reason."""
        names = set(figure.indicator.numerator.items) | set(figure.indicator.denominator.items)
        for name in tuple(names):
            total = self.library.items[name].total
            names |= set(total.items) if total else set()
        wanted = select(BaseFigure).where(BaseFigure.unit == figure.unit, BaseFigure.item.in_(names))
        wanted = wanted.where(BaseFigure.last >= figure.first, BaseFigure.first <= figure.last)
        with self._database.read() as session:
            rows = session.scalars(wanted.order_by(BaseFigure.item, BaseFigure.first, BaseFigure.department)).all()
            given = [_count(row) for row in rows]
            own = self._counted(session, figure.unit, Months(figure.first, figure.last), given)
            counts = counted([*given, *own], figure.first, figure.last, self.library.items)
            found = [_behind(row_of(row), row.id in counts.used, figure) for row in rows]
            found += [_of_store(each) for each in own if each.item in names]
        return tuple(sorted(found, key=lambda each: bool(each.why_not)))

    def _counted(self, session: Session, unit: str, months: Months, given: Sequence[Count]) -> list[Count]:
        """What the office's own store counts where nobody gave a figure; a figure given always goes before it."""
        if unit != (session.scalar(select(Office.name)) or ""):
            return []
        told = {(each.item, each.first) for each in given if each.first == each.last}
        told_whole = {each.item for each in given if (each.first, each.last) == tuple(months)}
        by_measure = counts_of_store(session.connection(), *months, self._clock.today())
        return [
            Count(unit, "", item.name, month, month, count)
            for item in self.library.items.values()
            if item.name not in told_whole
            for month, count in by_measure.get(item.measure, {}).items()
            if (item.name, month) not in told
        ]


def _of_store(count: Count) -> BehindFigure:
    period = Months(count.first, count.last).shown
    nothing = FigureRow(
        0, 0, count.unit, "", count.item, count.first, count.last, count.count, FigureSource.COUNTED, "", "", None
    )
    return BehindFigure(nothing, period, "")


def _count(row: BaseFigure) -> Count:
    return Count(row.unit, row.department, row.item, row.first, row.last, row.count, row.id)


def _behind(row: FigureRow, is_used: bool, figure: IndicatorFigure) -> BehindFigure:
    is_within = figure.first <= row.first and row.last <= figure.last
    why = "" if is_used else "已用同一项目的其他数" if is_within else "期间不全在统计期间内，不计入"
    return BehindFigure(row, Months(row.first, row.last).shown, why)

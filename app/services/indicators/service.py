"""Indicators of one open store: every figure with n, d and the base figures it was made of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.base_data import BaseFigure
from app.models.database import Database
from app.models.indicator_terms import FigureSource
from app.models.office import Office
from app.services.base_data.periods import Months
from app.services.base_data.reading import row_of
from app.services.base_data.rows import FigureRow
from app.services.base_data.store_counts import counts_of_store, known_months
from app.services.base_data.store_records import records_behind, subject_of
from app.services.foundation.clock import Clock
from app.services.indicators.columns import filled
from app.services.indicators.computing import Count, counted, figure_of, figures_of
from app.services.indicators.expressions import Column
from app.services.indicators.library import IndicatorLibrary
from app.services.indicators.model import BehindFigure, Indicator, IndicatorFigure, Item
from app.services.indicators.monthly import given_by_month
from app.services.indicators.trend import (
    Structure,
    Trend,
    each_of,
    items_of,
    names_of,
    needed_for,
    no_trend,
    shifted,
    structure_name,
    structure_parts,
    trends_of,
    up_to,
)
from app.services.monthly_statistics.rows import RecordRef, Subject


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
        with self._database.read(whole=True) as session:
            for row in session.scalars(wanted):
                by_unit[row.unit].append(_count(row))
            office = session.scalar(select(Office.name)) or ""
            by_unit[office] += self._counted(session, office, months, by_unit.get(office, []))
        return tuple(
            figure for unit in sorted(by_unit) for figure in figures_of(self.library, unit, months, by_unit[unit])
        )

    def periods_of(self, unit: str) -> tuple[Months, ...]:
        """The periods one unit gave figures for, as they were given, the newest first."""
        wanted = select(BaseFigure.first, BaseFigure.last).where(BaseFigure.unit == unit).distinct()
        with self._database.read() as session:
            found = [Months(first, last) for first, last in session.execute(wanted)]
        return tuple(sorted(found, key=lambda each: (each.last, each.first), reverse=True))

    def computed(self, indicators: Sequence[Indicator], unit: str, months: Months) -> tuple[IndicatorFigure, ...]:
        """These indicators of one unit in a period, also those of which no count is known; in the order given."""
        wanted = select(BaseFigure).where(BaseFigure.unit == unit)
        wanted = wanted.where(BaseFigure.first >= months.first, BaseFigure.last <= months.last)
        with self._database.read(whole=True) as session:
            given = [_count(row) for row in session.scalars(wanted)]
            own = self._counted(session, unit, months, given)
        counts = counted([*given, *own], *months, self.library.items)
        return tuple(figure_of(each, unit, months, counts) for each in indicators)

    def counts(self, months: Months) -> dict[str, int]:
        """What the office itself counted in a period, by item; what is not known is missing."""
        wanted = select(BaseFigure).where(BaseFigure.first >= months.first, BaseFigure.last <= months.last)
        with self._database.read(whole=True) as session:
            office = session.scalar(select(Office.name)) or ""
            given = [_count(row) for row in session.scalars(wanted.where(BaseFigure.unit == office))]
            own = self._counted(session, office, months, given)
            return counted([*given, *own], *months, self.library.items).known

    def trend(self, indicator: Indicator, unit: str, months: Months | None = None) -> Trend:
        """An indicator month by month; 24 months up to the newest one with figures where no range is given."""
        items = items_of(self.library, (indicator,))
        with self._database.read(whole=True) as session:
            months = months or self._newest(session, unit, items)
            if months is None:
                return no_trend(indicator, unit)
            given = self._monthly(session, unit, items, needed_for(months))
        return trends_of(items, (indicator,), unit, months, given)[0]

    def structures(self, unit: str, month: str) -> tuple[Structure, ...]:
        """The 结构比 of a month and of the twelve months that end with it: each part is a trend of one point."""
        by_code = structure_parts(self.library)
        every = [part for parts in by_code.values() for part in parts]
        items, months = items_of(self.library, every), Months(month, month)
        with self._database.read(whole=True) as session:
            given = self._monthly(session, unit, items, needed_for(months))
        trends = {each.indicator.code: each for each in trends_of(items, every, unit, months, given)}
        return tuple(
            Structure(code, structure_name(parts[0]), tuple(trends[part.code] for part in parts))
            for code, parts in by_code.items()
        )

    def structure_months(self) -> dict[str, tuple[str, ...]]:
        """The units with figures of the 结构比, each with their months, the newest first; the store's counts too."""
        items = items_of(self.library, [part for parts in structure_parts(self.library).values() for part in parts])
        wanted = select(BaseFigure.unit, BaseFigure.first).where(
            BaseFigure.item.in_(items), BaseFigure.first == BaseFigure.last
        )
        found: dict[str, list[str]] = defaultdict(list)
        with self._database.read() as session:
            for unit, month in session.execute(wanted.distinct().order_by(BaseFigure.unit, BaseFigure.first.desc())):
                found[unit].append(month)
            office = session.scalar(select(Office.name)) or ""
            lately = up_to(shifted(f"{self._clock.today():%Y-%m}", -1))  # of this month nobody knows the whole yet
            held = {month for counts in self._held(session, office, items, lately).values() for month in counts}
        if held:
            found[office] = sorted({*found[office], *held}, reverse=True)
        return {unit: tuple(months) for unit, months in found.items()}

    def behind(self, figure: IndicatorFigure, *, by_month: bool = False) -> tuple[BehindFigure, ...]:
        """The base figures of an indicator's items: those that count, then those that do not, with the reason.

        ``by_month`` is for what was added up month by month: figures of longer ranges do not count there.
        """
        names = names_of(self.library, (figure.indicator,))
        wanted = select(BaseFigure).where(BaseFigure.unit == figure.unit, BaseFigure.item.in_(names))
        wanted = wanted.where(BaseFigure.last >= figure.first, BaseFigure.first <= figure.last)
        months = Months(figure.first, figure.last)
        with self._database.read(whole=True) as session:
            rows = session.scalars(wanted.order_by(BaseFigure.item, BaseFigure.first, BaseFigure.department)).all()
            given = [_count(row) for row in rows]
            own = self._counted(session, figure.unit, months, given)
            every = self._counted(session, figure.unit, months, [])
            periods = [(month, month) for month in each_of(months)] if by_month else [months]
            items = self.library.items
            used = {number for period in periods for number in counted([*given, *own], *period, items).used}
            found = [_behind(row_of(row), row.id in used, figure) for row in rows]
            found += [_of_store(each, _why_typed(each, own, given)) for each in every if each.item in names]
        return tuple(sorted(found, key=lambda each: bool(each.why_not)))

    def records(self, item: str, months: Months) -> tuple[Subject, list[RecordRef]]:
        """The store's own records that an item counts in some months, by entry, and of which kind they are."""
        current = self.library.current
        measure = current.items[item].measure
        with self._database.read() as session:
            found = records_behind(session.connection(), measure, current.measures, *months)
        return subject_of(measure), found

    def _newest(self, session: Session, unit: str, items: Mapping[str, Item]) -> Months | None:
        wanted = select(func.max(BaseFigure.last)).where(BaseFigure.unit == unit, BaseFigure.item.in_(items))
        typed = session.scalar(wanted.where(BaseFigure.first == BaseFigure.last))
        lately = self._held(session, unit, items, _after(typed, up_to(f"{self._clock.today():%Y-%m}")))
        found = [*([typed] if typed else []), *(month for counts in lately.values() for month in counts)]
        return up_to(max(found)) if found else None

    def _monthly(self, session: Session, unit: str, items: Mapping[str, Item], months: Months) -> dict[str, Column]:
        """What a unit counted month by month, and what the store counts where nobody gave a figure."""
        every = each_of(months)
        found = given_by_month(session, unit, [*items], every)
        measured = {name: item for name, item in items.items() if item.measure}
        for item, counts in self._held(session, unit, measured, _gaps(every, found, measured)).items():
            held = [counts.get(month) for month in every]
            found[item] = filled(found[item], held) if item in found else held
        return found

    def _held(
        self, session: Session, unit: str, items: Mapping[str, Item], months: Months | None
    ) -> dict[str, dict[str, int]]:
        """Item → month → count. A month of which the store holds nothing is unknown, as where it alone is asked for."""
        measured = [item for item in items.values() if item.measure]
        if months is None or not measured or unit != (session.scalar(select(Office.name)) or ""):
            return {}
        wanted = self.library.measures_for(items)
        by_measure = counts_of_store(session.connection(), *months, self._clock.today(), wanted)
        return {item.name: known_months(by_measure, item.measure) for item in measured}

    def _counted(self, session: Session, unit: str, months: Months, given: Sequence[Count]) -> list[Count]:
        """What the office's own store counts where nobody gave a figure; a figure given always goes before it."""
        if unit != (session.scalar(select(Office.name)) or ""):
            return []
        told = {(each.item, each.first) for each in given if each.first == each.last}
        told_whole = {each.item for each in given if (each.first, each.last) == tuple(months)}
        current = self.library.current
        by_measure = counts_of_store(session.connection(), *months, self._clock.today(), current.measures)
        return [
            Count(unit, "", item.name, month, month, count)
            for item in current.items.values()
            if item.name not in told_whole
            for month, count in by_measure.get(item.measure, {}).items()
            if (item.name, month) not in told
        ]


def _after(month: str | None, months: Months) -> Months | None:
    """What of a range lies after a month."""
    first = max(months.first, shifted(month, 1)) if month else months.first
    return Months(first, months.last) if first <= months.last else None


def _gaps(months: Sequence[str], given: Mapping[str, Column], names: Iterable[str]) -> Months | None:
    """From the first to the last month that is not given of some item; None where all are."""
    columns = [given.get(name) for name in names]
    lacking = [month for at, month in enumerate(months) if any(each is None or each[at] is None for each in columns)]
    return Months(lacking[0], lacking[-1]) if lacking else None


def _why_typed(count: Count, own: Sequence[Count], given: Sequence[Count]) -> str:
    """A typed figure goes before what the store counts; how far they are apart is said."""
    if count in own:
        return ""
    typed = [each for each in given if each.item == count.item and not each.department]
    same = next((each for each in typed if (each.first, each.last) == (count.first, count.last)), None)
    if same is None:
        return "已用填报的数"
    return "已用填报的数，两者一致" if same.count == count.count else f"已用填报的数 {same.count}，本台账 {count.count}"


def _of_store(count: Count, why_not: str) -> BehindFigure:
    period = Months(count.first, count.last).shown
    nothing = FigureRow(
        0, 0, count.unit, "", count.item, count.first, count.last, count.count, FigureSource.COUNTED, "", "", None
    )
    return BehindFigure(nothing, period, why_not)


def _count(row: BaseFigure) -> Count:
    return Count(row.unit, row.department, row.item, row.first, row.last, row.count, row.id)


def _behind(row: FigureRow, is_used: bool, figure: IndicatorFigure) -> BehindFigure:
    is_within = figure.first <= row.first and row.last <= figure.last
    why = "" if is_used else "已用同一项目的其他数" if is_within else "期间不全在统计期间内，不计入"
    return BehindFigure(row, Months(row.first, row.last).shown, why)

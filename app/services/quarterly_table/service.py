"""业务工作基本情况 of a unit and quarter: 本期, 同期, 增减, 累计, 件 and 人 apart, and the base figures behind each."""

from dataclasses import dataclass

from sqlalchemy import select

from app.models.database import Database
from app.models.office import Office
from app.services.base_data.periods import Months, month_before
from app.services.documents.service import Documents
from app.services.foundation.clock import Clock
from app.services.foundation.resources import Resources
from app.services.indicators.model import BehindFigure, Indicator, IndicatorFigure
from app.services.indicators.service import Indicators
from app.services.quarterly_table.definitions import CASES, LineDefinition, is_rate, read_lines
from app.services.quarterly_table.rows import (
    Amount,
    Amounts,
    QuarterLine,
    QuarterlyTable,
    When,
    months_of,
    quarter_of,
)

_YEAR = 12


@dataclass(frozen=True)
class Parts:
    """What the table needs, handed in by the desk."""

    database: Database
    clock: Clock
    resources: Resources
    indicators: Indicators
    documents: Documents


class QuarterlyTables:
    """Counts each time it is asked; nothing is stored."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._parts = parts

    def quarters(self, unit: str) -> tuple[str, ...]:
        """The quarters (2026-Q3) a unit has figures in, and the one before today's; the newest first."""
        found = {quarter_of(month_before(f"{self._parts.clock.today():%Y-%m}", 3))}
        found |= {quarter_of(each.last) for each in self._parts.indicators.periods_of(self._unit(unit))}
        return tuple(sorted(found, reverse=True))

    def table(self, unit: str, quarter: str) -> QuarterlyTable:
        """The table of a quarter; of one that still runs, the months up to the last one with figures."""
        parts, of = self._parts, self._unit(unit)
        with parts.database.read(whole=True) as session:
            office = session.execute(select(Office.name, Office.is_demonstration)).first()
        months = self._reached(of, months_of(quarter))
        before = Months(*(month_before(each, _YEAR) for each in months))
        so_far = Months(f"{quarter[:4]}-01", months.last)
        lines = read_lines(parts.resources.base_data, parts.indicators.library.items)
        wanted = [each for line in lines for each in (line.cases, line.people) if each is not None]
        found = {
            when: {
                figure.indicator.name + figure.indicator.code: figure for figure in self._computed(wanted, of, period)
            }
            for when, period in ((When.NOW, months), (When.BEFORE, before), (When.SO_FAR, so_far))
        }
        return QuarterlyTable(
            unit=of,
            quarter=quarter,
            months=months,
            before=before,
            so_far=so_far,
            as_of=parts.clock.today(),
            is_running=months != months_of(quarter) or months.last >= f"{parts.clock.today():%Y-%m}",
            is_demonstration=bool(office and office.is_demonstration),
            lines=tuple(_line(each, found) for each in lines),
        )

    def behind(self, table: QuarterlyTable, line: QuarterLine, side: str, when: When) -> tuple[BehindFigure, ...]:
        """The base figures behind a number (``side`` 件 or 人): those that count, then the others with the reason."""
        lines = read_lines(self._parts.resources.base_data, self._parts.indicators.library.items)
        definition = next(each for each in lines if each.code == line.code)
        indicator = definition.cases if side == CASES else definition.people
        if indicator is None:
            return ()
        period = {When.NOW: table.months, When.BEFORE: table.before, When.SO_FAR: table.so_far}[when]
        return self._parts.indicators.behind(self._computed([indicator], table.unit, period)[0])

    def files(self, table: QuarterlyTable) -> tuple[bytes, bytes]:
        """Workbook and PDF."""
        from app.services.quarterly_table.paper import table_of, workbook_of

        made_at = self._parts.clock.now()
        return workbook_of(table, made_at), self._parts.documents.tables([table_of(table)])

    def _computed(self, wanted: list[Indicator], unit: str, months: Months) -> tuple[IndicatorFigure, ...]:
        return self._parts.indicators.computed(wanted, unit, months)

    def _reached(self, unit: str, quarter: Months) -> Months:
        """The whole quarter, or up to its last month with figures while it runs."""
        this_month = f"{self._parts.clock.today():%Y-%m}"
        if quarter.last < this_month:
            return quarter
        given = [each.last for each in self._parts.indicators.periods_of(unit) if each.first >= quarter.first]
        return Months(quarter.first, max([min(each, quarter.last) for each in given], default=quarter.first))

    def _unit(self, unit: str) -> str:
        if unit:
            return unit
        with self._parts.database.read() as session:
            return session.scalar(select(Office.name)) or ""


def _line(line: LineDefinition, found: dict[When, dict[str, IndicatorFigure]]) -> QuarterLine:
    cases, people = (_amounts(each, found) if each is not None else None for each in (line.cases, line.people))
    return QuarterLine(line.code, line.section, line.name, line.level, cases, people, line.certainty, line.source)


def _amounts(indicator: Indicator, found: dict[When, dict[str, IndicatorFigure]]) -> Amounts:
    key = indicator.name + indicator.code
    return Amounts(*(_amount(found[when][key]) for when in (When.NOW, When.BEFORE, When.SO_FAR)))


def _amount(figure: IndicatorFigure) -> Amount:
    numerator, denominator = figure.numerator, figure.denominator
    if not is_rate(figure.indicator):
        return Amount(numerator.value, None, is_rate=False, missing=numerator.missing)
    missing = tuple(dict.fromkeys((*numerator.missing, *denominator.missing)))
    return Amount(numerator.value, denominator.value, is_rate=True, missing=missing)

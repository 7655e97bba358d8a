"""统计表 of a month, quarter, half-year, year or any range of months, and the records behind every count."""

from collections.abc import Sequence
from datetime import date

from app.models.database import Database
from app.models.terms import RecordType
from app.services.base_data.periods import Months
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.review_statistics.rows import BehindRow
from app.services.statistics_tables.period import TablePeriod
from app.services.statistics_tables.rows import Reach, StatisticsTable
from app.services.statistics_tables.source import Place, Source


class UnknownTable(DomainError):
    """No table goes by that code."""

    def __init__(self, code: str, titles: Sequence[str]) -> None:
        """``titles`` are those there are."""
        super().__init__(f"没有“{code}”这张统计表。现有的统计表是：{'、'.join(titles)}。请从中选择。")


class StatisticsTables:
    """Counts from the records each time it is asked; nothing is stored, so nothing can be out of date."""

    def __init__(self, database: Database, clock: Clock, sources: Sequence[Source]) -> None:
        """``sources`` in the order they are shown and printed."""
        self._database, self._clock = database, clock
        self._sources = {source.code: source for source in sources}

    def titles(self) -> dict[str, str]:
        """Code → title of all tables, in their order."""
        return {code: source.title for code, source in self._sources.items()}

    def opens(self, code: str) -> RecordType | None:
        """Which list shows the records behind a table; None where no one list does."""
        return self._source(code).opens

    def table(self, code: str, months: Months, as_of: date | None = None) -> StatisticsTable:
        """One table of a range as ``as_of`` knew it, else its last day or today; raises UnknownTable, NoRange, …"""
        source, period = self._source(code), self.period(months, as_of)
        with self._database.read() as session:
            return source.table(session.connection(), period)

    def tables(self, months: Months, as_of: date | None = None) -> tuple[StatisticsTable, ...]:
        """All tables of the same state of the store."""
        period = self.period(months, as_of)
        with self._database.read() as session:
            connection = session.connection()
            return tuple(source.table(connection, period) for source in self._sources.values())

    def records(
        self, code: str, row: str, column: str, reach: Reach, months: Months, as_of: date | None = None
    ) -> list[BehindRow]:
        """The records behind one count, oldest entry first; a rate is asked for by its two columns."""
        source, period = self._source(code), self.period(months, as_of)
        with self._database.read() as session:
            return list(source.records(session.connection(), period.reached(reach), Place(row, column)))

    def period(self, months: Months, as_of: date | None = None) -> TablePeriod:
        """The range as it is counted; raises NoRange, RangeNotBegun, AheadOfToday."""
        return TablePeriod.of(months, self._clock.today(), as_of)

    def _source(self, code: str) -> Source:
        if code not in self._sources:
            raise UnknownTable(code, list(self.titles().values()))
        return self._sources[code]

"""统计表 of a month, quarter, half-year, year or any range of months, and the records behind every count."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.models.audit import AuditEntry
from app.models.database import Database
from app.models.office import Office
from app.models.terms import RecordType
from app.services.base_data.periods import Months
from app.services.documents.service import Documents
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.files import made_folder, write_files
from app.services.review_statistics.rows import BehindRow
from app.services.statistics_tables.frame import Frame, LockedTables
from app.services.statistics_tables.json_cells import cells_json
from app.services.statistics_tables.period import TablePeriod, last_day
from app.services.statistics_tables.rows import Reach, StatisticsTable
from app.services.statistics_tables.source import Place, Source


class UnknownTable(DomainError):
    """No table goes by that code."""

    def __init__(self, code: str, titles: Sequence[str]) -> None:
        """``titles`` are those there are."""
        super().__init__(f"没有“{code}”这张统计表。现有的统计表是：{'、'.join(titles)}。请从中选择。")


Locked = Callable[[str], LockedTables | None]


def _none_locked(_month: str) -> LockedTables | None:
    return None


class StatisticsTables:
    """Counts from the records each time it is asked; nothing is stored, so nothing can be out of date."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        sources: Sequence[Source],
        documents: Documents,
        locked: Locked = _none_locked,
    ) -> None:
        """``sources`` in the order they are shown; ``locked`` gives the tables of a month that is locked."""
        self._database, self._clock, self._documents, self._locked = database, clock, documents, locked
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
        with self._database.read(whole=True) as session:
            return source.table(session.connection(), period)

    def tables(self, months: Months, as_of: date | None = None) -> tuple[StatisticsTable, ...]:
        """All tables of the same state of the store."""
        period = self.period(months, as_of)
        with self._database.read(whole=True) as session:
            connection = session.connection()
            return tuple(source.table(connection, period) for source in self._sources.values())

    def settled(self, code: str, months: Months, as_of: date | None = None) -> StatisticsTable:
        """A table for a paper: of a locked month as it was locked, else as it is counted now."""
        kept = self._kept(months, as_of)
        found = {each.code: each for each in kept.tables} if kept else {}
        return found[code] if code in found else self.table(code, months, as_of)

    def records(
        self, code: str, row: str, column: str, reach: Reach, months: Months, as_of: date | None = None
    ) -> list[BehindRow]:
        """The records behind one count, oldest entry first; a rate is asked for by its two columns."""
        source, period = self._source(code), self.period(months, as_of)
        with self._database.read() as session:
            return list(source.records(session.connection(), period.reached(reach), Place(row, column)))

    def write(self, months: Months, folder: Path, as_of: date | None = None) -> tuple[Path, Path]:
        """Write all tables as one workbook and one PDF into ``folder``, made if need be; returns both paths."""
        from app.services.statistics_tables.paper import documents, workbook

        tables, frame = self._used(self._all_settled(months, as_of)), self.frame(months, as_of)
        name = f"统计表-{self.period(months).title}"
        paths = folder / f"{name}.xlsx", folder / f"{name}.pdf"
        contents = workbook(tables, frame), self._documents.tables(documents(tables, frame))
        made_folder(folder)
        write_files(dict(zip(paths, contents, strict=True)))
        return paths

    def json(self, months: Months, as_of: date | None = None) -> dict[str, Any]:
        """The figures of all tables with the entry numbers behind each count of the period."""
        period, tables = self.period(months, as_of), self._used(self._all_settled(months, as_of))
        return {
            "period": "..".join(months),
            "as_of": period.as_of.isoformat(),
            "figures": self.cells_json(tables, as_of),
        }

    def cells_json(self, tables: Sequence[StatisticsTable], as_of: date | None = None) -> list[dict[str, Any]]:
        """The figures of some tables as JSON gives them."""

        def behind(table: StatisticsTable, row: str, column: str) -> list[str]:
            found = self.records(table.code, row, column, Reach.NOW, table.months, as_of)
            return [each.entry_number or f"{each.title} {each.known_on}" for each in found]

        return cells_json(tables, behind)

    def frame(self, months: Months, as_of: date | None = None) -> Frame:
        """What stands around the tables on paper, dated now."""
        period = self.period(months, as_of)
        last = select(AuditEntry.seq, AuditEntry.hash).order_by(AuditEntry.seq.desc()).limit(1)
        with self._database.read(whole=True) as session:
            office = session.execute(select(Office.name, Office.is_demonstration)).first()
            head = session.execute(last).first()
        kept = self._kept(months, as_of)
        framed = Frame(
            office=office.name if office else "",
            period=period.title,
            as_of=period.as_of,
            made_at=self._clock.now(),
            is_running=period.is_running,
            is_demonstration=bool(office and office.is_demonstration),
            audit_entries=head.seq if head else 0,
            audit_head=head.hash if head else "",
        )
        if kept is None:
            return framed
        return replace(framed, heading=kept.heading, closing=kept.closing, signed=kept.signed)

    def _all_settled(self, months: Months, as_of: date | None) -> tuple[StatisticsTable, ...]:
        """Of a locked month what was locked and nothing else, in the order of the tables there are now."""
        kept = self._kept(months, as_of)
        if kept is None:
            return self.tables(months, as_of)
        order = {code: place for place, code in enumerate(self._sources)}
        return tuple(sorted(kept.tables, key=lambda each: order.get(each.code, len(order))))

    def _kept(self, months: Months, as_of: date | None) -> LockedTables | None:
        """The tables of one locked month that is asked for as its end knew it."""
        if months.first != months.last or (as_of is not None and as_of < last_day(months.last)):
            return None
        return self._locked(months.first)

    @staticmethod
    def _used(tables: Sequence[StatisticsTable]) -> tuple[StatisticsTable, ...]:
        """Without tables of which nothing is known: base data nobody gave, a docket without anything due."""
        return tuple(table for table in tables if table.is_known)

    def period(self, months: Months, as_of: date | None = None) -> TablePeriod:
        """The range as it is counted; raises NoRange, RangeNotBegun, AheadOfToday."""
        return TablePeriod.of(months, self._clock.today(), as_of)

    def _source(self, code: str) -> Source:
        if code not in self._sources:
            raise UnknownTable(code, list(self.titles().values()))
        return self._sources[code]

"""检察建议统计表: the five kinds of the 规定 (2019, art. 5), counted from the letters in a handful of statements."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, String, and_, case, func, literal, or_, select, type_coerce

from app.models.suggestion import Suggestion as Letter
from app.models.terms import RecordType, SuggestionKind
from app.services.foundation.errors import DomainError
from app.services.monthly_statistics.period import Period
from app.services.monthly_statistics.stock import within
from app.services.review_statistics.rows import BehindRow
from app.services.statistics_tables import letter_measures as measures
from app.services.statistics_tables.definitions import TableDefinition, read_table
from app.services.statistics_tables.laying import TOTAL, Tallies, lay
from app.services.statistics_tables.period import TablePeriod
from app.services.statistics_tables.rows import Reach, StatisticsTable
from app.services.statistics_tables.source import Place

_KIND: Any = func.coalesce(
    type_coerce(Letter.kind, String()), literal("")
)  # bare, SQLite would walk its index and fetch every row from elsewhere
_UNPLACED = "到截止时点已制发而没有发出日期（或只到年）的检察建议有{}件，不计入任何期间。"
Periods = Mapping[Reach, Period]
Counts = defaultdict[str, dict[Reach, Counter[str]]]


class SuggestionsTable:
    """The table as the data file describes it."""

    code, title, opens = "suggestions", "检察建议统计表", RecordType.SUGGESTION

    def __init__(self, path: Path) -> None:
        """``path`` is suggestions.toml; read when first asked."""
        self._path = path

    @cached_property
    def definition(self) -> TableDefinition:
        """What the file says; raises DomainError where it is wrong."""
        any_month = TablePeriod.example().counted()
        known = {*measures.flows(any_month), *measures.scanned(any_month), *measures.children({})}
        return read_table(self._path, known)

    def table(self, connection: Connection, period: TablePeriod) -> StatisticsTable:
        """Counted now: letters by the indexes of their dates, once through for the rest, once for each child table."""
        periods = {reach: period.reached(reach).counted() for reach in Reach}
        tallies = self._tallies(connection, periods)
        unplaced = sum(by[Reach.NOW][measures.START_UNDATED] for by in tallies.values() if Reach.NOW in by)
        return lay(self.definition, period, tallies, (_UNPLACED.format(unplaced),) if unplaced else ())

    def records(self, connection: Connection, period: TablePeriod, place: Place) -> list[BehindRow]:
        """The letters behind a count, oldest entry first; raises DomainError for an unknown place."""
        definition = self.definition
        measure = definition.measure(place.column)
        if measure is None or place.row not in {TOTAL, *(row.key for row in definition.rows)}:
            raise DomainError(f"{self.title}没有可以列出记录的“{place.row}.{place.column}”。请在表中选择一个数。")
        counted = period.counted()
        statement = self._behind(measure, counted)
        if place.row != TOTAL:
            statement = statement.where(Letter.kind.in_(self._kinds(place.row)))
        return [_row(row) for row in connection.execute(statement.order_by(Letter.id))]

    def _tallies(self, connection: Connection, periods: Periods) -> Tallies:
        found: Counts = defaultdict(dict)
        flows = {reach: measures.flows(period) for reach, period in periods.items()}
        self._add(connection, found, _sums(_KIND, flows).where(_touched(periods)), flows)
        rest = {reach: measures.scanned(period) for reach, period in periods.items()}
        self._add(connection, found, _sums(_KIND, rest).where(measures.worth_scanning(tuple(periods.values()))), rest)
        for statement, flags in self._of_children(periods):
            self._add(connection, found, statement, flags)
        return found

    def _of_children(self, periods: Periods) -> Iterable[tuple[Select[Any], Mapping[Reach, Mapping[str, Any]]]]:
        every = measures.children(self.definition.groups)
        for table in dict.fromkeys(child.table for child in every.values()):
            mine = {name: child for name, child in every.items() if child.table is table}
            flags = {
                reach: {name: child.flag(period) for name, child in mine.items()} for reach, period in periods.items()
            }
            counts = [
                func.count(case((flag, table.suggestion_id)).distinct())
                for by in flags.values()
                for flag in by.values()
            ]
            spans = or_(*(within(child.on, period) for child in mine.values() for period in periods.values()))
            joined = select(_KIND, *counts).join_from(table, Letter, Letter.id == table.suggestion_id)
            yield joined.where(spans).group_by(_KIND), flags

    def _add(
        self, connection: Connection, found: Counts, statement: Select[Any], flags: Mapping[Reach, Mapping[str, Any]]
    ) -> None:
        names = [(reach, name) for reach, by in flags.items() for name in by]
        for kind, *counts in connection.execute(statement):
            row = found[self._row_of(str(kind))]
            for (reach, name), count in zip(names, counts, strict=True):
                row.setdefault(reach, Counter())[name] += count

    def _row_of(self, kind: str) -> str:
        """The row of a stored kind; the last where none names it."""
        rows = self.definition.rows
        label = SuggestionKind(kind).label
        return next((row.key for row in rows if label in row.values), rows[-1].key)

    def _kinds(self, row: str) -> list[SuggestionKind]:
        return [kind for kind in SuggestionKind if self._row_of(str(kind.value)) == row]

    def _behind(self, measure: str, period: Period) -> Select[Any]:
        named: tuple[Any, ...] = (Letter.id, Letter.entry_number, Letter.addressee, Letter.number)
        child = measures.children(self.definition.groups).get(measure)
        if child is None:
            known = {**measures.flows(period), **measures.scanned(period)}
            date = type_coerce(measures.known_on(measure), String())
            return select(*named, date).where(known[measure])
        date = type_coerce(func.min(child.on), String())
        joined = select(*named, date).join_from(child.table, Letter, Letter.id == child.table.suggestion_id)
        return joined.where(child.flag(period)).group_by(*named)


def _sums(group: Any, flags: Mapping[Reach, Mapping[str, Any]]) -> Select[Any]:
    sums = [func.sum(case((flag, 1), else_=0)) for by in flags.values() for flag in by.values()]
    return select(group, *sums).group_by(group)


def _touched(periods: Periods) -> Any:
    """One of the dates lies in the time of a line: cheap, and found by their indexes."""
    now, cumulative = periods[Reach.NOW], periods[Reach.CUMULATIVE]
    first = min(now.first, cumulative.first)  # both end on the same day
    wide = [and_(column >= literal(first), column <= literal(now.last)) for column in measures.DATES]
    return or_(*wide, *(within(column, periods[Reach.BEFORE]) for column in measures.DATES))


def _row(row: Any) -> BehindRow:
    record_id, entry_number, addressee, number, day = row
    return BehindRow(RecordType.SUGGESTION, record_id, entry_number, addressee, number or "", str(day or ""))

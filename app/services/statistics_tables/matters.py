"""监督事项统计表: every matter in the row its kind belongs to, counted in one pass and one look at reconsiderations."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, String, and_, case, false, func, or_, select, type_coerce

from app.models.matter import Matter
from app.models.terms import RecordType
from app.services.foundation.errors import DomainError
from app.services.monthly_statistics.period import Period
from app.services.monthly_statistics.stock import within
from app.services.review_statistics.rows import BehindRow
from app.services.statistics_tables import matter_measures as measures
from app.services.statistics_tables.definitions import TableDefinition, read_table
from app.services.statistics_tables.laying import TOTAL, lay
from app.services.statistics_tables.period import TablePeriod
from app.services.statistics_tables.rows import Reach, StatisticsTable
from app.services.statistics_tables.source import Place

_GROUP: tuple[Any, ...] = (Matter.kind, Matter.type_code)
_UNPLACED = "到截止时点没有受理日期（或只到年）的监督事项有{}件，不计入任何期间，不在旧存、新收、办结、未结之内。"
Counts = defaultdict[str, dict[Reach, Counter[str]]]


class MattersTable:
    """The table as the data file describes it."""

    code, title, opens = "matters", "监督事项统计表", RecordType.MATTER

    def __init__(self, path: Path) -> None:
        """``path`` is matters.toml; read when first asked."""
        self._path = path
        self._rows: dict[tuple[str, str | None], str] = {}  # of kinds that were met

    @cached_property
    def definition(self) -> TableDefinition:
        """What the file says; raises DomainError where it is wrong."""
        any_month = TablePeriod.example().counted()
        return read_table(self._path, {*measures.measures(any_month, {}), measures.RECONSIDERED})

    def table(self, connection: Connection, period: TablePeriod) -> StatisticsTable:
        """Counted now."""
        counted = {reach: period.reached(reach).counted() for reach in Reach}
        found: Counts = defaultdict(dict)
        self._add_matters(connection, found, counted)
        self._add_reconsiderations(connection, found, counted)
        unplaced = sum(by[Reach.NOW][measures.START_UNDATED] for by in found.values())
        return lay(self.definition, period, found, (_UNPLACED.format(unplaced),) if unplaced else ())

    def records(self, connection: Connection, period: TablePeriod, place: Place) -> list[BehindRow]:
        """The matters behind a count, oldest entry first; raises DomainError for an unknown place."""
        measure = self.definition.measure(place.column)
        if measure is None or place.row not in {TOTAL, *(row.key for row in self.definition.rows)}:
            raise DomainError(f"{self.title}没有可以列出记录的“{place.row}.{place.column}”。请在表中选择一个数。")
        statement = self._behind(measure, period.counted())
        if place.row != TOTAL:
            statement = statement.where(self._belongs(connection, place.row))
        return [_row(row) for row in connection.execute(statement.order_by(Matter.id))]

    def _add_matters(self, connection: Connection, found: Counts, periods: Mapping[Reach, Period]) -> None:
        flags = [
            (reach, name, flag)
            for reach, period in periods.items()
            for name, flag in measures.measures(period, self.definition.groups).items()
            if not (reach is Reach.CUMULATIVE and name in measures.AT_THE_END)
        ]
        sums = [func.sum(case((flag, 1), else_=0)) for _, _, flag in flags]
        first = min(period.first for period in periods.values())
        statement = select(*_GROUP, *sums).where(measures.alive(first)).group_by(*_GROUP)
        for kind, type_code, *counts in connection.execute(statement):
            row = found[self._row_of(kind, type_code)]
            for (reach, name, _), count in zip(flags, counts, strict=True):
                row.setdefault(reach, Counter())[name] += count
        for row in found.values():
            row[Reach.CUMULATIVE].update({name: row[Reach.NOW][name] for name in measures.AT_THE_END})

    def _add_reconsiderations(self, connection: Connection, found: Counts, periods: Mapping[Reach, Period]) -> None:
        rows = measures.reconsiderations()
        flags = {reach: within(rows.c.day, period) for reach, period in periods.items()}
        counts = [func.count(case((flag, rows.c.matter_id)).distinct()) for flag in flags.values()]
        joined = select(*_GROUP, *counts).join_from(rows, Matter, Matter.id == rows.c.matter_id)
        for kind, type_code, *counted in connection.execute(joined.where(or_(*flags.values())).group_by(*_GROUP)):
            row = found[self._row_of(kind, type_code)]
            for reach, count in zip(flags, counted, strict=True):
                row.setdefault(reach, Counter())[measures.RECONSIDERED] += count

    def _row_of(self, kind: str, type_code: str | None) -> str:
        """By the longest word the kind holds, else by its type; the last row where neither is known."""
        key = kind, type_code
        if key not in self._rows:
            rows = self.definition.rows
            fitting = [(len(word), row.key) for row in rows for word in row.words if word in kind]
            typed = [row.key for row in rows if type_code in row.types]
            by_word = max(fitting, key=lambda each: each[0])[1] if fitting else None
            self._rows[key] = by_word or (typed[0] if typed else rows[-1].key)
        return self._rows[key]

    def _belongs(self, connection: Connection, row: str) -> Any:
        kinds: defaultdict[str | None, list[str]] = defaultdict(list)
        for kind, type_code in connection.execute(select(*_GROUP).distinct()):
            if self._row_of(kind, type_code) == row:
                kinds[type_code].append(kind)
        return or_(false(), *(and_(Matter.type_code.is_(code), Matter.kind.in_(of)) for code, of in kinds.items()))

    def _behind(self, measure: str, period: Period) -> Select[Any]:
        named: tuple[Any, ...] = (Matter.id, Matter.entry_number, Matter.unit, Matter.kind)
        if measure != measures.RECONSIDERED:
            date = type_coerce(measures.known_on(measure), String())
            found = select(*named, date).where(measures.measures(period, self.definition.groups)[measure])
            # Implied by the measure; said for the indexes of both dates.
            return found.where(measures.ended_or_began(period)) if measure == "closed" else found
        rows = measures.reconsiderations()
        joined = select(*named, func.min(rows.c.day)).join_from(rows, Matter, Matter.id == rows.c.matter_id)
        return joined.where(within(rows.c.day, period)).group_by(*named)


def _row(row: Any) -> BehindRow:
    record_id, entry_number, unit, kind, day = row
    return BehindRow(RecordType.MATTER, record_id, entry_number, unit, kind, str(day or ""))

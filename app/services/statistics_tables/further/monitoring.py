"""流程监控月台账: ten aspects, under each the departments that gave figures; all from base data."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection

from app.models.terms import RecordType
from app.services.foundation.toml_table import TomlTable
from app.services.indicators.model import Item
from app.services.review_statistics.rows import BehindRow
from app.services.statistics_tables.further.base_counts import BaseCounts, NoSuchPlace, base_counts, base_figures
from app.services.statistics_tables.period import TablePeriod
from app.services.statistics_tables.rows import Cell, Column, Line, Reach, Row, StatisticsTable
from app.services.statistics_tables.source import Place

TOTAL = "total"
_AT = "@"  # between an aspect and a department in the key of a row


@dataclass(frozen=True)
class _Measure:
    """A column, the end of the item's name it is filled from, and the only aspects it is asked of, if any."""

    column: Column
    item: str
    rows: tuple[str, ...]


@dataclass(frozen=True)
class _Definition:
    title: str
    source: str
    notes: tuple[str, ...]
    aspects: Mapping[str, str]
    measures: tuple[_Measure, ...]

    def item(self, aspect: str, measure: _Measure) -> str | None:
        """The base item of a cell; None where the aspect has none."""
        if measure.rows and aspect not in measure.rows:
            return None
        return self.aspects[aspect] + measure.item


class Monitoring:
    """Reads base data; counts nothing of its own."""

    code = "monitoring"
    opens: RecordType | None = None

    def __init__(self, folder: Path, items: Callable[[], Mapping[str, Item]]) -> None:
        """``folder`` has the definition; ``items`` are those of the library as it stands."""
        self._folder, self._items = folder, items

    @property
    def title(self) -> str:
        """流程监控月台账."""
        return self._definition.title

    def table(self, connection: Connection, period: TablePeriod) -> StatisticsTable:
        """All aspects of some months."""
        definition = self._definition
        names = self._names
        found = {reach: base_counts(connection, self._items(), names, period.reached(reach).months) for reach in Reach}
        rows = [row for key in definition.aspects for row in self._rows(key, found)]
        return StatisticsTable(
            code=self.code,
            title=definition.title,
            months=period.months,
            as_of=period.as_of,
            is_running=period.is_running,
            columns=tuple(each.column for each in definition.measures),
            rows=(self._total(found), *rows),
            notes=definition.notes,
            source=definition.source,
        )

    def records(self, connection: Connection, period: TablePeriod, place: Place) -> list[BehindRow]:
        """The base figures behind one count."""
        definition = self._definition
        aspect, _, department = place.row.partition(_AT)
        measure = next((each for each in definition.measures if each.column.key == place.column), None)
        if measure is None or aspect not in (TOTAL, *definition.aspects):
            raise NoSuchPlace(self.title, place)
        keys = definition.aspects if aspect == TOTAL else (aspect,)
        names = (name for key in keys if (name := definition.item(key, measure)))
        return [each for name in names for each in base_figures(connection, name, period.months, department)]

    def _name(self, aspect: str, measure: _Measure) -> str | None:
        return self._definition.item(aspect, measure)

    @property
    def _names(self) -> tuple[str, ...]:
        every = (self._name(key, each) for key in self._definition.aspects for each in self._definition.measures)
        return tuple(name for name in every if name)

    def _rows(self, key: str, found: Mapping[Reach, BaseCounts]) -> Iterable[Row]:
        """The aspect itself, and what each department gave of the period."""
        title = self._definition.aspects[key]
        yield Row(key, title, tuple(Line(reach, self._cells(key, each.whole)) for reach, each in found.items()))
        for department, counts in found[Reach.NOW].by_department.items():
            cells = self._cells(key, counts)
            if any(cell.n for cell in cells):
                yield Row(f"{key}{_AT}{department}", f"　其中：{department}", (Line(Reach.NOW, cells),))

    def _cells(self, key: str, counts: Mapping[str, int]) -> tuple[Cell, ...]:
        names = (self._name(key, each) for each in self._definition.measures)
        return tuple(Cell(counts.get(name)) if name else Cell(None, note="本方面不填") for name in names)

    def _total(self, found: Mapping[Reach, BaseCounts]) -> Row:
        lines = (
            Line(reach, tuple(Cell(self._sum(each.whole, measure)) for measure in self._definition.measures))
            for reach, each in found.items()
        )
        return Row(TOTAL, "合计", tuple(lines), is_total=True)

    def _sum(self, counts: Mapping[str, int], measure: _Measure) -> int | None:
        """Of the aspects that were given any; unknown where none was."""
        names = (self._name(key, measure) for key in self._definition.aspects)
        known = [counts[name] for name in names if name is not None and name in counts]
        return sum(known) if known else None

    @cached_property
    def _definition(self) -> _Definition:
        table = TomlTable.read(self._folder / "monitoring.toml")
        table.only(("title", "source", "certainty", "notes", "row", "column"))
        aspects = {}
        for each in table.tables("row", "方面"):
            each.only(("key", "title"))
            aspects[each.text("key")] = each.text("title")
        source = f"{table.text('source')}（{table.text('certainty')}）"
        measures = tuple(_measure(each) for each in table.tables("column", "列"))
        found = _Definition(table.text("title"), source, table.texts("notes"), aspects, measures)
        known = self._items()
        for key in aspects:
            for measure in measures:
                name = found.item(key, measure)
                if name is not None and name not in known:
                    raise table.refuse("column", f"里的“{name}”不是登记过的基础数据项目")
        return found


def column_of(table: TomlTable) -> Column:
    """A column of counts as a data file gives it."""
    return Column(table.text("key"), table.text("title"), table.text("unit"), table.text("definition"))


def _measure(table: TomlTable) -> _Measure:
    table.only(("key", "title", "unit", "item", "definition", "rows"))
    return _Measure(column_of(table), table.text("item"), table.texts("rows"))

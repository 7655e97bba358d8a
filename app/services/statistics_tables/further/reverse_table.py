"""反向审视统计表: type of review by source, every count as the statistics of reverse review have it."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from sqlalchemy import Connection

from app.models.review_terms import ReviewKind
from app.models.terms import RecordType
from app.services.foundation.clock import Clock
from app.services.foundation.resources import Resources
from app.services.review_statistics.counting import Wanted, is_used
from app.services.review_statistics.groups import OTHER, SEVERAL, Group, Groups
from app.services.review_statistics.reach import Reach as Within
from app.services.review_statistics.rows import BehindRow
from app.services.statistics_tables.further.base_counts import NoSuchPlace
from app.services.statistics_tables.further.reverse_definition import ReverseColumn, ReverseDefinition, read_reverse
from app.services.statistics_tables.further.within import within
from app.services.statistics_tables.period import TablePeriod
from app.services.statistics_tables.rows import Cell, Line, Reach, Row, StatisticsTable
from app.services.statistics_tables.source import Place

TOTAL = "total"
_AT = "@"  # between the type and the source in the key of a row
_KINDS = {
    TOTAL: ("", "合计"),
    **{each.value: (each.value, f"{each.label}审视") for each in ReviewKind},
}
_SEVERAL_NOTE = "原案各按自己的来源列在其他行"
_NO_KIND_NOTE = "不分审视类型，只列在合计各行"
_COMPREHENSIVE_NOTE = "综合审视看全部案件，不计入"
_Counts = Mapping[tuple[Wanted, Within, Group], int]


class ReverseReviews:
    """Counts with the conditions of the review statistics, so that the total row is what those say."""

    code, title = "reverse_reviews", "反向审视统计表·类型和来源"
    opens: RecordType | None = None

    def __init__(self, resources: Resources, clock: Clock) -> None:
        """Both data files are read when first asked for."""
        self._resources, self._clock = resources, clock

    def table(self, connection: Connection, period: TablePeriod) -> StatisticsTable:
        """Totals by source, then each type by source; sources without any count in all three times are left out."""
        definition = self._definition
        reaches = {reach: self._within(period.reached(reach)) for reach in Reach}
        wanted = [each.wanted for each in definition.columns if each.wanted is not None]
        wanted += [each.unplaced for each in definition.columns if each.unplaced is not None]
        counts = self._groups.tally(connection, wanted, tuple(dict.fromkeys(reaches.values())))
        return StatisticsTable(
            code=self.code,
            title=definition.title,
            months=period.months,
            as_of=period.as_of,
            is_running=period.is_running,
            is_blank=not is_used(connection),
            columns=tuple(each.column for each in definition.columns),
            rows=tuple(self._rows(counts, reaches)),
            notes=definition.notes,
            source=definition.source,
        )

    def records(self, connection: Connection, period: TablePeriod, place: Place) -> list[BehindRow]:
        """The reviews, cases, findings, results or reports behind one count."""
        kind, _, source = place.row.partition(_AT)
        column = next((each for each in self._definition.columns if each.column.key == place.column), None)
        if column is None or column.wanted is None or kind not in _KINDS or source not in {"", *self._titles}:
            raise NoSuchPlace(self.title, place)
        group = Group(_KINDS[kind][0], source)
        if _why_not(column, group):
            return []
        return self._groups.behind(connection, column.wanted, self._within(period), _counted_by(column.wanted, group))

    def _rows(self, counts: _Counts, reaches: Mapping[Reach, Within]) -> Iterable[Row]:
        for key, (kind, title) in _KINDS.items():
            yield self._row(counts, reaches, (key, title), Group(kind))
            for source, name in self._titles.items():
                row = self._row(counts, reaches, (f"{key}{_AT}{source}", f"{title[:2]}：{name}"), Group(kind, source))
                if any(self._says_something(line, kind) for line in row.lines):
                    yield row

    def _says_something(self, line: Line, kind: str) -> bool:
        """A denominator that is the same in every type makes no row of a type worth showing."""
        pairs = zip(line.cells, self._definition.columns, strict=True)
        return any(
            cell.n for cell, each in pairs if each.wanted is not None and not (kind and _has_no_kind(each.wanted))
        )

    def _row(self, counts: _Counts, reaches: Mapping[Reach, Within], named: tuple[str, str], group: Group) -> Row:
        def cell(each: ReverseColumn, reach: Reach) -> Cell:
            return self._cell(counts, each, reaches[reach], group, is_now=reach is Reach.NOW)

        key, title = named
        lines = (Line(reach, tuple(cell(each, reach) for each in self._definition.columns)) for reach in reaches)
        return Row(key, title, tuple(lines), is_total=key == TOTAL)

    def _cell(self, counts: _Counts, each: ReverseColumn, reach: Within, group: Group, is_now: bool) -> Cell:
        why_not = _why_not(each, group)
        if why_not:
            return Cell(None, note=why_not, is_rate=each.column.is_rate)
        if each.wanted is None:
            n, d = (_count(counts, self._wanted[key], reach, group) for key in (each.column.n, each.column.d))
            return Cell(n, d, "" if d else "分母为0，不计算比率", is_rate=True)
        left_out = _count(counts, each.unplaced, reach, group) if is_now and each.unplaced is not None else 0
        count = _count(counts, each.wanted, reach, group)
        return Cell(count, note=f"日期不能归入本期{left_out}" if left_out else "")

    def _within(self, period: TablePeriod) -> Within:
        return within(period, self._clock.today())

    @cached_property
    def _definition(self) -> ReverseDefinition:
        folder = self._resources.statistics / "tables"
        return read_reverse(folder / "reverse_reviews.toml", self._resources.reverse_reviews / "figures.toml")

    @cached_property
    def _wanted(self) -> dict[str, Wanted]:
        return {each.column.key: each.wanted for each in self._definition.columns if each.wanted is not None}

    @cached_property
    def _groups(self) -> Groups:
        return Groups(self._definition.sources)

    @property
    def _titles(self) -> dict[str, str]:
        named = {each.key: each.title for each in self._definition.sources}
        return named | {OTHER: "其他来源", SEVERAL: "多种来源"}


def _why_not(each: ReverseColumn, group: Group) -> str:
    """Why a cell has no count: the figure knows no such group."""
    if each.is_of_cases and group.source == SEVERAL:
        return _SEVERAL_NOTE
    if each.has_no_kind and group.kind:
        return _NO_KIND_NOTE
    if each.is_of_cases and group.kind == ReviewKind.COMPREHENSIVE.value:
        return _COMPREHENSIVE_NOTE
    return ""


def _count(counts: _Counts, wanted: Wanted, reach: Within, group: Group) -> int:
    """Of cases by themselves all there are, whatever the type."""
    return counts[wanted, reach, _counted_by(wanted, group)]


def _counted_by(wanted: Wanted, group: Group) -> Group:
    return Group("", group.source) if _has_no_kind(wanted) else group


def _has_no_kind(wanted: Wanted) -> bool:
    return wanted.subject == "case"

"""评查统计表·方面: the errors and flaws found in reviewed cases under each dimension of the office's list."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import Connection

from app.models.terms import RecordType
from app.services.foundation.clock import Clock
from app.services.review_statistics.rows import BehindRow
from app.services.statistics_tables.further.base_counts import NoSuchPlace
from app.services.statistics_tables.further.case_reviews import (
    COHORT,
    SOURCE,
    VERDICTS,
    Reviewed,
    behind,
    reaches_of,
    reviewed_in,
    row_keys,
)
from app.services.statistics_tables.further.graded import TOTAL, Problem, title_of_row
from app.services.statistics_tables.period import TablePeriod
from app.services.statistics_tables.rows import Cell, Column, Line, Reach, Row, StatisticsTable
from app.services.statistics_tables.source import Place

_OTHERS = "其他方面"  # what the list does not name any more
_SHORT = 4  # characters of a name that go two a line
_NOTES = (
    COHORT,
    "方面的名称取自本院的审视方面（dimensions.toml），问题按认定时的名称归列，改名、删去以前的归“其他方面”。",
)


class ReviewDimensions:
    """The same cases and findings as 评查统计表."""

    code, title = "review_dimensions", "评查统计表·方面"
    opens: RecordType | None = RecordType.ORIGINAL_CASE

    def __init__(self, names: Callable[[], Sequence[str]], clock: Clock) -> None:
        """``names`` of the dimensions in their order."""
        self._names, self._clock = names, clock

    def table(self, connection: Connection, period: TablePeriod) -> StatisticsTable:
        """All, by department, by kind, and by month where there are several."""
        found = {reach: reviewed_in(connection, period.reached(reach), self._clock) for reach in Reach}
        now = found[Reach.NOW].graded
        keys = row_keys(period, {each.department for each in now}, {each.kind for each in now})
        names = self._columns_of(problem for each in found.values() for problem in each.problems)
        return StatisticsTable(
            code=self.code,
            title=self.title,
            months=period.months,
            as_of=period.as_of,
            is_running=period.is_running,
            is_blank=not any(each.graded for each in found.values()),
            columns=tuple(_columns(names)),
            rows=tuple(self._row(key, names, found) for key in keys),
            notes=_NOTES,
            source=SOURCE,
        )

    def records(self, connection: Connection, period: TablePeriod, place: Place) -> list[BehindRow]:
        """A line for each problem."""
        key, _, name = place.column.partition("-")
        if key not in VERDICTS or (name and name not in (*self._names(), _OTHERS)):
            raise NoSuchPlace(self.title, place)
        found = reviewed_in(connection, period, self._clock).of(place.row).found(VERDICTS[key])
        return behind((each for each in found if not name or self._name_of(each) == name), "problem")

    def _columns_of(self, problems: Iterable[Problem]) -> tuple[str, ...]:
        named = tuple(self._names())
        return (*named, _OTHERS) if any(self._name_of(each) not in named for each in problems) else named

    def _name_of(self, problem: Problem) -> str:
        return problem.dimension if problem.dimension in self._names() else _OTHERS

    def _row(self, key: str, names: Sequence[str], found: Mapping[Reach, Reviewed]) -> Row:
        lines = (Line(reach, tuple(self._cells(names, found[reach].of(key)))) for reach in reaches_of(key))
        return Row(key, title_of_row(key), tuple(lines), is_total=key == TOTAL)

    def _cells(self, names: Sequence[str], found: Reviewed) -> Iterable[Cell]:
        by = [found.found(verdict) for verdict in VERDICTS.values()]
        yield from (Cell(len(problems)) for problems in by)
        for name in names:
            yield from (Cell(sum(self._name_of(each) == name for each in problems)) for problems in by)


def _columns(names: Iterable[str]) -> Iterable[Column]:
    for key, verdict in VERDICTS.items():
        yield Column(key, f"{verdict.label}\n合计", "个", f"评查的案件中认定的{verdict.label}，各方面合计。")
    for name in names:
        for key, verdict in VERDICTS.items():
            title = "\n".join((*_cut(name), verdict.label))
            yield Column(f"{key}-{name}", title, "个", f"“{name}”方面认定的{verdict.label}个数。")


def _cut(name: str) -> Iterable[str]:
    """A name in lines of about one length, narrow enough for twenty columns beside each other."""
    lines = -(-len(name) // (2 if len(name) <= _SHORT else 3))
    for line in range(lines):
        width = -(-len(name) // (lines - line))
        yield name[:width]
        name = name[width:]

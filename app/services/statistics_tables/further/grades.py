"""评查统计表·等次: cases graded in a period by department, kind and month, each grade in the set valid then."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.terms import RecordType
from app.services.foundation.clock import Clock
from app.services.indicators.trend import each_of
from app.services.original_cases.visibility import Sight
from app.services.review_grades.grade_sets import GradeSet, GradeSets
from app.services.review_grades.kept_sets import KeptSets
from app.services.review_statistics.rows import BehindRow
from app.services.statistics_tables.further.base_counts import NoSuchPlace
from app.services.statistics_tables.further.graded import TOTAL, UNKNOWN, Graded, chosen_by, graded_in, title_of_row
from app.services.statistics_tables.further.within import within
from app.services.statistics_tables.period import TablePeriod, last_day
from app.services.statistics_tables.rows import Cell, Column, Line, Reach, Row, StatisticsTable
from app.services.statistics_tables.source import Place

_BY_HANDLER = "grades_by_handler"
_HANDLER_TITLE = "承办人评查等次表（仅授权，不公开）"
_NOTES = (
    "按等次决定的日期统计现行有效的等次；被撤销的不计。等次按决定时施行的规定分列，“瑕疵”和“基本合格”从不合并。",
    "只知道年份、不能归入本期的决定不计。",
)
_HANDLER_NOTES = (
    "仅列打印人有权查看的案件；供内部核对，不张榜、不公开，不作考核依据。",
    *_NOTES,
)


class Grades:
    """Which grades count is review_grades' rule."""

    code, title = "grades", "评查统计表·等次"
    opens: RecordType | None = RecordType.ORIGINAL_CASE

    def __init__(self, sets: KeptSets, clock: Clock) -> None:
        """``sets`` knows which grades are valid when."""
        self._kept, self._clock = sets, clock

    def table(self, connection: Connection, period: TablePeriod) -> StatisticsTable:
        """All graded cases, then by department, by kind and, where the period has several, by month."""
        found = {reach: self._graded(connection, period.reached(reach)) for reach in Reach}
        now = found[Reach.NOW]
        sets = self._sets_of(connection, period, found.values())
        groups = [f"department@{each}" for each in sorted({each.department for each in now})]
        groups += [f"kind@{each}" for each in sorted({each.kind for each in now})]
        rows = [_row(sets, TOTAL, found), *(_row(sets, key, found) for key in groups)]
        months = each_of(period.months) if period.months.first != period.months.last else ()
        rows += [_row(sets, f"month@{month}", {Reach.NOW: now}) for month in months]
        return _table(self.code, self.title, period, sets, rows, _NOTES)

    def by_handler(self, connection: Connection, actor: Actor, period: TablePeriod) -> StatisticsTable:
        """Handler by grade, of the cases whose people the actor may see; never part of a paper for everybody."""
        with Session(bind=connection) as session:
            seen = Sight(session, actor)
            now = [
                each
                for each in self._graded(connection, period)
                if seen.sees("、".join(each.handlers), None if each.department == UNKNOWN else each.department)
            ]
        sets = self._sets_of(connection, period, (now,))
        names = sorted({name for each in now for name in each.handlers})
        rows = [_row(sets, f"handler@{name}", {Reach.NOW: now}) for name in names]
        return _table(_BY_HANDLER, _HANDLER_TITLE, period, sets, rows, _HANDLER_NOTES)

    def records(self, connection: Connection, period: TablePeriod, place: Place) -> list[BehindRow]:
        """The cases behind one count; without their people."""
        code, _, which = place.column.partition("-")
        wanted = {each.code: each.grades for each in self._sets(connection).sets}.get(code, ())
        if not wanted or not (which == "all" or which.isdecimal()):
            raise NoSuchPlace(self.title, place)
        grades = wanted if which == "all" else wanted[int(which) : int(which) + 1]
        chosen = chosen_by(place.row)
        found = [each for each in self._graded(connection, period) if chosen(each)]
        ids = {each.case_id: each for each in found if each.grade_set == code and each.grade in grades}
        return [
            BehindRow(RecordType.ORIGINAL_CASE, key, each.entry_number, each.name, each.grade, each.known_on)
            for key, each in sorted(ids.items())
        ]

    def _graded(self, connection: Connection, period: TablePeriod) -> list[Graded]:
        return graded_in(connection, within(period, self._clock.today()))

    def _sets(self, connection: Connection) -> GradeSets:
        with Session(bind=connection) as session:
            return self._kept.of(session)

    def _sets_of(
        self, connection: Connection, period: TablePeriod, found: Iterable[Iterable[Graded]]
    ) -> tuple[GradeSet, ...]:
        """The set in force at the end of the period, and those grades were decided in."""
        sets = self._sets(connection)
        used = {each.grade_set for graded in found for each in graded}
        used.add(sets.on(last_day(period.months.last)).code)
        return tuple(each for each in sets.sets if each.code in used)


def _table(
    code: str, title: str, period: TablePeriod, sets: tuple[GradeSet, ...], rows: Iterable[Row], notes: tuple[str, ...]
) -> StatisticsTable:
    given = tuple(rows)
    return StatisticsTable(
        code=code,
        title=title,
        months=period.months,
        as_of=period.as_of,
        is_running=period.is_running,
        is_blank=not any(cell.n for row in given for line in row.lines for cell in line.cells),
        columns=tuple(column for each in sets for column in _columns(each, len(sets) > 1)),
        rows=given,
        notes=notes,
        source="；".join(f"{each.name}（{each.certainty.label}）" for each in sets),
    )


def _columns(of: GradeSet, is_named: bool) -> Iterable[Column]:
    year = f"{of.code}\n" if is_named else ""
    every = f"{of.code}-all"
    yield Column(every, f"{year}评查", "件", f"按{of.name}定了等次的案件数。")
    for place, grade in enumerate(of.grades):
        key = f"{of.code}-{place}"
        yield Column(key, f"{year}{grade}", "件", f"按{of.name}定为“{grade}”的案件数。")
        yield Column(f"{key}-share", f"{grade}\n占比", "%", f"{grade}÷评查（{of.name}）。", n=key, d=every)


def _row(sets: tuple[GradeSet, ...], key: str, found: Mapping[Reach, Collection[Graded]]) -> Row:
    chosen = chosen_by(key)
    lines = (Line(reach, _cells(sets, [each for each in graded if chosen(each)])) for reach, graded in found.items())
    return Row(key, title_of_row(key), tuple(lines), is_total=key == TOTAL)


def _cells(sets: tuple[GradeSet, ...], graded: Collection[Graded]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for each in sets:
        by_grade = {grade: _cases(graded, each.code, (grade,)) for grade in each.grades}
        every = _cases(graded, each.code, each.grades)
        cells.append(Cell(every))
        for count in by_grade.values():
            cells += [Cell(count), Cell(count, every, is_rate=True)]
    return tuple(cells)


def _cases(graded: Iterable[Graded], code: str, grades: Collection[str]) -> int:
    return len({each.case_id for each in graded if each.grade_set == code and each.grade in grades})

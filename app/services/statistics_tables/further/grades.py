"""评查统计表: cases graded in a period by department, kind and month, each grade in the set valid then."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.original_case import OriginalCase
from app.models.review_finding import CaseGrade
from app.services.indicators.trend import each_of
from app.services.original_cases.visibility import Sight, names_in
from app.services.review_grades.counting import standing_grades
from app.services.review_grades.grade_sets import GradeSet
from app.services.review_grades.kept_sets import KeptSets
from app.services.statistics_tables.rows import Cell, Column, Line, Reach, Row, StatisticsTable
from app.services.statistics_tables.further.span import Span, last_day_of
from app.services.statistics_tables.further.within import within_of

CODE, BY_HANDLER = "grades", "grades_by_handler"
TITLE, HANDLER_TITLE = "评查统计表", "承办人评查等次表（仅授权，不公开）"
TOTAL = "total"
_UNKNOWN = "未填"
_NOTES = (
    "按等次决定的日期统计现行有效的等次；被撤销的不计。等次按决定时施行的规定分列，“瑕疵”和“基本合格”从不合并。",
    "只知道年份、不能归入本期的决定不计。",
)
_HANDLER_NOTES = (
    "仅列打印人有权查看的案件；供内部核对，不张榜、不公开，不作考核依据。",
    *_NOTES,
)


@dataclass(frozen=True)
class _Graded:
    """One standing grade with what it is sorted by."""

    case_id: int
    grade_set: str
    grade: str
    department: str
    kind: str
    month: str
    handlers: tuple[str, ...]


_Chosen = Callable[[_Graded], bool]


class Grades:
    """Which grades count is review_grades' rule."""

    def __init__(self, sets: KeptSets) -> None:
        """``sets`` knows which grades are valid when."""
        self._sets = sets

    @property
    def titles(self) -> dict[str, str]:
        """The table by its code; the one by handler is for the entitled and is not among them."""
        return {CODE: TITLE}

    def table(self, session: Session, span: Span, today: date) -> StatisticsTable:
        """All graded cases, then by department, by kind and, where the period has several, by month."""
        found = {reach: _graded(session, span, reach, today) for reach in Reach}
        now = found[Reach.NOW]
        sets = self._columns_of(session, span, found.values())
        rows = [_row(sets, TOTAL, "合计", found, lambda _: True)]
        for department in sorted({each.department for each in now}):
            rows.append(
                _row(sets, f"department@{department}", f"部门：{department}", found, _in_department(department))
            )
        for kind in sorted({each.kind for each in now}):
            rows.append(_row(sets, f"kind@{kind}", f"类别：{kind}", found, _of_kind(kind)))
        months = each_of(span.months) if span.months.first != span.months.last else ()
        rows += [_row(sets, f"month@{month}", f"月份：{month}", {Reach.NOW: now}, _in_month(month)) for month in months]
        return _table(CODE, TITLE, span, sets, rows, _NOTES)

    def by_handler(self, session: Session, actor: Actor, span: Span, today: date) -> StatisticsTable:
        """Handler by grade, of the cases whose people the actor may see; never part of a paper for everybody."""
        seen = Sight(session, actor)
        now = [
            each
            for each in _graded(session, span, Reach.NOW, today)
            if seen.sees("、".join(each.handlers), None if each.department == _UNKNOWN else each.department)
        ]
        sets = self._columns_of(session, span, (now,))
        names = sorted({name for each in now for name in each.handlers})
        rows = [_row(sets, name, name, {Reach.NOW: now}, _handled_by(name)) for name in names]
        return _table(BY_HANDLER, HANDLER_TITLE, span, sets, rows, _HANDLER_NOTES)

    def cases(self, session: Session, row: str, column: str, reach: Reach, span: Span, today: date) -> tuple[int, ...]:
        """The cases behind one cell."""
        code, _, place = column.partition("-")
        wanted = {each.code: each.grades for each in self._sets.of(session).sets}.get(code, ())
        grades: Collection[str] = wanted if place == "all" else wanted[int(place) : int(place) + 1]
        chosen = _chosen(row)
        found = (each for each in _graded(session, span, reach, today) if chosen(each))
        ids = (each.case_id for each in found if each.grade_set == code and each.grade in grades)
        return tuple(dict.fromkeys(ids))

    def _columns_of(self, session: Session, span: Span, found: Iterable[Iterable[_Graded]]) -> tuple[GradeSet, ...]:
        """The sets in force at the end of the period or the year before, and those grades were decided in."""
        sets = self._sets.of(session)
        used = {each.grade_set for graded in found for each in graded}
        used |= {sets.on(last_day_of(span.of(reach).last)).code for reach in Reach}
        return tuple(each for each in sets.sets if each.code in used)


def _table(
    code: str, title: str, span: Span, sets: tuple[GradeSet, ...], rows: Iterable[Row], notes: tuple[str, ...]
) -> StatisticsTable:
    return StatisticsTable(
        code=code,
        title=title,
        months=span.months,
        as_of=span.last_day,
        columns=tuple(column for each in sets for column in _columns(each, len(sets) > 1)),
        rows=tuple(rows),
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


def _row(
    sets: tuple[GradeSet, ...],
    key: str,
    title: str,
    found: Mapping[Reach, Collection[_Graded]],
    chosen: _Chosen,
) -> Row:
    lines = (Line(reach, _cells(sets, [each for each in graded if chosen(each)])) for reach, graded in found.items())
    return Row(key, title, tuple(lines), is_total=key == TOTAL)


def _cells(sets: tuple[GradeSet, ...], graded: Collection[_Graded]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for each in sets:
        by_grade = {grade: _cases(graded, each.code, (grade,)) for grade in each.grades}
        every = _cases(graded, each.code, each.grades)
        cells.append(Cell(every))
        for count in by_grade.values():
            cells += [Cell(count), Cell(count, every, is_rate=True)]
    return tuple(cells)


def _cases(graded: Iterable[_Graded], code: str, grades: Collection[str]) -> int:
    return len({each.case_id for each in graded if each.grade_set == code and each.grade in grades})


def _graded(session: Session, span: Span, reach: Reach, today: date) -> list[_Graded]:
    within = within_of(span, reach, today).within(CaseGrade.decided_on)
    wanted = standing_grades().where(within).order_by(CaseGrade.id)
    grades = session.scalars(wanted).all()
    cases = {
        each.id: each
        for each in session.scalars(select(OriginalCase).where(OriginalCase.id.in_({g.case_id for g in grades})))
    }
    return [
        _Graded(
            case_id=each.case_id,
            grade_set=each.grade_set,
            grade=each.decided or "",
            department=cases[each.case_id].department or _UNKNOWN,
            kind=cases[each.case_id].kind or _UNKNOWN,
            month=str(each.decided_on)[:7],
            handlers=names_in(cases[each.case_id].handlers),
        )
        for each in grades
    ]


def _chosen(row: str) -> _Chosen:
    by, _, value = row.partition("@")
    makers: dict[str, Callable[[str], _Chosen]] = {
        "department": _in_department,
        "kind": _of_kind,
        "month": _in_month,
    }
    return makers[by](value) if by in makers else lambda _: True


def _in_department(name: str) -> _Chosen:
    return lambda each: each.department == name


def _of_kind(name: str) -> _Chosen:
    return lambda each: each.kind == name


def _in_month(month: str) -> _Chosen:
    return lambda each: each.month == month


def _handled_by(name: str) -> _Chosen:
    return lambda each: name in each.handlers

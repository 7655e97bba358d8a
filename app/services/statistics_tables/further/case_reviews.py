"""评查统计表: how many closed cases were reviewed, in how many errors and flaws were found, and how many of each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from app.models.review_terms import FindingVerdict
from app.models.terms import RecordType
from app.services.foundation.clock import Clock
from app.services.indicators.model import Item
from app.services.indicators.trend import each_of
from app.services.review_statistics.rows import BehindRow
from app.services.statistics_tables.further.base_counts import NoSuchPlace
from app.services.statistics_tables.further.closed_cases import Closed, ClosedCases, source_notes
from app.services.statistics_tables.further.graded import (
    TOTAL,
    Graded,
    Problem,
    cases_of,
    chosen_by,
    graded_in,
    problems_in,
    title_of_row,
)
from app.services.statistics_tables.further.within import within
from app.services.statistics_tables.period import TablePeriod
from app.services.statistics_tables.rows import Cell, Column, Line, Reach, Row, StatisticsTable
from app.services.statistics_tables.source import Place

SOURCE = "省级案件质量评查系统的统计列（湖北，公开）（部分核实）"
COHORT = (
    "错误、瑕疵是本期定了等次的案件在该次评查、审视中认定的、属本院办案环节的问题，撤销的不计；其他单位的问题不计。"
)
VERDICTS = {"error": FindingVerdict.ERROR, "flaw": FindingVerdict.FLAW}
_NOTES = (
    "评查数是等次决定日期在期间内的案件，按件计一次，各等次见“评查统计表·等次”；被撤销的等次不计。",
    COHORT,
    "本表用于核查和改进，不作排名、不计分。",
)
_What = Literal["case", "problem"]


def _columns() -> Iterable[Column]:
    yield Column("closed", "办结数", definition="本期办结的案件数，来源见本表下面的说明。")
    yield Column("reviewed", "评查数", definition="本期定了等次的案件数，一案一次。")
    yield Column("ratio", "评查比", "%", "评查数÷办结数；按各自的日期，可能超过100%。", n="reviewed", d="closed")
    for key, verdict in VERDICTS.items():
        name = verdict.label
        yield Column(f"{key}_cases", f"{name}\n案件数", definition=f"评查的案件中认定有{name}的案件数。")
        yield Column(f"{key}_share", f"{name}案件\n比例", "%", f"{name}案件数÷评查数。", n=f"{key}_cases", d="reviewed")
        yield Column(f"{key}s", f"{name}\n个数", "个", f"评查的案件中认定的{name}个数。")
        yield Column(
            *(f"{key}s_mean", f"{name}\n件均", "个/件", f"{name}个数÷评查数。"),
            n=f"{key}s",
            d="reviewed",
            is_mean=True,
        )


_COLUMNS = tuple(_columns())


@dataclass(frozen=True)
class Reviewed:
    """What one time brought."""

    graded: Sequence[Graded]
    problems: Sequence[Problem]

    def of(self, row: str) -> "Reviewed":
        """That of one row."""
        chosen = chosen_by(row)
        problems = [each for each in self.problems if chosen(each.graded)]
        return Reviewed([each for each in self.graded if chosen(each)], problems)

    def found(self, verdict: FindingVerdict) -> list[Problem]:
        """The errors, or the flaws."""
        return [each for each in self.problems if each.verdict is verdict]


def reviewed_in(connection: Connection, period: TablePeriod, clock: Clock) -> Reviewed:
    """The cases graded in a time, and what was found in them."""
    asked = within(period, clock.today())
    return Reviewed(graded_in(connection, asked), problems_in(connection, asked))


def row_keys(period: TablePeriod, departments: Iterable[str], kinds: Iterable[str]) -> list[str]:
    """All, then by department, by kind and, where the period has several, by month."""
    months = each_of(period.months) if period.months.first != period.months.last else ()
    groups = (("department", sorted(departments)), ("kind", sorted(kinds)), ("month", months))
    return [TOTAL, *(f"{by}@{value}" for by, values in groups for value in values)]


def reaches_of(row: str) -> tuple[Reach, ...]:
    """A month is a part of the period itself and has no other times."""
    return (Reach.NOW,) if row.startswith("month@") else tuple(Reach)


def behind(problems: Iterable[Problem], what: _What) -> list[BehindRow]:
    """The cases with such problems, or a line for each problem; without their people."""
    found: dict[int, BehindRow] = {}
    for each in sorted(problems, key=lambda one: (one.graded.case_id, one.finding_id)):
        case, detail = each.graded, f"{each.verdict.label} · {each.dimension} · {each.what}"
        row = BehindRow(RecordType.ORIGINAL_CASE, case.case_id, case.entry_number, case.name, detail, case.known_on)
        found.setdefault(case.case_id if what == "case" else each.finding_id, row)
    return list(found.values())


class CaseReviews:
    """Grades and findings of the store, 办结数 from base data where somebody gave it."""

    code, title = "case_reviews", "评查统计表"
    opens: RecordType | None = None

    def __init__(self, items: Callable[[], Mapping[str, Item]], clock: Clock) -> None:
        """``items`` of base data as the library stands."""
        self._closed, self._clock = ClosedCases(items, clock), clock

    def table(self, connection: Connection, period: TablePeriod) -> StatisticsTable:
        """Departments and kinds that closed cases or had some reviewed, without order of merit."""
        found = {reach: reviewed_in(connection, period.reached(reach), self._clock) for reach in Reach}
        closed = {reach: self._closed.of(connection, period.reached(reach)) for reach in Reach}
        now, ended = found[Reach.NOW], closed[Reach.NOW]
        departments = {each.department for each in now.graded} | ended.departments
        keys = row_keys(period, departments, {each.kind for each in now.graded} | ended.kinds)
        is_used = any(each.graded for each in found.values()) or any(each.typed for each in closed.values())
        return StatisticsTable(
            code=self.code,
            title=self.title,
            months=period.months,
            as_of=period.as_of,
            is_running=period.is_running,
            is_blank=not is_used,
            columns=_COLUMNS,
            rows=tuple(_row(key, found, closed) for key in keys),
            notes=(*source_notes(closed), *_NOTES),
            source=SOURCE,
        )

    def records(self, connection: Connection, period: TablePeriod, place: Place) -> list[BehindRow]:
        """What is behind one count: base figures or cases, cases that were graded, problems."""
        if place.column == "closed":
            return self._closed.records(connection, period, place.row)
        found = reviewed_in(connection, period, self._clock).of(place.row)
        if place.column == "reviewed":
            return _graded_rows(found.graded)
        for key, verdict in VERDICTS.items():
            if place.column in (f"{key}_cases", f"{key}s"):
                return behind(found.found(verdict), "problem" if place.column == f"{key}s" else "case")
        raise NoSuchPlace(self.title, place)


def _graded_rows(graded: Iterable[Graded]) -> list[BehindRow]:
    rows = {
        each.case_id: BehindRow(
            RecordType.ORIGINAL_CASE, each.case_id, each.entry_number, each.name, each.grade, each.known_on
        )
        for each in graded
    }
    return [row for _, row in sorted(rows.items())]


def _row(key: str, found: Mapping[Reach, Reviewed], closed: Mapping[Reach, Closed]) -> Row:
    lines = (Line(reach, tuple(_cells(found[reach].of(key), closed[reach].cell(key)))) for reach in reaches_of(key))
    return Row(key, title_of_row(key), tuple(lines), is_total=key == TOTAL)


def _cells(found: Reviewed, closed: Cell) -> Iterable[Cell]:
    reviewed = len(cases_of(found.graded))
    yield from (closed, Cell(reviewed), _rate(reviewed, closed.n))
    for verdict in VERDICTS.values():
        problems = found.found(verdict)
        cases = len(cases_of(each.graded for each in problems))
        yield from (Cell(cases), _rate(cases, reviewed), Cell(len(problems)), _rate(len(problems), reviewed, True))


def _rate(n: int, d: int | None, is_mean: bool = False) -> Cell:
    return Cell(n, d, "分母为0，不计算比率" if d == 0 else "", is_rate=True, is_mean=is_mean)

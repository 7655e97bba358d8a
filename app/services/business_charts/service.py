"""图表: counted from the records each time it is asked; every count leads to its records."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, Connection, String, and_, case, func, select, type_coerce

from app.models.database import Database
from app.models.office import Department
from app.models.terms import SuggestionKind
from app.services.base_data.periods import Months, month_before
from app.services.business_charts.conditions import (
    STAGES,
    SUBJECTS,
    beside,
    department_of,
    month_of,
    stage,
    undated,
    within,
)
from app.services.business_charts.rows import (
    BESIDE,
    NO_DEPARTMENT,
    ChartSubject,
    Comparison,
    DepartmentBar,
    Funnel,
    FunnelStage,
    Kind,
    MonthHeat,
    Selection,
)
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.monthly_statistics.counting import fetched
from app.services.monthly_statistics.rows import RecordRef


class BusinessCharts:
    """Departments in the office's own order, months and stages; nothing is ordered by size."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Nothing is read yet."""
        self._database, self._clock = database, clock

    def months(self, last: str, count: int) -> Months:
        """So many months up to ``last``; raises DomainError where that lies ahead."""
        today = f"{self._clock.today():%Y-%m}"
        if last > today:
            raise DomainError(f"{last} 还没有到，不能统计。请选择本月或以前的月份。")
        return Months(month_before(last, count - 1), last)

    def comparison(self, subject: ChartSubject, months: Months, kind: str = "") -> Comparison:
        """What came in by department, of one kind where it is given, and how much of it has ended by today."""
        of = SUBJECTS[subject]
        department = department_of(of.table)
        here = and_(of.counts, within(of.came_in, months))
        wanted = select(department, func.count(), func.sum(case((of.has_ended, 1), else_=0))).where(here)
        if kind:
            wanted = wanted.where(_kind(subject) == kind)
        with self._database.read(whole=True) as session:
            connection = session.connection()
            found = [DepartmentBar(*row) for row in connection.execute(wanted.group_by(department))]
            lost = _lost(connection, subject, months)
            kinds = _kinds(connection, subject, months)
            place = _places(connection)
        bars = sorted(found, key=lambda each: place(each.department))
        return Comparison(subject, months, self._clock.today(), kinds, tuple(bars), lost)

    def heat(self, subject: ChartSubject, months: Months) -> MonthHeat:
        """What came in by department and month."""
        of = SUBJECTS[subject]
        by = department_of(of.table), month_of(of.came_in)
        wanted = select(*by, func.count()).where(of.counts, within(of.came_in, months)).group_by(*by)
        with self._database.read(whole=True) as session:
            counts = {(row[0], row[1]): row[2] for row in session.execute(wanted)}
            place = _places(session.connection())
        ordered = sorted({department for department, _month in counts}, key=place)
        return MonthHeat(subject, _each_of(months), tuple(ordered), counts)

    def funnel(self, months: Months) -> Funnel:
        """How far the clues found in the months have come by today."""
        of = SUBJECTS[ChartSubject.CLUE]
        sums = [func.sum(case((stage(key), 1), else_=0)) for key in STAGES]
        wanted = select(*sums, func.sum(case((beside(), 1), else_=0))).where(within(of.came_in, months))
        with self._database.read(whole=True) as session:
            connection = session.connection()
            *counts, other = (each or 0 for each in connection.execute(wanted).one())
            lost = _lost(connection, ChartSubject.CLUE, months)
        stages = tuple(
            FunnelStage(key, title, count, definition)
            for (key, (title, definition, _flag)), count in zip(STAGES.items(), counts, strict=True)
        )
        return Funnel(months, self._clock.today(), stages, other, lost)

    def records(self, selection: Selection) -> list[RecordRef]:
        """The records behind a bar or a cell, oldest entry first."""
        of = SUBJECTS[selection.subject]
        wanted = select(of.table.id, of.table.entry_number).where(of.counts, within(of.came_in, selection.months))
        if selection.department:
            wanted = wanted.where(department_of(of.table) == selection.department)
        if selection.kind:
            wanted = wanted.where(_kind(selection.subject) == selection.kind)
        if selection.has_ended is not None:
            wanted = wanted.where(of.has_ended if selection.has_ended else ~of.has_ended)
        with self._database.read() as session:
            return fetched(session.connection(), wanted.order_by(of.table.id))

    def funnel_records(self, months: Months, key: str) -> list[RecordRef]:
        """The clues of a stage, or those ``BESIDE``."""
        of = SUBJECTS[ChartSubject.CLUE]
        flag = beside() if key == BESIDE else stage(key)
        wanted = select(of.table.id, of.table.entry_number).where(within(of.came_in, months), flag)
        with self._database.read() as session:
            return fetched(session.connection(), wanted.order_by(of.table.id))


def _kind(subject: ChartSubject) -> ColumnElement[str]:
    return func.coalesce(type_coerce(SUBJECTS[subject].table.kind, String()), "")


def _places(connection: Connection) -> Callable[[str], tuple[int, str]]:
    """Where a department stands: as the office lists them, then others by name, last those without one."""
    listed = {
        name: place for place, name in enumerate(connection.scalars(select(Department.name).order_by(Department.id)))
    }

    def place(name: str) -> tuple[int, str]:
        return len(listed) + (name == NO_DEPARTMENT) if name not in listed else listed[name], name

    return place


def _lost(connection: Connection, subject: ChartSubject, months: Months) -> int:
    """How many no month can claim."""
    of = SUBJECTS[subject]
    wanted = select(func.count()).select_from(of.table).where(of.counts, undated(of.came_in, months))
    return int(connection.scalar(wanted) or 0)


def _kinds(connection: Connection, subject: ChartSubject, months: Months) -> tuple[Kind, ...]:
    """Those that occur: letters in the order of the law's five kinds, others by name."""
    of = SUBJECTS[subject]
    wanted = select(_kind(subject)).where(of.counts, within(of.came_in, months)).distinct()
    found = set(connection.scalars(wanted)) - {""}
    if subject is ChartSubject.SUGGESTION:
        return tuple(Kind(str(each.value), each.label) for each in SuggestionKind if each.value in found)
    return tuple(Kind(each, each) for each in sorted(found))


def _each_of(months: Months) -> tuple[str, ...]:
    found = [months.last]
    while found[0] > months.first:
        found.insert(0, month_before(found[0]))
    return tuple(found)

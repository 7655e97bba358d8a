"""Base data of one open store: typed cell by cell or as a pasted block, imported, corrected, taken back."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, select, true

from app.models.actor import Actor
from app.models.base_data import BaseFigure
from app.models.database import Database, Unit
from app.models.import_batch import ImportBatch
from app.models.indicator_terms import FigureSource
from app.models.office import Office
from app.services.base_data import intentions as wish
from app.services.base_data.completeness import given_by_departments
from app.services.base_data.following import Follow, Touched, nothing_follows
from app.services.base_data.importing import KIND, Reading, plan_figures, take_back_figures, touched_by, write_figures
from app.services.base_data.periods import Months
from app.services.base_data.reading import FIGURE_COLUMNS, row_from, row_of
from app.services.base_data.row_check import FigureCheck, Key
from app.services.base_data.rows import DepartmentMonth, FigureDraft, FigureRow, Recorded
from app.services.base_data.store_counts import counts_of_store
from app.services.base_data.year_grid import QUARTER, Bounds, YearGrid, line_of, month_names, quarter_line_of, quarters
from app.services.foundation.changes import Changes
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.progress import Progress, Unwatched
from app.services.foundation.refusals import needed
from app.services.foundation.resources import Resources
from app.services.importing.rows import ImportPlan, ImportResult, UndoneBatch
from app.services.importing.vocabulary import read_ledger
from app.services.indicators.computing import Count, counted
from app.services.indicators.library import IndicatorLibrary
from app.services.secrecy.state_secrets import StateSecrets
from app.services.trail.since import refuse_changed

UNWATCHED = Unwatched()
_LARGEST = 10**12
_KEY = ("unit", "department", "item", "first", "last")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class FigureNotFound(DomainError):
    """No base figure with that id."""

    def __init__(self, wanted: object) -> None:
        """``wanted`` is what was asked for."""
        super().__init__(f"没有找到第 {wanted} 号基础数据，它可能已随撤销的操作消失。请刷新后再看。")


@dataclass(frozen=True)
class Parts:
    """What base data needs, handed in by bootstrap."""

    database: Database
    clock: Clock
    changes: Changes
    resources: Resources
    library: IndicatorLibrary
    follow: Follow = nothing_follows  # what else is written with the figures, in the same transaction


class BaseData:
    """Counts by unit, department, item and period."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._parts = parts

    def figures(self, unit: str | None = None, months: Months | None = None) -> tuple[FigureRow, ...]:
        """Figures by item and time; of one unit, and wholly within a range of months, where these are given."""
        wanted = select(BaseFigure).order_by(BaseFigure.item, BaseFigure.first, BaseFigure.department, BaseFigure.id)
        if unit is not None:
            wanted = wanted.where(BaseFigure.unit == unit)
        if months is not None:
            wanted = wanted.where(BaseFigure.first >= months.first, BaseFigure.last <= months.last)
        with self._parts.database.read() as session:
            return tuple(row_of(figure) for figure in session.scalars(wanted))

    @performs(wish.RECORD)
    def record(self, actor: Actor, drafts: Sequence[FigureDraft]) -> Recorded:
        """Keep some counts in one act, all or none; a count that stands already is corrected.

        Raises FieldProblem naming item and month, ChangedMeanwhile where another count was shown.
        """
        parts = self._parts
        with parts.database.write(actor, wish.RECORD, parts.clock.now()) as unit:
            office = unit.session.scalar(select(Office.name)) or ""
            keys = [_key(draft, draft.unit.strip() or office) for draft in drafts]
            known = _standing(unit, keys)
            found = [self._put(unit, draft, key, known) for draft, key in zip(drafts, keys, strict=True)]
            unit.session.flush()
            done = Recorded(tuple(figure.id for figure in found), unit.act)
            parts.follow(unit, [_touched(figure) for figure in found])
        parts.changes.publish(None)
        return done

    @performs(wish.CORRECT)
    def correct(
        self, actor: Actor, figure_id: int, count: int, reason: str, note: str | None = None, shown: int | None = None
    ) -> int:
        """Change one count, and its note where one is given; the reason stays in the trail. Gives the act.

        ``shown`` is the version that was seen. Raises FigureNotFound, FieldProblem, ChangedMeanwhile.
        """
        why = needed("reason", "更正的理由", reason)
        _refuse_count(count)
        with self._parts.database.write(actor, wish.CORRECT, self._parts.clock.now(), why) as unit:
            figure = _had(unit, figure_id)
            refuse_changed(unit.session, figure, shown, _named(figure))
            figure.count = count
            figure.note = figure.note if note is None else note.strip() or None
            self._parts.follow(unit, [_touched(figure)])
            act = unit.act
        self._parts.changes.publish(None)
        return act

    @performs(wish.REMOVE)
    def remove(self, actor: Actor, figure_id: int, reason: str) -> int:
        """Take one count away; the trail keeps it. Gives the act."""
        why = needed("reason", "删除的理由", reason)
        with self._parts.database.write(actor, wish.REMOVE, self._parts.clock.now(), why) as unit:
            figure = _had(unit, figure_id)
            unit.session.delete(figure)
            self._parts.follow(unit, [_touched(figure)])
            act = unit.act
        self._parts.changes.publish(None)
        return act

    def year(self, unit: str, department: str, year: int, only: Collection[str] | None = None) -> YearGrid:
        """A year by items and months, with what the store counts itself; ``unit`` empty for the office.

        ``only`` are the items whose lines are wanted, where that is not all of them.
        """
        parts, names = self._parts, [*month_names(year - 1), *month_names(year)]
        current, today = parts.library.current, parts.clock.today()
        items = [each for each in current.items.values() if each.total is None and (only is None or each.name in only)]
        by_item: dict[str, dict[str, FigureRow]] = defaultdict(dict)
        with parts.database.read() as session:
            office = session.scalar(select(Office.name)) or ""
            of = unit or office
            wanted = select(*FIGURE_COLUMNS).filter_by(unit=of, department=department)
            wanted = wanted.where(BaseFigure.first == BaseFigure.last, BaseFigure.first.between(names[0], names[-1]))
            for row in session.execute(wanted.where(_is_of(only))):
                figure = row_from(row)
                by_item[figure.item][figure.first] = figure
            is_own = of == office and not department and any(each.measure for each in items)
            reach = names[0], names[-1], today, current.measures
            counted = counts_of_store(session.connection(), *reach) if is_own else {}
        bounds = Bounds.read(parts.resources.base_data)
        lines = (line_of(each, names, by_item[each.name], counted.get(each.measure, {}), bounds) for each in items)
        return YearGrid(of, department, year, tuple(lines))

    def quarters(self, unit: str, department: str, year: int, only: Collection[str] | None = None) -> YearGrid:
        """A year by items and quarters: figures typed for a quarter, beside what its months come to."""
        current = self._parts.library.items
        items = {name: item for name, item in current.items() if only is None or name in only}
        with self._parts.database.read() as session:
            of = unit or session.scalar(select(Office.name)) or ""
            wanted = select(*FIGURE_COLUMNS).filter_by(unit=of, department=department)
            wanted = wanted.where(BaseFigure.first >= f"{year - 1}-01", BaseFigure.last <= f"{year}-12")
            rows = [row_from(row) for row in session.execute(wanted.where(_is_of(only)))]
        typed: dict[str, dict[Months, FigureRow]] = defaultdict(dict)
        monthly: dict[str, dict[Months, int]] = defaultdict(dict)
        every = {quarter for at in (year - 1, year) for quarter in quarters(at)}
        for row in rows:
            if Months(row.first, row.last) in every:
                typed[row.item][Months(row.first, row.last)] = row
        months = [Count("", "", row.item, row.first, row.last, row.count) for row in rows if row.first == row.last]
        for quarter in every:
            for name, count in counted(months, *quarter, items).known.items():
                monthly[name][quarter] = count
        lines = (
            quarter_line_of(item, year, typed[item.name], monthly[item.name], year - 1)
            for item in items.values()
            if item.total is None
        )
        return YearGrid(of, department, year, tuple(lines), QUARTER)

    def completeness(self, unit: str, year: int) -> tuple[DepartmentMonth, ...]:
        """How far the departments have given each month of a year; who gave nothing for a year is not asked."""
        columns = BaseFigure.department, BaseFigure.item, BaseFigure.first, BaseFigure.last
        with self._parts.database.read() as session:
            of = unit or session.scalar(select(Office.name)) or ""
            wanted = select(*columns).where(BaseFigure.unit == of, BaseFigure.department != "")
            wanted = wanted.where(BaseFigure.first >= f"{year - 1}-01", BaseFigure.last <= f"{year}-12")
            given = [(row[0], row[1], row[2], row[3]) for row in session.execute(wanted)]
        this_month = f"{self._parts.clock.today():%Y-%m}"
        return given_by_departments(given, [month for month in month_names(year) if month <= this_month])

    def units(self) -> tuple[str, ...]:
        """The office, then whoever else base data are about."""
        with self._parts.database.read() as session:
            office = session.scalar(select(Office.name)) or ""
            others = session.scalars(select(BaseFigure.unit).where(BaseFigure.unit != office).distinct())
            return (office, *sorted(others))

    @performs(wish.REMOVE)
    def clear(self, actor: Actor, ids: Sequence[int], shown: Mapping[int, int] | None = None) -> int:
        """Empty some cells of the grid in one act, all or none; the trail keeps what stood there. Gives the act.

        ``shown`` is the version of each that was seen. Raises FigureNotFound, ChangedMeanwhile.
        """
        seen = shown or {}
        with self._parts.database.write(actor, wish.REMOVE, self._parts.clock.now(), "在表格中清空") as unit:
            gone = [_had(unit, figure_id) for figure_id in ids]
            for figure in gone:
                refuse_changed(unit.session, figure, seen.get(figure.id), _named(figure))
                unit.session.delete(figure)
            self._parts.follow(unit, [_touched(figure) for figure in gone])
            act = unit.act
        self._parts.changes.publish(None)
        return act

    def plan(self, path: Path, progress: Progress = UNWATCHED) -> ImportPlan:
        """Read and check a table; writes nothing. Raises DomainError where the file is no table of base data."""
        parts = self._parts
        ledger = read_ledger(parts.resources.importing, KIND)
        with parts.database.read() as session:
            office = session.scalar(select(Office.name)) or ""
            secrets = StateSecrets(parts.resources.secrecy)
            check = FigureCheck(office, parts.library.current)
            return plan_figures(session, path, Reading(ledger, check, secrets), progress)

    @performs(wish.IMPORT)
    def commit(self, actor: Actor, plan: ImportPlan) -> ImportResult:
        """Write the plan in one transaction; raises DomainError where no row is acceptable or it was overtaken."""
        if plan.refusal is not None:
            raise DomainError(plan.refusal)
        if not plan.rows:
            return ImportResult(plan, None, ())
        now = self._parts.clock.now()
        with self._parts.database.write(actor, wish.IMPORT, now) as unit:
            batch = write_figures(unit, plan, now.isoformat(timespec="seconds"))
            self._parts.follow(unit, touched_by(plan))
        self._parts.changes.publish(None)
        return ImportResult(plan, batch, ())

    def is_batch(self, batch: int) -> bool:
        """Whether that import brought base data."""
        with self._parts.database.read() as session:
            found = session.get(ImportBatch, batch)
            return found is not None and found.kind == KIND

    @performs(wish.UNDO_IMPORT)
    def undo_import(self, actor: Actor, batch: int) -> UndoneBatch:
        """Take a batch back; refused with the list where its figures were corrected since."""
        now = self._parts.clock.now()
        with self._parts.database.write(actor, wish.UNDO_IMPORT, now) as unit:
            row = unit.session.get(ImportBatch, batch)
            if row is None or row.kind != KIND:
                raise DomainError(f"没有第 {batch} 批基础数据导入。请核对批号；批号在导入结果中写明。")
            if row.undone_at is not None:
                raise DomainError(f"第 {batch} 批（《{row.file_name}》）已在 {row.undone_at[:10]} 撤销，不能再撤销。")
            row.undone_at = now.isoformat(timespec="seconds")
            gone = take_back_figures(unit, row)
            self._parts.follow(unit, [_touched(figure) for figure in gone])
            undone = UndoneBatch(batch, row.file_name, len(gone))
        self._parts.changes.publish(None)
        return undone

    def _put(self, unit: Unit, draft: FigureDraft, key: Key, known: dict[Key, BaseFigure]) -> BaseFigure:
        _refuse_count(draft.count)
        if draft.item not in self._parts.library.items:
            raise FieldProblem("item", f"“{draft.item}”不是登记过的项目。请从项目列表里选择。")
        self._refuse_months(draft)
        figure = known.get(key)
        if figure is not None:
            refuse_changed(unit.session, figure, draft.shown, _named(figure))
        if figure is None:
            figure = BaseFigure(**dict(zip(_KEY, key, strict=True)), count=draft.count, source=FigureSource.TYPED)
            unit.session.add(figure)
            known[key] = figure
        figure.count, figure.note = draft.count, draft.note.strip() or None
        return figure

    def _refuse_months(self, draft: FigureDraft) -> None:
        for month in (draft.first, draft.last):
            if not _MONTH.fullmatch(month):
                raise FieldProblem("first", f"“{month}”不是月份。请写成“2026-11”这样的年月。")
        this_month = f"{self._parts.clock.today():%Y-%m}"
        if draft.first > draft.last:
            raise FieldProblem("first", f"期间（{draft.first} 至 {draft.last}）起止颠倒。请核对。")
        if draft.last > this_month:
            raise FieldProblem("last", f"{draft.last} 还没有到，不能填报“{draft.item}”。请填报本月或以前的月份。")


def _is_of(items: Collection[str] | None) -> ColumnElement[bool]:
    return true() if items is None else BaseFigure.item.in_(sorted(items))


def _key(draft: FigureDraft, of: str) -> Key:
    return of, draft.department.strip(), draft.item, draft.first, draft.last


def _standing(unit: Unit, keys: Sequence[Key]) -> dict[Key, BaseFigure]:
    """The figures that stand already, read at once: one by one a pasted block would take seconds."""
    units, departments = {key[0] for key in keys}, {key[1] for key in keys}
    wanted = select(BaseFigure).where(BaseFigure.unit.in_(units), BaseFigure.department.in_(departments))
    wanted = wanted.where(
        BaseFigure.item.in_({key[2] for key in keys}),
        BaseFigure.first >= min(key[3] for key in keys),
        BaseFigure.last <= max(key[4] for key in keys),
    )
    found = ((tuple(getattr(each, name) for name in _KEY), each) for each in unit.session.scalars(wanted))
    return {(key[0], key[1], key[2], key[3], key[4]): each for key, each in found}


def _refuse_count(count: int) -> None:
    if not 0 <= count < _LARGEST:
        raise FieldProblem("count", f"数值（{count}）应当是不小于 0 的整数。请核对。")


def _had(unit: Unit, figure_id: int) -> BaseFigure:
    figure = unit.session.get(BaseFigure, figure_id)
    if figure is None:
        raise FigureNotFound(figure_id)
    return figure


def _touched(figure: BaseFigure) -> Touched:
    return Touched(figure.unit, figure.department, figure.item, figure.first, figure.last)


def _named(figure: BaseFigure) -> str:
    """2026年10月“批捕人数”."""
    return f"{Months(figure.first, figure.last).shown}“{figure.item}”"

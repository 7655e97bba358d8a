"""办结数 of the tables of 评查: what was typed into base data, else the cases of the register that were closed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from app.models.terms import RecordType
from app.services.base_data.periods import Months
from app.services.foundation.clock import Clock
from app.services.indicators.model import Item
from app.services.indicators.trend import each_of
from app.services.review_statistics.rows import BehindRow
from app.services.statistics_tables.further.base_counts import BaseCounts, base_counts, base_figures
from app.services.statistics_tables.further.graded import TOTAL, Case, cases_of, chosen_by, closed_in
from app.services.statistics_tables.further.within import within
from app.services.statistics_tables.period import TablePeriod
from app.services.statistics_tables.rows import Cell, Reach

ITEM = "办结案件数"  # of base data
_TYPED = f"取自基础数据“{ITEM}”（合计是全院的数，部门行是该部门填报的数，类别不分；没有填全的列“—”）"
_COUNTED = "取自本台账登记的原案（办结日期在期间内）；没有登记全部办结案件的，评查比偏高"


@dataclass(frozen=True)
class Closed:
    """The closed cases of one time: ``typed`` where anybody gave a figure within it, then the register stands apart."""

    typed: BaseCounts | None
    by_month: Mapping[str, int]
    cases: tuple[Case, ...]

    @property
    def departments(self) -> set[str]:
        """Those that closed any."""
        named = self.typed.by_department if self.typed else ()
        return set(named) if self.typed else {each.department for each in self.cases}

    @property
    def kinds(self) -> set[str]:
        """Of the register; base data do not tell them."""
        return set() if self.typed else {each.kind for each in self.cases}

    def cell(self, row: str) -> Cell:
        """The count of a row; what the register has instead stands apart."""
        registered = len(cases_of(filter(chosen_by(row), self.cases)))
        if self.typed is None:
            return Cell(registered)
        by, _, value = row.partition("@")
        if by == "kind":
            return Cell(None, note="填报的办结数不分类别")
        counts = self.typed.whole if row == TOTAL else self.typed.by_department.get(value, {})
        count = self.by_month.get(value) if by == "month" else counts.get(ITEM)
        if count is None:
            return Cell(None, note=f"基础数据没有填全；本台账登记{registered}")
        return Cell(count, note=f"本台账登记{registered}" if registered != count else "")


class ClosedCases:
    """Reads base data and the register."""

    def __init__(self, items: Callable[[], Mapping[str, Item]], clock: Clock) -> None:
        """``items`` are those of the library as it stands."""
        self._items, self._clock = items, clock

    def of(self, connection: Connection, period: TablePeriod) -> Closed:
        """Of one time; a time with any figure typed never takes the register's count in its place."""
        cases = tuple(closed_in(connection, within(period, self._clock.today())))
        if not base_figures(connection, ITEM, period.months):
            return Closed(None, {}, cases)
        return Closed(self._typed(connection, period.months), self._by_month(connection, period.months), cases)

    def records(self, connection: Connection, period: TablePeriod, row: str) -> list[BehindRow]:
        """The base figures or the cases behind the count of a row."""
        by, _, value = row.partition("@")
        months = Months(value, value) if by == "month" else period.months
        if base_figures(connection, ITEM, period.months):
            return base_figures(connection, ITEM, months, value if by == "department" else "")
        found = filter(chosen_by(row), closed_in(connection, within(period, self._clock.today())))
        return [
            BehindRow(RecordType.ORIGINAL_CASE, each.case_id, each.entry_number, each.name, "办结", each.known_on)
            for each in found
        ]

    def _typed(self, connection: Connection, months: Months) -> BaseCounts:
        return base_counts(connection, self._items(), (ITEM,), months)

    def _by_month(self, connection: Connection, months: Months) -> dict[str, int]:
        if months.first == months.last:
            return {}
        by_month = ((month, self._typed(connection, Months(month, month)).whole) for month in each_of(months))
        return {month: counts[ITEM] for month, counts in by_month if ITEM in counts}


def source_notes(closed: Mapping[Reach, Closed]) -> Iterable[str]:
    """Where each time's 办结数 comes from; two sources are not to be compared."""
    by: dict[bool, list[str]] = {}
    for reach, each in closed.items():
        by.setdefault(each.typed is None, []).append(reach.label)
    told = [f"{'、'.join(times)}{_COUNTED if is_counted else _TYPED}" for is_counted, times in by.items()]
    yield f"办结数：{'；'.join(told)}。{'两种来源的数不宜相互比较。' if len(by) > 1 else ''}"

"""What the cells of forms can be filled with, and what each is called."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from app.models.indicator_terms import FormPart, FormReach, FormSource
from app.services.base_data.periods import Months
from app.services.foundation.clock import Clock
from app.services.indicators.library import IndicatorLibrary
from app.services.monthly_statistics.service import MonthlyStatistics
from app.services.own_forms.rows import CellMapping, Choice, MappingDraft
from app.services.own_forms.words import FormWords
from app.services.statistics_tables.service import StatisticsTables

_COUNT = (FormPart.VALUE,)
_RATE = (FormPart.RATE, FormPart.NUMERATOR, FormPart.DENOMINATOR)
_AREAS = {"suggestion": "检察建议", "matter": "监督事项"}
_HEAD = "表头"
BETWEEN = "|"  # table, row and column in the code of a cell of a statistics table


@dataclass(frozen=True)
class Catalogue:
    """Items, indicators, statistics and head values as they are known now."""

    library: IndicatorLibrary
    statistics: MonthlyStatistics
    tables: StatisticsTables
    clock: Clock
    words: FormWords

    def choices(self) -> tuple[Choice, ...]:
        """Everything, source by source in the order of its own list."""
        return (*self._heads, *self._counted(), *self._items(), *self._indicators(), *self._of_tables)

    def choice(self, source: FormSource, code: str) -> Choice | None:
        """One of them; of a table also a row that other times have; None for what is not there any more."""
        if source is FormSource.TABLE:
            found = {each.code: each for each in self._of_tables}.get(code)
            table, _sign, rest = code.partition(BETWEEN)
            title = self.tables.titles().get(table)
            return found or (Choice(source, code, f"{title}·{rest}", title) if title else None)
        listed: Iterable[Choice] = {
            FormSource.HEAD: lambda: self._heads,
            FormSource.STATISTIC: self._counted,
            FormSource.ITEM: self._items,
            FormSource.INDICATOR: self._indicators,
        }[source]()
        return next((each for each in listed if each.code == code), None)

    def _items(self) -> Iterator[Choice]:
        for item in self.library.items.values():
            yield Choice(FormSource.ITEM, item.name, item.name, f"{item.area}（{item.unit}）", _COUNT)

    def _indicators(self) -> Iterator[Choice]:
        for each in self.library.indicators.values():
            yield Choice(FormSource.INDICATOR, each.code, each.name, each.area, _RATE)

    def _counted(self) -> Iterator[Choice]:
        for figure in self.statistics.defined():
            parts = _RATE if "d" in figure.parts else _COUNT
            area = _AREAS[figure.subject]
            yield Choice(FormSource.STATISTIC, figure.code, f"{area}·{figure.name}", area, parts)

    @cached_property
    def _of_tables(self) -> tuple[Choice, ...]:
        """Rows and columns as this month's tables have them; they are data, so one count of them says."""
        month = f"{self.clock.today():%Y-%m}"
        return tuple(
            Choice(
                FormSource.TABLE,
                BETWEEN.join((table.code, row.key, column.key)),
                f"{table.title}·{row.title}·{column.title}",
                table.title,
                _RATE if column.is_rate else _COUNT,
            )
            for table in self.tables.tables(Months(month, month))
            for row in table.rows
            for column in table.columns
        )

    @cached_property
    def _heads(self) -> tuple[Choice, ...]:
        return tuple(Choice(FormSource.HEAD, each.code, each.name, _HEAD, _COUNT, False) for each in self.words.heads)


def title_of(choice: Choice | None, mapping: MappingDraft | CellMapping) -> str:
    """检察建议采纳率 · 去年同期 · 分子."""
    if choice is None:
        return f"{mapping.source.label} {mapping.code}（已没有）"
    parts = [choice.title]
    if choice.has_reach:
        parts.append(mapping.reach.label)
    if mapping.part is not FormPart.VALUE:
        parts.append(mapping.part.label)
    return " · ".join(parts)


def fitting_part(choice: Choice, wanted: FormPart) -> FormPart:
    """The part a choice has: a rate's value is the rate, a count has nothing but its value."""
    return wanted if wanted in choice.parts else choice.parts[0]


def fitting_reach(choice: Choice, wanted: FormReach) -> FormReach:
    """A head value has no time of its own."""
    return wanted if choice.has_reach else FormReach.NOW

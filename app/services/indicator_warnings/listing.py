"""Which warnings are asked for, in the order of months and of the library, never by size."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.models.indicator_terms import WarningKind
from app.models.indicator_warning import FigureWarning
from app.services.figure_rules.rows import RuleRow
from app.services.indicator_warnings.reading import is_waiting, row_of, stands_in
from app.services.indicator_warnings.rows import WarningQuery, WarningRow
from app.services.indicators.library import IndicatorLibrary

_KINDS = tuple(WarningKind)


@dataclass(frozen=True)
class WarningList:
    """Reads warnings of an open store."""

    library: IndicatorLibrary
    rules: Callable[[], Iterable[RuleRow]]

    def rows(self, session: Session, query: WarningQuery) -> tuple[WarningRow, ...]:
        """The newest month first; in a month band, outlier, rule, each in the order of the library."""
        names = self._names()
        place = {key: number for number, key in enumerate(names)}
        wanted = select(FigureWarning).where(*_conditions(query)).order_by(FigureWarning.month.desc())
        found = [row_of(each, names) for each in session.scalars(wanted)]
        found.sort(key=lambda row: (place.get((row.kind, row.code), len(place)), row.unit, row.department, row.code))
        found.sort(key=lambda row: _KINDS.index(row.kind))
        return tuple(sorted(found, key=lambda row: row.month, reverse=True))

    def waiting(self, session: Session, unit: str, month: str) -> tuple[WarningRow, ...]:
        """The warnings of a unit and month without a conclusion."""
        names = self._names()
        wanted = select(FigureWarning).where(FigureWarning.month == month, FigureWarning.unit == unit, is_waiting())
        return tuple(row_of(each, names) for each in session.scalars(wanted.order_by(FigureWarning.id)))

    def _names(self) -> Mapping[tuple[WarningKind, str], str]:
        return {
            **{(WarningKind.BAND, code): each.name for code, each in self.library.indicators.items()},
            **{(WarningKind.OUTLIER, name): name for name in self.library.items},
            **{(WarningKind.RULE, each.code): each.name for each in self.rules()},
        }


def _conditions(query: WarningQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.states:
        found.append(or_(*(stands_in(each) for each in query.states)))
    if query.kinds:
        found.append(FigureWarning.kind.in_(query.kinds))
    if query.unit:
        found.append(FigureWarning.unit == query.unit)
    if query.department:
        found.append(FigureWarning.department == query.department)
    if query.first:
        found.append(FigureWarning.month >= query.first)
    if query.last:
        found.append(FigureWarning.month <= query.last)
    return found

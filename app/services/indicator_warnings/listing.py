"""Which warnings are asked for, in the order of months and of the library, never by size."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.models.indicator_terms import WarningKind, WarningState
from app.models.indicator_warning import FigureWarning
from app.services.figure_rules.rows import RuleForm, RuleRow
from app.services.indicator_warnings.causes import rule_and_item
from app.services.indicator_warnings.reading import row_of, stands_in
from app.services.indicator_warnings.rows import WarningQuery, WarningRow
from app.services.indicators.library import IndicatorLibrary

_LAST = 10**6
_OF_EVERY_ITEM = frozenset({RuleForm.DEPARTMENTS, RuleForm.TOTAL, RuleForm.PERIODS})


@dataclass(frozen=True)
class WarningList:
    """Reads warnings of an open store."""

    library: IndicatorLibrary
    rules: Callable[[], Iterable[RuleRow]]

    def rows(self, session: Session, query: WarningQuery) -> tuple[WarningRow, ...]:
        """The newest month first; in a month band, outlier, rule, each in the order of the library."""
        names, kinds = Names(self.library, tuple(self.rules())), list(WarningKind)
        wanted = select(FigureWarning).where(*_conditions(query))
        found = [row_of(each, names.of(each.kind, each.code)) for each in session.scalars(wanted)]
        found.sort(key=lambda row: (kinds.index(row.kind), names.place(row.kind, row.code), row.unit, row.department))
        return tuple(sorted(found, key=lambda row: row.month, reverse=True))

    def waiting(self, session: Session, unit: str, month: str) -> tuple[WarningRow, ...]:
        """The warnings of a unit and month without a conclusion, likewise in order."""
        every = self.rows(session, WarningQuery(unit=unit, first=month, last=month))
        return tuple(each for each in every if each.state is not WarningState.CLOSED)


class Names:
    """What warnings are called, and where what they speak of stands in the library."""

    def __init__(self, library: IndicatorLibrary, rules: Sequence[RuleRow]) -> None:
        """``rules`` in their order."""
        self._rules = {each.code: each for each in rules}
        self._indicators = library.indicators
        self._items, self._order = (
            {name: place for place, name in enumerate(each)} for each in (library.items, self._rules)
        )
        self._places = {code: place for place, code in enumerate(library.indicators)}

    def of(self, kind: WarningKind, code: str) -> str:
        """不捕率, 批捕人数, 合计与各项相加一致（批捕与不捕人数); the code where nobody knows it any more."""
        if kind is WarningKind.OUTLIER:
            return code
        if kind is WarningKind.BAND:
            known = self._indicators.get(code)
            return known.name if known else code
        rule, item = rule_and_item(code)
        row = self._rules.get(rule)
        if row is None:
            return code
        return f"{row.name}（{item}）" if item and row.form in _OF_EVERY_ITEM else row.name

    def place(self, kind: WarningKind, code: str) -> tuple[int, int, str]:
        """Sorts in the order of the library; what is not in it comes last."""
        if kind is WarningKind.OUTLIER:
            return self._items.get(code, _LAST), 0, code
        if kind is WarningKind.BAND:
            return self._places.get(code, _LAST), 0, code
        rule, item = rule_and_item(code)
        return self._order.get(rule, _LAST), self._items.get(item, _LAST), code


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

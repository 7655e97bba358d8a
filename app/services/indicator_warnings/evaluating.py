"""Holds the figures an act touched against bands, the months before and rules, inside the act's own transaction."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.base_data import BaseFigure
from app.models.database import Unit
from app.models.indicator_terms import WarningKind
from app.models.indicator_warning import FigureWarning, IndicatorBand
from app.services.base_data.following import Touched
from app.services.base_data.periods import Months
from app.services.base_data.year_grid import Bounds
from app.services.figure_rules.among import Among, BrokenAmong
from app.services.foundation.clock import Clock
from app.services.foundation.resources import Resources
from app.services.indicator_warnings.causes import (
    BandLook,
    Bands,
    Cause,
    OutlierLook,
    SeriesKey,
    WarningKey,
    broken_rule,
    months_before,
    months_from,
    rule_and_item,
    rule_code,
)
from app.services.indicator_warnings.gathering import Gathering, office_name
from app.services.indicator_warnings.keeping import Looked, settle
from app.services.indicator_warnings.reading import band_of
from app.services.indicator_warnings.rows import Settled
from app.services.indicators.library import IndicatorLibrary
from app.services.indicators.trend import names_of


@dataclass
class Scope:
    """What is to be looked at: months of series, months of indicators, months of units."""

    series: dict[SeriesKey, set[str]] = field(default_factory=lambda: defaultdict(set))
    indicators: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))  # by code and unit
    units: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    written: dict[str, set[str]] | None = None  # the items written, by unit; None: every rule is to be looked at
    checked: dict[str, Among] = field(default_factory=dict)  # the rules that were looked at, by unit

    def speaks_of(self, key: WarningKey) -> bool:
        """Whether a warning's cause was looked for."""
        if key.kind is WarningKind.OUTLIER:
            return key.month in self.series.get(SeriesKey(key.unit, key.department, key.code), ())
        if key.kind is WarningKind.BAND:
            return key.month in self.indicators.get((key.code, key.unit), ())
        its = self.checked.get(key.unit)
        return key.month in self.units.get(key.unit, ()) and its is not None and its.checks(*rule_and_item(key.code))

    @property
    def months(self) -> set[str]:
        """Every month of it."""
        every = (*self.series.values(), *self.indicators.values(), *self.units.values())
        return {month for months in every for month in months}

    @property
    def whose(self) -> set[str]:
        """Every unit of it."""
        return {*(key.unit for key in self.series), *(unit for _code, unit in self.indicators), *self.units}


@dataclass(frozen=True)
class Evaluation:
    """Looks and settles; ``rules`` tells which rules between figures are broken."""

    library: IndicatorLibrary
    resources: Resources
    clock: Clock
    rules: Callable[[Session, str, Months, Collection[str] | None], BrokenAmong]

    def follow(self, unit: Unit, touched: Iterable[Touched]) -> Settled:
        """Base figures were written: look at them, and at what is compared with them in the twelve months after."""
        unit.session.flush()
        return self.settle(unit, self._of_figures(unit.session, touched))

    def scan(self, unit: Unit, month: str) -> Settled:
        """Look at everything of one month, also what the store counts itself."""
        unit.session.flush()
        wanted = select(BaseFigure.unit, BaseFigure.department, BaseFigure.item)
        rows = unit.session.execute(wanted.where(BaseFigure.first == month, BaseFigure.last == month))
        office, scope = office_name(unit.session), Scope()
        own = [SeriesKey(office, "", item.name) for item in self.library.items.values() if item.measure]
        for key in (*(SeriesKey(*row) for row in rows), *own):
            scope.series[key].add(month)
            scope.units[key.unit].add(month)
        for code, of in self._bands(unit.session):
            scope.indicators[code, of].add(month)
        return self.settle(unit, scope)

    def band_changed(self, unit: Unit, code: str, of: str, months: Collection[str]) -> Settled:
        """A band was set or taken off: look at some months of its indicator."""
        unit.session.flush()
        scope = Scope()
        scope.indicators[code, of].update(months)
        return self.settle(unit, scope) if months else Settled(0, 0)

    def definitions_changed(self, unit: Unit) -> Settled:
        """Rules or what indicators are made of changed: hold the last year against them, and what waits of before."""
        unit.session.flush()
        this = f"{self.clock.today():%Y-%m}"
        year = {*months_before(this), this}
        scope, session = Scope(), unit.session
        with_figures = select(BaseFigure.unit).where(BaseFigure.last.between(min(year), this)).distinct()
        for of in session.scalars(with_figures):
            scope.units[of].update(year)
        for code, of in self._bands(session):
            scope.indicators[code, of].update(year)
        waiting = select(FigureWarning).where(FigureWarning.concluded_at.is_(None))
        for each in session.scalars(waiting):
            if each.kind is WarningKind.RULE:
                scope.units[each.unit].add(each.month)
            elif each.kind is WarningKind.BAND:
                scope.indicators[each.code, each.unit].add(each.month)
        return self.settle(unit, scope)

    def settle(self, unit: Unit, scope: Scope) -> Settled:
        """Read once, compare, and bring the warnings in step."""
        session, units, months = unit.session, scope.whose, scope.months
        if not months:
            return Settled(0, 0)
        bands = self._bands(session)
        codes = {code for code, _of in scope.indicators}
        watched = [each for code, each in self.library.indicators.items() if code in codes]
        items = {key.item for key in scope.series} | set(names_of(self.library, watched))
        reach = Months(months_before(min(months))[0], max(months))
        counts = Gathering(self.library, self.clock.today()).counts(session, units, items, reach)
        outliers = OutlierLook(counts, Bounds.read(self.resources.base_data))
        indicators = BandLook(counts, self.library)

        def value(key: WarningKey) -> str:
            if key.kind is WarningKind.RULE:
                return ""
            return outliers.value(key) if key.kind is WarningKind.OUTLIER else indicators.value(key)

        causes = (
            *(cause for key, of in scope.series.items() for cause in outliers.causes(key, of)),
            *_outside(scope, bands, indicators, self.library),
            *self._broken(session, scope),
        )
        at = self.clock.now().isoformat(timespec="seconds")
        return settle(unit, Looked(units, months, scope.speaks_of, value, causes), at)

    def _of_figures(self, session: Session, touched: Iterable[Touched]) -> Scope:
        scope, known = Scope(), self.library.items
        starts: dict[SeriesKey, set[str]] = defaultdict(set)
        ends: dict[str, set[str]] = defaultdict(set)
        written: dict[str, set[str]] = defaultdict(set)
        for each in touched:
            written[each.unit].add(each.item)
            ends[each.unit].add(each.last)
            if each.first == each.last and each.item in known:  # of other words nobody knows what they are
                starts[SeriesKey(each.unit, each.department, each.item)].add(each.first)
        scope.written = written
        # Afterwards, because the figures of a table are of the same few months again and again.
        scope.units |= {unit: _following(months) for unit, months in ends.items()}
        scope.series |= {key: _following(months) for key, months in starts.items()}
        by_unit: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for key, given in starts.items():
            by_unit[key.unit][key.item] |= given
        for code, of in self._bands(session):
            indicator = self.library.indicators.get(code)
            for name in names_of(self.library, (indicator,)) if indicator else ():
                if months := by_unit.get(of, {}).get(name):
                    scope.indicators[code, of].update(months)
        return scope

    def _broken(self, session: Session, scope: Scope) -> Iterator[Cause]:
        """One warning for each rule, item, place and month; a month and a longer period that ends with it together."""
        this = f"{self.clock.today():%Y-%m}"
        for of, months in scope.units.items():
            # A period that ends in one of the months may have begun up to a year before.
            reach = Months(months_before(min(months))[1], min(max(months), this))
            said: dict[WarningKey, list[str]] = defaultdict(list)
            found = self.rules(session, of, reach, None if scope.written is None else scope.written[of])
            scope.checked[of] = found.among
            for each in found.broken:
                if each.month in months:
                    key = WarningKey(WarningKind.RULE, rule_code(each), each.unit, each.department, each.month)
                    said[key].append(each.sentence)
            yield from (broken_rule(key, sentences) for key, sentences in said.items())

    def _bands(self, session: Session) -> Bands:
        return {(each.code, each.unit): band_of(each) for each in session.scalars(select(IndicatorBand))}


def _following(months: Iterable[str]) -> set[str]:
    """All that are compared with one of these."""
    return set().union(*map(months_from, months))


def _outside(scope: Scope, bands: Bands, look: BandLook, library: IndicatorLibrary) -> Iterator[Cause]:
    for (code, of), months in scope.indicators.items():
        band, indicator = bands.get((code, of)), library.indicators.get(code)
        if band is None or indicator is None:
            continue
        found = (look.cause(indicator, of, month, band) for month in sorted(months))
        yield from (cause for cause in found if cause is not None)

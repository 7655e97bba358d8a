"""Bands and warnings of one open store: raised with what causes them, looked at, concluded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Database, Unit
from app.models.indicator_terms import WarningConclusion, WarningKind
from app.models.indicator_warning import FigureWarning, IndicatorBand
from app.services.base_data.following import Touched
from app.services.documents.service import Documents
from app.services.figure_rules.service import FigureRules
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.refusals import needed
from app.services.foundation.resources import Resources
from app.services.indicator_warnings import intentions as wish
from app.services.indicator_warnings import steps
from app.services.indicator_warnings.band_months import BandMonths
from app.services.indicator_warnings.bands import bounds_of
from app.services.indicator_warnings.evaluating import Evaluation
from app.services.indicator_warnings.gathering import Gathering, office_name
from app.services.indicator_warnings.listing import WarningList
from app.services.indicator_warnings.month_finding import finding_of
from app.services.indicator_warnings.paper import WarningPaper
from app.services.indicator_warnings.reading import band_of
from app.services.indicator_warnings.rows import (
    Band,
    BandDraft,
    BandMonth,
    Settled,
    WarningQuery,
    WarningRow,
)
from app.services.indicator_warnings.steps import Seen
from app.services.indicator_warnings.undoing import bands_of, figures_of, has_definitions
from app.services.indicators.library import IndicatorLibrary
from app.services.indicators.model import Indicator
from app.services.month_closing.rows import CheckFinding
from app.services.office.offices import Offices
from app.services.own_indicators.definitions import definitions_in
from app.services.trail.net import Net
from app.services.trail.since import refuse_changed

EVERY = WarningQuery()


@dataclass(frozen=True)
class Parts:
    """What warnings need, handed in by the desk."""

    database: Database
    clock: Clock
    changes: Changes
    resources: Resources
    library: IndicatorLibrary
    rules: FigureRules
    documents: Documents
    offices: Offices


class IndicatorWarnings:
    """A warning asks that somebody looks; it takes nothing off anybody and ranks nobody."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._parts, self._database = parts, parts.database
        self._evaluation = Evaluation(parts.library, parts.resources, parts.clock, parts.rules.broken_among)
        self._list = WarningList(parts.library, parts.rules.rules)
        self.paper = WarningPaper(self.warnings, parts.clock, parts.documents, parts.offices)

    def bands(self, unit: str = "") -> dict[str, Band]:
        """The bands of a unit by the code of their indicator; ``unit`` empty for the office."""
        with self._database.read() as session:
            wanted = select(IndicatorBand).filter_by(unit=unit or office_name(session))
            return {each.code: band_of(each) for each in session.scalars(wanted)}

    def band_months(self, code: str, unit: str, draft: BandDraft | None = None) -> tuple[BandMonth, ...]:
        """The last twelve months with figures, the oldest first, held against a band as typed, else the one set.

        Raises FieldProblem where what was typed is no band.
        """
        indicator = self._indicator(code)
        typed = None
        if draft is not None:
            low, high, reason = bounds_of(draft)
            typed = band_of(IndicatorBand(low=low, high=high, reason=reason, version=0))
        with self._database.read() as session:
            of = unit or office_name(session)
            return self._months.of(session, indicator, of, typed or self.bands(of).get(code))

    @performs(wish.SET_BAND)
    def set_band(self, actor: Actor, code: str, draft: BandDraft, unit: str = "", version: int = 0) -> Written:
        """Set or change the band of an indicator; its last year, and what was warned of, is held against it.

        ``version`` is the band shown, 0 where there was none. Raises FieldProblem, ChangedMeanwhile, DomainError.
        """
        self._indicator(code)
        low, high, reason = bounds_of(draft)
        with self._database.write(actor, wish.SET_BAND, self._parts.clock.now(), reason) as work:
            of = unit or office_name(work.session)
            band = self._band(work.session, code, of, version)
            if band is None:
                band = IndicatorBand(code=code, unit=of)
                work.session.add(band)
            band.low, band.high, band.reason = low, high, reason
            work.session.flush()
            self._hold_against(work, code, of)
            written = Written(band.id, work.act)
        self._parts.changes.publish(None)
        return written

    @performs(wish.REMOVE_BAND)
    def remove_band(self, actor: Actor, code: str, reason: str, unit: str = "", version: int = 0) -> Written:
        """Take a band off; its warnings do not hold any more and still wait for a conclusion. Raises DomainError."""
        why = needed("reason", "取消的理由", reason)
        with self._database.write(actor, wish.REMOVE_BAND, self._parts.clock.now(), why) as work:
            of = unit or office_name(work.session)
            band = self._band(work.session, code, of, version)
            if band is None:
                raise DomainError("这个指标没有警戒范围，不必取消。请刷新后再看。")
            written = Written(band.id, work.act)
            work.session.delete(band)
            self._hold_against(work, code, of)
        self._parts.changes.publish(None)
        return written

    def warnings(self, query: WarningQuery = EVERY) -> tuple[WarningRow, ...]:
        """The warnings of a query: the newest month first, in a month in the order of the library, never by size."""
        with self._database.read() as session:
            return self._list.rows(session, query)

    def units(self) -> tuple[str, ...]:
        """The units with warnings, for choosing."""
        with self._database.read() as session:
            return tuple(session.scalars(select(FigureWarning.unit).distinct().order_by(FigureWarning.unit)))

    def departments(self) -> tuple[str, ...]:
        """The departments with warnings, for choosing."""
        wanted = select(FigureWarning.department).where(FigureWarning.department != "").distinct()
        with self._database.read() as session:
            return tuple(session.scalars(wanted.order_by(FigureWarning.department)))

    @performs(wish.SCAN)
    def scan(self, actor: Actor, month: str) -> Settled:
        """Hold everything of a month against bands, the months before and rules, also what the store counts itself."""
        with self._database.write(actor, wish.SCAN, self._parts.clock.now()) as unit:
            settled = self._evaluation.scan(unit, month)
        self._parts.changes.publish(None)
        return settled

    @performs(wish.VERIFY)
    def verify(self, actor: Actor, seen: Seen, looked_at: str, on: date | None = None) -> Written:
        """待核查 → 已核查, for several at once: who, when, what was looked at. Raises FieldProblem, DomainError."""
        today = self._parts.clock.today()
        if on is not None and on > today:
            raise FieldProblem("on", f"核查日期（{on}）晚于今天（{today}）。请核对日期。")
        with self._database.write(actor, wish.VERIFY, self._parts.clock.now()) as unit:
            warnings = steps.had(unit.session, seen)
            steps.verify(warnings, actor.name, on or today, looked_at)
            written = Written(warnings[0].id, unit.act)
        self._parts.changes.publish(None)
        return written

    @performs(wish.CONCLUDE)
    def conclude(self, actor: Actor, seen: Seen, outcome: WarningConclusion, text: str, reason: str = "") -> Written:
        """已核查 → 已有结论, for several at once.

        数据有误，已更正 needs that the figure was changed since, or ``reason``. Raises FieldProblem, DomainError.
        """
        now = self._parts.clock.now()
        with self._database.write(actor, wish.CONCLUDE, now) as unit:
            warnings = steps.had(unit.session, seen)
            steps.conclude(warnings, actor.name, now.isoformat(timespec="seconds"), outcome, text, reason)
            written = Written(warnings[0].id, unit.act)
        self._parts.changes.publish(None)
        return written

    @performs(wish.STEP_BACK)
    def step_back(self, actor: Actor, seen: Seen, reason: str) -> Written:
        """Take the conclusion off, or what was verified, with a reason; the trail keeps it. Raises DomainError."""
        why = needed("reason", "退回的理由", reason)
        with self._database.write(actor, wish.STEP_BACK, self._parts.clock.now(), why) as unit:
            warnings = steps.had(unit.session, seen)
            steps.step_back(warnings)
            written = Written(warnings[0].id, unit.act)
        self._parts.changes.publish(None)
        return written

    def follow(self, unit: Unit, touched: Iterable[Touched]) -> None:
        """Base data were written in an open transaction: raise what they give reason for."""
        self._evaluation.follow(unit, touched)

    def follow_definitions(self, unit: Unit) -> None:
        """Rules, indicators or sums were changed in an open transaction: hold the last year against them."""
        unit.session.flush()
        library = self._parts.library.as_written(definitions_in(unit.session))
        rules = self._parts.rules.by(library).broken_among
        replace(self._evaluation, library=library, rules=rules).definitions_changed(unit)

    def follow_taken_back(self, unit: Unit, done: Sequence[Net]) -> None:
        """An act was taken back in an open transaction: look at what it gave its former state."""
        if has_definitions(done):
            self.follow_definitions(unit)
        self._evaluation.follow(unit, tuple(figures_of(unit.session, done)))
        for code, of in bands_of(unit.session, done):
            self._hold_against(unit, code, of)

    def findings_of(self, unit: Unit, month: str) -> tuple[CheckFinding, ...]:
        """A month is computed in an open transaction: scan it; tell what of the office's own waits for a conclusion."""
        self._evaluation.scan(unit, month)
        unit.session.flush()
        return finding_of(self._list.waiting(unit.session, office_name(unit.session), month))

    @property
    def _months(self) -> BandMonths:
        return BandMonths(Gathering(self._parts.library, self._parts.clock.today()))

    def _indicator(self, code: str) -> Indicator:
        found = self._parts.library.indicators.get(code)
        if found is None:
            raise DomainError(f"没有代码为“{code}”的指标。请刷新后再选。")
        return found

    def _band(self, session: Session, code: str, of: str, version: int) -> IndicatorBand | None:
        band = session.scalars(select(IndicatorBand).filter_by(code=code, unit=of)).one_or_none()
        if band is not None:
            refuse_changed(session, band, version or None, f"{code} 的警戒范围")
        return band

    def _hold_against(self, unit: Unit, code: str, of: str) -> None:
        """The twelve months that are shown beside a band, and the months already warned of."""
        unit.session.flush()
        wanted = select(FigureWarning.month).filter_by(kind=WarningKind.BAND, code=code, unit=of)
        months = set(unit.session.scalars(wanted))
        indicator = self._parts.library.indicators.get(code)
        if indicator is not None:
            months.update(each.month for each in self._months.of(unit.session, indicator, of, None))
        self._evaluation.band_changed(unit, code, of, months)

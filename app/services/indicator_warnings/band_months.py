"""The last twelve months of an indicator beside a band, so that one sees what it would have raised."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.base_data import BaseFigure
from app.services.base_data.year_grid import MONTHS
from app.services.indicator_warnings.causes import BandLook, is_outside, is_too_few
from app.services.indicator_warnings.gathering import Gathering
from app.services.indicator_warnings.rows import Band, BandMonth
from app.services.indicators.model import Indicator
from app.services.indicators.trend import each_of, names_of, needed_for, up_to


@dataclass(frozen=True)
class BandMonths:
    """Reads the months of indicators."""

    gathering: Gathering

    def of(self, session: Session, indicator: Indicator, unit: str, band: Band | None) -> tuple[BandMonth, ...]:
        """Twelve months, the last one the newest with a value; none where no month has one."""
        names = names_of(self.gathering.library, (indicator,))
        newest = self._newest(session, unit, names)
        if not newest:
            return ()
        counts = self.gathering.counts(session, {unit}, names, needed_for(up_to(newest, MONTHS)))
        look = BandLook(counts, self.gathering.library)
        figures = [look.figure(indicator, unit, each) for each in each_of(up_to(newest, MONTHS))]
        return tuple(
            BandMonth(each.first, each.shown, is_too_few(each), band is not None and is_outside(each, band))
            for each in figures
        )

    def _newest(self, session: Session, unit: str, names: tuple[str, ...]) -> str:
        wanted = select(func.max(BaseFigure.first)).where(BaseFigure.unit == unit, BaseFigure.item.in_(names))
        typed = session.scalar(wanted.where(BaseFigure.first == BaseFigure.last))
        lately = self.gathering.held(session, {unit}, names, up_to(f"{self.gathering.today:%Y-%m}", MONTHS))
        return max([typed or "", *(each.first for each in lately)])

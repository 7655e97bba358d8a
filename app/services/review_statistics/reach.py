"""A period as a day knew it, in conditions on columns."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, literal

from app.models.dates import PartialDate
from app.services.review_statistics.period import PeriodNotBegun, ReviewPeriod, year_earlier

Flag = ColumnElement[bool]


@dataclass(frozen=True)
class Reach:
    """A period as it was known on ``as_of``, in conditions on columns.

    A date known only to the month counts where the whole month lies in the period, one known only to the year where
    the whole year does; one that may lie in it or beside it is counted nowhere and is ``unplaced``. Of a day that
    ``is_past`` nobody can say whether a month or year that was not over then had brought the event already: it counts
    as still to come, unless the whole of it belongs to the period.
    """

    period: ReviewPeriod
    as_of: date
    is_past: bool

    @classmethod
    def of(cls, period: ReviewPeriod, as_of: date | None, today: date) -> "Reach":
        """As a day knew it: ``as_of``, else its last day, or today while it runs; raises PeriodNotBegun."""
        day = as_of or min(period.last, today)
        if period.first > day:
            raise PeriodNotBegun(period.title, day)
        return cls(period, day, is_past=day < today)

    @property
    def is_running(self) -> bool:
        """The period is not over on that day."""
        return self.as_of < self.period.last

    def before(self) -> "Reach":
        """The same of the year before: as many days after its beginning where the period still runs."""
        period = self.period.before()
        day = year_earlier(self.as_of)
        return Reach(period, day if self.is_running else max(day, period.last), is_past=True)

    def within(self, column: Any) -> Flag:
        """The date lies in the period and is not after ``as_of``; plain bounds, so that the column's index serves."""
        last = min(self.period.last, self.as_of).isoformat()
        inside = [column >= literal(self._lowest), column <= literal(last)]
        astride = [literal(text) for text in self._astride if self._lowest <= text <= last]
        return and_(*inside, column.not_in(astride)) if astride else and_(*inside)

    def unplaced(self, column: Any) -> Flag:
        """The date is known only to a month or year that begins or ends outside the period."""
        texts = [literal(text) for text in self._astride if PartialDate(text).first <= self.as_of]
        found: Flag = column.in_(texts)
        return found

    def by(self, column: Any) -> Flag:
        """The date has come on ``as_of``; false, not unknown, where there is none."""
        day = self.as_of.isoformat()
        unsure = [literal(text) for text in (day[:4], day[:7]) if self._is_unsure(PartialDate(text))]
        come = [column.is_not(None), column <= literal(day)]
        return and_(*come, column.not_in(unsure)) if unsure else and_(*come)

    def _is_unsure(self, known: PartialDate) -> bool:
        return self.is_past and known.last > self.as_of and not self._has_whole(known)

    @property
    def _lowest(self) -> str:
        """The lowest text that lies in the period: the year or month itself where it is whole."""
        first = self.period.first.isoformat()
        wholes = (first[:length] for length in (4, 7) if self._has_whole(PartialDate(first[:length])))
        return next(wholes, first)

    @property
    def _astride(self) -> tuple[str, ...]:
        ends = (self.period.first.isoformat(), self.period.last.isoformat())
        texts = sorted({end[:length] for end in ends for length in (4, 7)})
        return tuple(text for text in texts if not self._has_whole(PartialDate(text)))

    def _has_whole(self, known: PartialDate) -> bool:
        return self.period.first <= known.first and known.last <= self.period.last

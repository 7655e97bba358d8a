"""Makes the services of figures: own indicators, rules, warnings, tables, reports, forms, the year's end."""

from functools import cached_property
from typing import TYPE_CHECKING

from app.review_desk import ReviewDesk

if TYPE_CHECKING:
    from app.services.statistics_tables.service import StatisticsTables


class FigureDesk(ReviewDesk):
    """The services of figures, each made when first asked."""

    @cached_property
    def statistics_tables(self) -> "StatisticsTables":
        """统计表."""
        from app.services.statistics_tables.service import StatisticsTables
        from app.services.statistics_tables.sources import sources_of

        return StatisticsTables(self._database, self.clock, sources_of(self.resources))

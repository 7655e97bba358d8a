"""Makes the services of figures: own indicators, rules, warnings, tables, reports, forms, the year's end."""

from functools import cached_property
from typing import TYPE_CHECKING

from app.review_desk import ReviewDesk

if TYPE_CHECKING:
    from app.services.monthly_statistics.service import MonthlyStatistics
    from app.services.statistics_tables.further.plugged import Means
    from app.services.statistics_tables.service import StatisticsTables


class FigureDesk(ReviewDesk):
    """The services of figures, each made when first asked."""

    @cached_property
    def statistics_tables(self) -> "StatisticsTables":
        """统计表."""
        from app.services.statistics_tables.further.plugged import further_sources
        from app.services.statistics_tables.service import StatisticsTables
        from app.services.statistics_tables.sources import sources_of

        sources = (*sources_of(self.resources), *further_sources(self._table_means))
        return StatisticsTables(self._database, self.clock, sources, self.documents)

    @property
    def _table_means(self) -> "Means":
        from app.services.statistics_tables.further.plugged import Means

        library, indicators = (lambda: self._indicator_library.items), (lambda: self.indicators)
        means = self._database, self.clock, self.resources
        return Means(*means, library, indicators, self.review_statistics)

    @cached_property
    def monthly_statistics(self) -> "MonthlyStatistics":
        """月度统计, with the tables of the month on its papers."""
        from app.services.monthly_statistics.service import Beside, MonthlyStatistics

        means = self._database, self.clock, self.resources, self.documents
        beside = Beside(lambda: self.month_closing, lambda: self.statistics_tables)
        return MonthlyStatistics(*means, self.review_statistics, beside)

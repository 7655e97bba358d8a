"""Makes the services of figures: own indicators, rules, warnings, tables, reports, forms, the year's end."""

from functools import cached_property
from typing import TYPE_CHECKING

from app.review_desk import ReviewDesk

if TYPE_CHECKING:
    from app.services.business_charts.service import BusinessCharts
    from app.services.figure_rules.service import FigureRules
    from app.services.monthly_statistics.service import MonthlyStatistics
    from app.services.quarterly_table.service import QuarterlyTables
    from app.services.statistics_tables.further.handler_grades import HandlerGrades
    from app.services.statistics_tables.further.plugged import Means
    from app.services.statistics_tables.service import StatisticsTables


class FigureDesk(ReviewDesk):
    """The services of figures, each made when first asked."""

    @cached_property
    def business_charts(self) -> "BusinessCharts":
        """Departments, months, from clue to closing."""
        from app.services.business_charts.service import BusinessCharts

        return BusinessCharts(self._database, self.clock)

    @cached_property
    def figure_rules(self) -> "FigureRules":
        """Rules between base figures."""
        from app.services.figure_rules.book import RuleBook
        from app.services.figure_rules.service import FigureRules, Parts

        book = RuleBook(self.resources.base_data, self._indicator_library)
        means = self._database, self.clock, self.changes, self._indicator_library
        return FigureRules(Parts(*means, book, self.documents))

    @cached_property
    def statistics_tables(self) -> "StatisticsTables":
        """统计表."""
        from app.services.statistics_tables.further.plugged import further_sources
        from app.services.statistics_tables.service import StatisticsTables
        from app.services.statistics_tables.sources import sources_of

        sources = (*sources_of(self.resources), *further_sources(self._table_means))
        return StatisticsTables(self._database, self.clock, sources, self.documents)

    @cached_property
    def handler_grades(self) -> "HandlerGrades":
        """Handlers by grade, for the entitled."""
        from app.services.statistics_tables.further.handler_grades import HandlerGrades
        from app.services.statistics_tables.further.plugged import grades_of

        return HandlerGrades(self._database, self.clock, grades_of(self._table_means))

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

    @cached_property
    def quarterly_tables(self) -> "QuarterlyTables":
        """业务工作基本情况."""
        from app.services.quarterly_table.service import Parts, QuarterlyTables

        return QuarterlyTables(Parts(self._database, self.clock, self.resources, self.indicators, self.documents))

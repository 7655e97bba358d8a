"""Makes the services of figures: own indicators, rules, warnings, tables, reports, forms, the year's end."""

from functools import cached_property
from typing import TYPE_CHECKING

from app.review_desk import ReviewDesk

if TYPE_CHECKING:
    from app.services.briefings.service import Briefings
    from app.services.business_charts.service import BusinessCharts
    from app.services.figure_rules.service import FigureRules
    from app.services.statistics_tables.service import StatisticsTables


class FigureDesk(ReviewDesk):
    """The services of figures, each made when first asked."""

    @cached_property
    def briefings(self) -> "Briefings":
        """月度通报, 业务数据分析研判报告, 检察建议落实情况年度报告."""
        from app.services.briefings.gathering import Sources
        from app.services.briefings.service import Briefings, Parts
        from app.services.monthly_statistics.definitions import read_definitions
        from app.services.monthly_statistics.measures import known_measures

        path = self.resources.statistics / "month.toml"
        sources = Sources(
            self._database,
            self.clock,
            lambda: read_definitions(path, known_measures()),
            lambda: self.indicators.library,
            self.review_statistics,
        )
        return Briefings(Parts(self._database, self.clock, self.changes, self.resources, sources, self.documents))

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
        from app.services.statistics_tables.service import StatisticsTables
        from app.services.statistics_tables.sources import sources_of

        return StatisticsTables(self._database, self.clock, sources_of(self.resources))

"""Makes the services of figures: own indicators, rules, warnings, tables, reports, forms, the year's end."""

from functools import cached_property
from typing import TYPE_CHECKING

from typing_extensions import override

from app.review_desk import ReviewDesk

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.models.database import Unit
    from app.services.base_data.following import Touched
    from app.services.business_charts.service import BusinessCharts
    from app.services.figure_rules.service import FigureRules
    from app.services.indicator_warnings.service import IndicatorWarnings
    from app.services.month_closing.rows import CheckFinding
    from app.services.own_indicators.service import OwnIndicators
    from app.services.quarterly_table.service import QuarterlyTables
    from app.services.statistics_tables.service import StatisticsTables
    from app.services.trail.net import Net


class FigureDesk(ReviewDesk):
    """The services of figures, each made when first asked."""

    @cached_property
    def indicator_warnings(self) -> "IndicatorWarnings":
        """警戒与核查."""
        from app.services.indicator_warnings.service import IndicatorWarnings, Parts

        means = self._database, self.clock, self.changes, self.resources, self._indicator_library
        return IndicatorWarnings(Parts(*means, self.figure_rules, self.documents, self.offices))

    @override
    def follow_figures(self, unit: "Unit", touched: "Iterable[Touched]") -> None:
        self.indicator_warnings.follow(unit, touched)

    @override
    def follow_taken_back(self, unit: "Unit", done: "Sequence[Net]") -> None:
        self.indicator_warnings.follow_taken_back(unit, done)

    @override
    def month_findings(self, unit: "Unit", month: str) -> "tuple[CheckFinding, ...]":
        return self.indicator_warnings.findings_of(unit, month)

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

    @cached_property
    def quarterly_tables(self) -> "QuarterlyTables":
        """业务工作基本情况."""
        from app.services.quarterly_table.service import Parts, QuarterlyTables

        return QuarterlyTables(Parts(self._database, self.clock, self.resources, self.indicators, self.documents))

    @cached_property
    def own_indicators(self) -> "OwnIndicators":
        """The office's own items and indicators."""
        from app.services.own_indicators.service import OwnIndicators, Parts

        return OwnIndicators(
            Parts(self._database, self.clock, self.changes, self._indicator_library, lambda: self.indicators)
        )

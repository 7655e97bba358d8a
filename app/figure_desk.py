"""Makes the services of figures: own indicators, rules, warnings, tables, reports, forms, the year's end."""

from functools import cached_property
from typing import TYPE_CHECKING

from typing_extensions import override

from app.review_desk import ReviewDesk

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.models.database import Unit
    from app.services.base_data.following import Touched
    from app.services.briefings.service import Briefings
    from app.services.business_charts.service import BusinessCharts
    from app.services.figure_rules.service import FigureRules
    from app.services.indicator_warnings.service import IndicatorWarnings
    from app.services.month_closing.rows import CheckFinding
    from app.services.monthly_statistics.service import MonthlyStatistics
    from app.services.own_forms.service import OwnForms
    from app.services.own_indicators.service import OwnIndicators
    from app.services.quarterly_table.service import QuarterlyTables
    from app.services.statistics_tables.further.handler_grades import HandlerGrades
    from app.services.statistics_tables.further.plugged import Means
    from app.services.statistics_tables.service import StatisticsTables
    from app.services.trail.net import Net
    from app.services.year_end.service import YearEnd


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

    def follow_definitions(self, unit: "Unit") -> None:
        """A rule, an indicator or what a sum is made of was changed in an open transaction."""
        self.indicator_warnings.follow_definitions(unit)

    @override
    def follow_taken_back(self, unit: "Unit", done: "Sequence[Net]") -> None:
        self.indicator_warnings.follow_taken_back(unit, done)

    @override
    def month_findings(self, unit: "Unit", month: str) -> "tuple[CheckFinding, ...]":
        return self.indicator_warnings.findings_of(unit, month)

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
            self.statistics_tables,
        )
        return Briefings(Parts(self._database, self.clock, self.changes, self.resources, sources, self.documents))

    @cached_property
    def own_forms(self) -> "OwnForms":
        """本院报表."""
        from app.services.own_forms.service import OwnForms, Parts

        means = (self._database, self.clock, self.changes, self.resources, self.offices, self.carriers)
        figures = (self._indicator_library, self.indicators, self.monthly_statistics, self.statistics_tables)
        return OwnForms(Parts(*means, self.attachments.folder, *figures, self.month_closing.json))

    @cached_property
    def year_end(self) -> "YearEnd":
        """年终."""
        from app.services.year_end.service import Parts, YearEnd

        means = (self._database, self.clock, self.changes, self.resources, self.deadlines, self.documents, self.offices)
        return YearEnd(Parts(*means, self.carriers, lambda: self.reverse_reviews.listing))

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
        return FigureRules(Parts(*means, book, self.documents, self.follow_definitions))

    @cached_property
    def statistics_tables(self) -> "StatisticsTables":
        """统计表."""
        from app.services.statistics_tables.further.plugged import further_sources
        from app.services.statistics_tables.service import StatisticsTables
        from app.services.statistics_tables.sources import sources_of

        sources = (*sources_of(self.resources), *further_sources(self._table_means))
        means = self._database, self.clock, sources, self.documents
        return StatisticsTables(*means, self.month_closing.tables)

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

    @cached_property
    def own_indicators(self) -> "OwnIndicators":
        """The office's own items and indicators."""
        from app.services.own_indicators.service import OwnIndicators, Parts

        means = self._database, self.clock, self.changes, self._indicator_library
        return OwnIndicators(Parts(*means, lambda: self.indicators, self.follow_definitions))

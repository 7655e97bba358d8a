"""Makes the services of figures: own indicators, rules, warnings, tables, reports, forms, the year's end."""

from functools import cached_property
from typing import TYPE_CHECKING

from app.review_desk import ReviewDesk

if TYPE_CHECKING:
    from app.services.business_charts.service import BusinessCharts
    from app.services.figure_rules.service import FigureRules
    from app.services.own_forms.service import OwnForms
    from app.services.statistics_tables.service import StatisticsTables
    from app.services.year_end.service import YearEnd


class FigureDesk(ReviewDesk):
    """The services of figures, each made when first asked."""

    @cached_property
    def own_forms(self) -> "OwnForms":
        """本院报表."""
        from app.services.own_forms.service import OwnForms, Parts

        means = (self._database, self.clock, self.changes, self.resources, self.offices, self.attachments.folder)
        figures = (self._indicator_library, self.indicators, self.monthly_statistics, self.statistics_tables)
        return OwnForms(Parts(*means, *figures, self.month_closing.json))

    @cached_property
    def year_end(self) -> "YearEnd":
        """年终."""
        from app.services.year_end.service import Parts, YearEnd

        means = (self._database, self.clock, self.changes, self.resources, self.deadlines, self.documents, self.offices)
        return YearEnd(Parts(*means, lambda: self.reverse_reviews.listing))

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

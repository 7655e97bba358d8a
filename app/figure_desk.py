"""Makes the services of figures: own indicators, rules, warnings, tables, reports, forms, the year's end."""

from functools import cached_property
from typing import TYPE_CHECKING

from app.review_desk import ReviewDesk

if TYPE_CHECKING:
    from app.services.own_forms.service import OwnForms
    from app.services.year_end.service import YearEnd


class FigureDesk(ReviewDesk):
    """The services of figures, each made when first asked."""

    @cached_property
    def own_forms(self) -> "OwnForms":
        """本院报表."""
        from app.services.own_forms.service import OwnForms, Parts

        means = (self._database, self.clock, self.changes, self.resources, self.offices, self.attachments.folder)
        figures = (self._indicator_library, self.indicators, self.monthly_statistics)
        return OwnForms(Parts(*means, *figures, self.month_closing.json))

    @cached_property
    def year_end(self) -> "YearEnd":
        """年终."""
        from app.services.year_end.service import Parts, YearEnd

        means = (self._database, self.clock, self.changes, self.resources, self.deadlines, self.documents, self.offices)
        return YearEnd(Parts(*means, lambda: self.reverse_reviews.listing))

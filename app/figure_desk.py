"""Makes the services of figures: own indicators, rules, warnings, tables, reports, forms, the year's end."""

from functools import cached_property
from typing import TYPE_CHECKING

from app.review_desk import ReviewDesk

if TYPE_CHECKING:
    from app.services.own_indicators.service import OwnIndicators


class FigureDesk(ReviewDesk):
    """The services of figures, each made when first asked."""

    @cached_property
    def own_indicators(self) -> "OwnIndicators":
        """The office's own items and indicators."""
        from app.services.own_indicators.service import OwnIndicators, Parts

        return OwnIndicators(
            Parts(self._database, self.clock, self.changes, self._indicator_library, lambda: self.indicators)
        )

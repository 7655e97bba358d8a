"""Makes the services of figures: own indicators, rules, warnings, tables, reports, forms, the year's end."""

from functools import cached_property
from typing import TYPE_CHECKING

from typing_extensions import override

from app.review_desk import ReviewDesk

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.models.database import Unit
    from app.services.base_data.following import Touched
    from app.services.indicator_warnings.service import IndicatorWarnings
    from app.services.month_closing.rows import CheckFinding
    from app.services.trail.net import Net


class FigureDesk(ReviewDesk):
    """The services of figures, each made when first asked."""

    @cached_property
    def indicator_warnings(self) -> "IndicatorWarnings":
        """警戒与核查."""
        from app.services.indicator_warnings.rules import no_names, no_rules
        from app.services.indicator_warnings.service import IndicatorWarnings, Parts

        means = self._database, self.clock, self.changes, self.resources, self._indicator_library
        return IndicatorWarnings(Parts(*means, no_rules, no_names))

    @override
    def follow_figures(self, unit: "Unit", touched: "Iterable[Touched]") -> None:
        self.indicator_warnings.follow(unit, touched)

    @override
    def follow_taken_back(self, unit: "Unit", done: "Sequence[Net]") -> None:
        self.indicator_warnings.follow_taken_back(unit, done)

    @override
    def month_findings(self, unit: "Unit", month: str) -> "tuple[CheckFinding, ...]":
        return self.indicator_warnings.findings_of(unit, month)

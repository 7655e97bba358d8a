"""The further tables, in the order they are shown and printed, with what each takes its figures from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.models.database import Database
from app.services.foundation.clock import Clock
from app.services.foundation.resources import Resources
from app.services.indicators.model import Item
from app.services.indicators.service import Indicators
from app.services.review_findings.catalogue import FindingCatalogue
from app.services.review_grades.kept_sets import KeptSets
from app.services.review_statistics.service import ReviewStatistics
from app.services.statistics_tables.further.case_analysis import CaseAnalysis
from app.services.statistics_tables.further.case_reviews import CaseReviews
from app.services.statistics_tables.further.grades import Grades
from app.services.statistics_tables.further.leaders import ACTS, CASES, Leaders
from app.services.statistics_tables.further.monitoring import Monitoring
from app.services.statistics_tables.further.reverse_table import ReverseReviews
from app.services.statistics_tables.further.review_dimensions import ReviewDimensions
from app.services.statistics_tables.further.structures import Structures
from app.services.statistics_tables.further.warnings import Warnings
from app.services.statistics_tables.source import Source


@dataclass(frozen=True)
class Means:
    """What the further tables need, handed in by bootstrap."""

    database: Database
    clock: Clock
    resources: Resources
    items: Callable[[], Mapping[str, Item]]  # of the library as it stands
    indicators: Callable[[], Indicators]
    reviews: ReviewStatistics


def grades_of(means: Means) -> Grades:
    """评查统计表·等次, which also knows the one by handler for the entitled."""
    return Grades(KeptSets(means.resources.reverse_reviews), means.clock)


def further_sources(means: Means) -> tuple[Source, ...]:
    """A further table is one more entry here."""
    folder, catalogue = means.resources.statistics, FindingCatalogue(means.resources.reverse_reviews)
    return (
        ReverseReviews(means.resources, means.clock),
        CaseAnalysis(means.reviews),
        Monitoring(folder, means.items),
        CaseReviews(means.items, means.clock),
        grades_of(means),
        ReviewDimensions(lambda: [each.name for each in catalogue.dimensions], means.clock),
        *(Leaders(code, folder, means.items, means.clock) for code in (CASES, ACTS)),
        Structures(means.indicators),
        Warnings(means.database),
    )

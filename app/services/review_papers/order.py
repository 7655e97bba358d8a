"""The order of dimensions and stages and the names of sets of grades, as the office's data has them."""

from pathlib import Path

from app.services.review_findings.catalogue import FindingCatalogue
from app.services.review_grades.kept_sets import KeptSets
from app.services.review_papers.rows import ReviewOrder


def review_order(folder: Path) -> ReviewOrder:
    """``folder`` is ``resources/reverse_reviews``; raises DomainError naming file and key where one is spoilt."""
    catalogue = FindingCatalogue(folder)
    return ReviewOrder(
        dimensions=tuple(each.name for each in catalogue.dimensions),
        stages=tuple(each.name for each in catalogue.stages),
        grade_sets={each.code: each.name for each in KeptSets(folder).shipped.sets},
    )

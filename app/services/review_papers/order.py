"""The order of dimensions and stages, as the office's data has it."""

from pathlib import Path

from app.services.review_findings.catalogue import FindingCatalogue
from app.services.review_papers.rows import ReviewOrder


def review_order(folder: Path) -> ReviewOrder:
    """``folder`` is ``resources/reverse_reviews``; raises DomainError naming file and key where one is spoilt."""
    catalogue = FindingCatalogue(folder)
    return ReviewOrder(tuple(each.name for each in catalogue.dimensions), tuple(each.name for each in catalogue.stages))

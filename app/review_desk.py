"""Makes the services of reverse review: original cases, triggers, reviews, what they find and what comes of it."""

from functools import cached_property
from typing import TYPE_CHECKING

from app.case_desk import CaseDesk

if TYPE_CHECKING:
    from app.models.reverse_review import ReverseReview
    from app.services.foundation.pen import Pen
    from app.services.reverse_reviews.service import ReverseReviews
    from app.services.review_findings.catalogue import FindingCatalogue
    from app.services.review_findings.service import ReviewFindings


class ReviewDesk(CaseDesk):
    """The services of reverse review, each made when first asked."""

    @cached_property
    def _review_pen(self) -> "Pen[ReverseReview]":
        from app.models.reverse_review import ReverseReview
        from app.models.terms import RecordType
        from app.services.foundation.pen import Pen
        from app.services.reverse_reviews.refusals import ReviewNotFound

        return Pen(self._database, self.clock, self.changes, ReverseReview, RecordType.REVERSE_REVIEW, ReviewNotFound)

    @cached_property
    def reverse_reviews(self) -> "ReverseReviews":
        """Reverse reviews."""
        from app.services.reverse_reviews.cards import ReviewCards
        from app.services.reverse_reviews.listing import review_listing
        from app.services.reverse_reviews.service import Parts, ReverseReviews

        cards, catalogue = ReviewCards(self._database), self._finding_catalogue
        parts = Parts(self._review_pen, cards, self._starter, catalogue, self.clock)
        return ReverseReviews(review_listing(self._database), parts)

    @cached_property
    def review_findings(self) -> "ReviewFindings":
        """What reviews found."""
        from app.services.review_findings.service import Parts, ReviewFindings

        means = (self._review_pen, self._finding_catalogue, self.offices, self.attachments, self.clock)
        return ReviewFindings(Parts(*means))

    @cached_property
    def _finding_catalogue(self) -> "FindingCatalogue":
        from app.services.review_findings.catalogue import FindingCatalogue

        return FindingCatalogue(self.resources.reverse_reviews)

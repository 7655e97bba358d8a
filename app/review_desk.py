"""Makes the services of reverse review: original cases, triggers, reviews, what they find and what comes of it."""

from functools import cached_property
from typing import TYPE_CHECKING

from app.case_desk import CaseDesk

if TYPE_CHECKING:
    from app.models.reverse_review import ReverseReview
    from app.services.foundation.pen import Pen
    from app.services.reverse_reviews.service import ReverseReviews


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

        parts = Parts(self._review_pen, ReviewCards(self._database), self._starter, self.clock)
        return ReverseReviews(review_listing(self._database), parts)

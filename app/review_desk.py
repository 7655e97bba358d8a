"""Makes the services of reverse review: original cases, triggers, reviews, what they find and what comes of it."""

from functools import cached_property
from typing import TYPE_CHECKING

from app.case_desk import CaseDesk

if TYPE_CHECKING:
    from app.models.database import Unit
    from app.models.original_case import OriginalCase
    from app.models.reverse_review import ReverseReview
    from app.services.foundation.pen import Pen
    from app.services.original_cases.service import OriginalCases
    from app.services.reverse_reviews.service import ReverseReviews


class ReviewDesk(CaseDesk):
    """The services of reverse review, each made when first asked."""

    @cached_property
    def original_cases(self) -> "OriginalCases":
        """Original cases."""
        from app.services.original_cases.cards import CaseCards
        from app.services.original_cases.listing import case_listing
        from app.services.original_cases.service import OriginalCases, Parts
        from app.services.original_cases.words import CaseWords

        parts = Parts(
            pen=self._case_pen,
            cards=CaseCards(self._database),
            offices=self.offices,
            clock=self.clock,
            words=CaseWords(self.resources.reverse_reviews),
            evaluate=self._evaluate_triggers,
        )
        return OriginalCases(case_listing(self._database), parts)

    @cached_property
    def _case_pen(self) -> "Pen[OriginalCase]":
        from app.models.original_case import OriginalCase
        from app.models.terms import RecordType
        from app.services.foundation.pen import Pen
        from app.services.original_cases.refusals import CaseNotFound

        return Pen(self._database, self.clock, self.changes, OriginalCase, RecordType.ORIGINAL_CASE, CaseNotFound)

    def _evaluate_triggers(self, unit: "Unit", case: "OriginalCase") -> None:
        triggers = getattr(self, "review_triggers", None)  # asked late: triggers begin reviews, which read cases
        if triggers is not None:
            triggers.evaluate(unit, case)

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

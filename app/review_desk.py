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
    from app.services.review_findings.catalogue import FindingCatalogue
    from app.services.review_findings.service import ReviewFindings
    from app.services.review_grades.service import ReviewGrades


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
        from app.services.reverse_reviews.offering import CaseFinder
        from app.services.reverse_reviews.service import Parts, ReverseReviews

        cards, catalogue = ReviewCards(self._database), self._finding_catalogue
        parts = Parts(self._review_pen, cards, self._starter, catalogue, CaseFinder(self._database), self.clock)
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

    @cached_property
    def review_grades(self) -> "ReviewGrades":
        """Grades of cases, and what their handlers say."""
        from app.services.review_grades.kept_sets import KeptSets
        from app.services.review_grades.service import Parts, ReviewGrades

        sets = KeptSets(self.resources.reverse_reviews)
        return ReviewGrades(Parts(self._review_pen, self.attachments, sets, self.clock))

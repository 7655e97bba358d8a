"""Makes the services of reverse review: original cases, triggers, reviews, what they find and what comes of it."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from app.case_desk import CaseDesk

if TYPE_CHECKING:
    from app.models.original_case import OriginalCase
    from app.models.reverse_review import ReverseReview
    from app.services.foundation.pen import Pen
    from app.services.importing.cases import HitsOf
    from app.services.original_cases.service import OriginalCases
    from app.services.reverse_reviews.service import ReverseReviews
    from app.services.review_analysis.reports import ReviewReports
    from app.services.review_analysis.service import ReviewAnalysis
    from app.services.review_analysis.words import ReviewWords
    from app.services.review_findings.catalogue import FindingCatalogue
    from app.services.review_findings.service import ReviewFindings
    from app.services.review_grades.service import ReviewGrades
    from app.services.review_results.service import ReviewResults
    from app.services.review_triggers.service import ReviewTriggers


class ReviewDesk(CaseDesk):
    """The services of reverse review, each made when first asked."""

    @cached_property
    def original_cases(self) -> "OriginalCases":
        """Original cases."""
        from app.services.original_cases.cards import CaseCards
        from app.services.original_cases.choices import CaseChoices
        from app.services.original_cases.listing import case_listing
        from app.services.original_cases.service import OriginalCases, Parts
        from app.services.original_cases.words import CaseWords

        parts = Parts(
            pen=self._case_pen,
            cards=CaseCards(self._database),
            offices=self.offices,
            clock=self.clock,
            words=CaseWords(self.resources.reverse_reviews),
            choices=CaseChoices(self._database),
            evaluate=self.review_triggers.evaluate,
        )
        return OriginalCases(case_listing(self._database), parts)

    @cached_property
    def _case_pen(self) -> "Pen[OriginalCase]":
        from app.models.original_case import OriginalCase
        from app.models.terms import RecordType
        from app.services.foundation.pen import Pen
        from app.services.original_cases.refusals import CaseNotFound

        return Pen(self._database, self.clock, self.changes, OriginalCase, RecordType.ORIGINAL_CASE, CaseNotFound)

    def _case_hits(self) -> "HitsOf":
        """Which triggers in force cases meet, from the values of their columns; for one file."""
        from app.services.review_triggers.matching import hits_of

        return partial(hits_of, triggers=self.review_triggers.in_force(), today=self.clock.today())

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
    def review_triggers(self) -> "ReviewTriggers":
        """Triggers, and the cases that met them."""
        from app.services.review_triggers.listing import hit_listing
        from app.services.review_triggers.paper import TriggerPaper
        from app.services.review_triggers.service import Parts, ReviewTriggers

        listing = hit_listing(self._database)
        paper = TriggerPaper(listing, self.clock, self.documents, self.offices, self.trigger_library)
        parts = Parts(
            self._database, self.clock, self.changes, self.trigger_library, lambda: self.reverse_reviews, paper
        )
        return ReviewTriggers(listing, parts)

    @cached_property
    def review_analysis(self) -> "ReviewAnalysis":
        """类案审视 and 综合审视: cases of a pattern, common problems."""
        from app.services.review_analysis.service import AnalysisParts, ReviewAnalysis

        means = (self._database, self.clock, self.changes)
        return ReviewAnalysis(AnalysisParts(*means, self.reverse_reviews, self._review_words))

    @cached_property
    def review_reports(self) -> "ReviewReports":
        """审视报告."""
        from app.services.original_cases.words import CaseWords
        from app.services.review_analysis.reports import ReportParts, ReviewReports

        def kinds() -> tuple[str, ...]:
            return tuple(each.name for each in CaseWords(self.resources.reverse_reviews).petition_kinds)

        means = (self._database, self.clock, self.changes, self.resources, self.deadlines)
        return ReviewReports(ReportParts(*means, lambda: self._review_words, kinds))

    @cached_property
    def _review_words(self) -> "ReviewWords":
        from app.services.review_analysis.words import ReviewWords
        from app.services.review_findings.catalogue import FindingCatalogue

        return ReviewWords.of(FindingCatalogue(self.resources.reverse_reviews))

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
    def review_results(self) -> "ReviewResults":
        """What came of reviews, followed to its end."""
        from app.services.clues.links import Links
        from app.services.review_results.kinds import ResultKinds
        from app.services.review_results.listing import ResultListing
        from app.services.review_results.opening import Opening
        from app.services.review_results.paper import BoardPaper
        from app.services.review_results.service import Parts, ReviewResults
        from app.services.review_results.writing import ResultPen

        listing = ResultListing.over(self._database)
        pen = ResultPen(self._review_pen, ResultKinds(self.resources.reverse_reviews), self.deadlines)
        links = Links(self._database, self.clock, self.changes)
        parts = Parts(
            pen=pen,
            opening=Opening(pen, self.suggestions, self.clues, links),
            referrals=self.referrals,
            attachments=self.attachments,
            deadlines=self.deadlines,
            paper=BoardPaper(listing, self.clock, self.documents, self.offices),
        )
        return ReviewResults(listing, parts)

    @cached_property
    def review_grades(self) -> "ReviewGrades":
        """Grades of cases, and what their handlers say."""
        from app.services.review_grades.kept_sets import KeptSets
        from app.services.review_grades.service import Parts, ReviewGrades

        sets = KeptSets(self.resources.reverse_reviews)
        return ReviewGrades(Parts(self._review_pen, self.attachments, sets, self.clock))

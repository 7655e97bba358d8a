"""The tabs of a review's record page that other features bring, in the order in which a review is worked on."""

from typing import TYPE_CHECKING, Protocol

from app.services.reverse_reviews.rows import ReviewCard
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.views.shared.record_frame import RecordFrame


class ReviewView(Protocol):
    """What one feature shows of a review; it adds its tab and its acts to the frame when it is made.

    It is made with ``(frame, workplace)``.
    """

    def show_review(self, card: ReviewCard) -> None:
        """Read and show it; the tab's title may change."""


def views_of(frame: "RecordFrame", workplace: Workplace) -> tuple[ReviewView, ...]:
    """What stands between 案卡 and 文书: the findings, what was said to them, what came of them."""
    from app.views.reverse_reviews.cases_view import ReviewedCasesView
    from app.views.review_analysis.record_view import ReviewAnalysisView
    from app.views.review_findings.view import FindingsView
    from app.views.review_grades.view import ReviewGradesView
    from app.views.review_results.view import ReviewResultsView

    made = (ReviewedCasesView, FindingsView, ReviewGradesView, ReviewResultsView, ReviewAnalysisView)
    return tuple(view(frame, workplace) for view in made)

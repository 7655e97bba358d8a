"""Makes the services of reverse review: original cases, triggers, reviews, what they find and what comes of it."""

from app.case_desk import CaseDesk


class ReviewDesk(CaseDesk):
    """The services of reverse review, each made when first asked."""

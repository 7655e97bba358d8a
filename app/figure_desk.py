"""Makes the services of figures: own indicators, rules, warnings, tables, reports, forms, the year's end."""

from app.review_desk import ReviewDesk


class FigureDesk(ReviewDesk):
    """The services of figures, each made when first asked."""

"""Opening a report of the period."""

from PySide6.QtWidgets import QWidget

from app.models.terms import RecordType
from app.services.review_statistics.rows import ReportRow
from app.views.shared.workplace import Workplace


def open_report(workplace: Workplace, report: ReportRow, _parent: QWidget) -> None:
    """Where it was made from a review, that review; the page of reports otherwise."""
    if report.review_id is not None:
        workplace.open_record(RecordType.REVERSE_REVIEW, report.review_id)
    else:
        workplace.page_wanted.emit("review_analysis")

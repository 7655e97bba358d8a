"""Opening a report of the period."""

from PySide6.QtWidgets import QWidget

from app.models.terms import RecordType
from app.services.review_statistics.rows import ReportRow
from app.views.review_analysis.opening import open_report as read_report
from app.views.shared.workplace import Workplace


def open_report(workplace: Workplace, report: ReportRow, parent: QWidget) -> None:
    """Where it was made from a review, that review; the report itself otherwise."""
    if report.review_id is not None:
        workplace.open_record(RecordType.REVERSE_REVIEW, report.review_id)
    else:
        read_report(workplace, report.id, parent)

"""Opens one saved report, from wherever reports are listed."""

from PySide6.QtWidgets import QWidget

from app.services.foundation.errors import DomainError, KnownError
from app.views.shared.workplace import Workplace


def open_report(workplace: Workplace, report_id: int, parent: QWidget) -> None:
    """Read it, and edit it while it was not presented; where it is gone the status line says so."""
    from app.views.review_analysis.report_dialog import ReportTextDialog

    try:
        card = workplace.desk.review_reports.card(report_id)
    except (DomainError, KnownError) as problem:
        workplace.say(str(problem))
    else:
        ReportTextDialog(workplace, card, parent).open()

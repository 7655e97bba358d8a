"""Opens what lies behind a figure, or says why nothing does."""

from PySide6.QtWidgets import QWidget

from app.services.base_data.periods import Months
from app.services.foundation.errors import DomainError
from app.services.indicators.model import IndicatorFigure
from app.views.indicators.behind_dialog import BehindDialog
from app.views.shared.workplace import Workplace


def open_behind(workplace: Workplace, figure: IndicatorFigure, parent: QWidget, *, by_month: bool = False) -> None:
    """The base figures a figure was made of, and those left out; ``by_month`` where months were added up."""
    try:
        behind = workplace.desk.indicators.behind(figure, by_month=by_month)
    except DomainError as problem:
        workplace.say(str(problem))
        return
    if behind:
        BehindDialog(workplace, figure, behind, parent).open()
    else:
        workplace.say(
            f"{figure.indicator.name} {Months(figure.first, figure.last).shown}没有基础数据，可以在“基础数据”里填报。"
        )

"""单位 on a letter's page: its addressee's history, read when somebody looks, and the banner of what came again."""

from PySide6.QtGui import QShowEvent
from typing_extensions import override

from app.services.foundation.errors import DomainError
from app.services.suggestions.rows import LetterCard
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace
from app.views.suggestion_library.recurrence_banner import RecurrenceBanner
from app.views.unit_history.view import UnitHistoryView


class UnitTab(UnitHistoryView):
    """A LetterView."""

    def __init__(self, workplace: Workplace, frame: RecordFrame) -> None:
        """Adds its tab."""
        super().__init__(workplace)
        self._unit: str | None = None
        self.banner = RecurrenceBanner.on(frame)
        frame.tabs.addTab(self, "单位")

    def show_letter(self, card: LetterCard) -> None:
        """The addressee of a letter."""
        self.banner.show_letter(card)
        self._unit = card.draft.addressee
        if self.isVisible():
            self._read()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        unit, self._unit = self._unit, None
        key = self._workplace.desk.unit_histories.unit_id(unit) if unit is not None else None
        if key is None:
            return
        try:
            self.show_unit(key)
        except DomainError as problem:
            self._workplace.say(str(problem))

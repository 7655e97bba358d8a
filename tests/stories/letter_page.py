"""A letter's record page as 张某 uses it on one day after the other, and what is done there by the trail's names."""

from datetime import date, datetime, timedelta

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.models.terms import RecordType
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import LetterCard
from app.views.serving.view import ServingView
from app.views.suggestions.record import LetterRecord
from tests.conftest import CHINA
from tests.services.casework import PEOPLE
from tests.stories.conftest import CLERK, ClerksDesk

TODAY = "今天"


class PassingClock:
    """Monday 23 November 2026, nine in the morning, until days are let go by."""

    def __init__(self) -> None:
        """On the first day."""
        self._moment = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)

    def today(self) -> date:
        """The day."""
        return self._moment.date()

    def now(self) -> datetime:
        """The moment."""
        return self._moment

    def go_on(self, days: int) -> None:
        """Let days go by."""
        self._moment += timedelta(days=days)


class LetterPage:
    """The page that is on screen; ``acts`` are what was done to the letter, as its trail calls it."""

    def __init__(self, desk: ClerksDesk, qtbot: QtBot, clock: PassingClock) -> None:
        """The people of the office are registered; the clock is the store's."""
        self.desk, self.bot, self._clock = desk, qtbot, clock
        self.acts: list[str] = []
        for name, post in PEOPLE:
            desk.services.offices.add_person(CLERK, name, post)

    @property
    def record(self) -> LetterRecord:
        """The letter's page."""
        assert isinstance(self.desk.record, LetterRecord)
        return self.desk.record

    @property
    def key(self) -> RecordKey:
        """The letter."""
        assert self.record.record_id is not None
        return RecordKey(RecordType.SUGGESTION, self.record.record_id)

    @property
    def card(self) -> LetterCard:
        """What the store says of it."""
        return self.desk.services.suggestions.card(self.key.record_id)

    @property
    def next(self) -> str:
        """The words of the coloured button; empty where nothing comes next."""
        return self.record.next.text() if self.record.next.isVisible() else ""

    @property
    def serving(self) -> ServingView:
        """Its tab 送达."""
        return next(view for view in self.record.views if isinstance(view, ServingView))

    def wait(self, days: int) -> None:
        """Days go by; the page is read again."""
        self._clock.go_on(days)
        self.record.show_record(self.key.record_id)
        self.desk.settle()

    def confirm(self, act: str = "") -> None:
        """The coloured button; the dialog closes without a word. ``act`` is how the trail calls it."""
        self.desk.confirm()
        assert not self.desk.has_dialog, (self.desk.problems(), self.desk.dialog.windowTitle())
        self.acts += [act] if act else []

    def choose(self, title: str) -> None:
        """An act under 更多."""
        action = next(found for found in self.record.findChildren(QAction) if found.text() == title)
        action.trigger()
        self.desk.settle()

    def press_on(self, view: QWidget, title: str = "") -> None:
        """A button of a tab, which is turned to."""
        self.record.tabs.setCurrentWidget(view)
        self.desk.settle()
        if title:
            self.desk.click(title, view)

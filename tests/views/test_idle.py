"""The windows lock themselves when nobody has touched them for long enough, by the clock of the day."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from pytestqt.qtbot import QtBot

from app.views.access.idle import IdleWatch
from tests.conftest import CHINA

START = datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)


class Watched:
    """A watch of ten minutes over one window, its clock, and how often it has said so."""

    def __init__(self, minutes: int = 10) -> None:
        """Nine in the morning."""
        self.now, self.said, self.owner, self.window = START, 0, QObject(), QWindow()
        self.watch = IdleWatch(lambda: self.now, minutes, self.owner)
        self.watch.idle.connect(self._count)
        self.watch._follow(self.window)  # as when it gets the keyboard

    def _count(self) -> None:
        self.said += 1

    def touch(self) -> None:
        """A key goes down."""
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(self.window, event)


def test_ten_minutes_untouched_lock_and_a_key_begins_them_anew(qtbot: QtBot) -> None:
    idle = Watched()
    idle.now += timedelta(minutes=9)
    idle.touch()
    idle.now += timedelta(minutes=9)
    idle.watch._timer.timeout.emit()
    assert idle.said == 0
    idle.now += timedelta(minutes=1)
    idle.watch._timer.timeout.emit()
    assert idle.said == 1


def test_the_first_touch_after_the_machine_slept_locks(qtbot: QtBot) -> None:
    idle = Watched()
    idle.now += timedelta(hours=3)
    idle.touch()
    assert idle.said == 1


@pytest.mark.parametrize("hours", [1, 1000])
def test_an_office_may_leave_it_off(qtbot: QtBot, hours: int) -> None:
    idle = Watched(minutes=0)
    idle.now += timedelta(hours=hours)
    idle.touch()
    idle.watch.look()
    assert idle.said == 0

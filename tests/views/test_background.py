"""Long work beside the window: its outcome comes back, it can be stopped, and an error is never lost."""

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Progress
from app.views.crash import CrashReporter
from app.views.shared.background import BackgroundTask


@pytest.fixture
def owner(qapp: QApplication) -> Iterator[QObject]:
    """Outlives its tasks, as the window does."""
    held = QObject()
    yield held
    QThreadPool.globalInstance().waitForDone()


def test_the_outcome_of_a_job_comes_back_with_its_progress(owner: QObject, qtbot: QtBot) -> None:
    def job(progress: Progress) -> object:
        progress.report(1, 2)
        return "月报"

    task = BackgroundTask(job, owner)
    steps: list[tuple[int, int]] = []
    task.progressed.connect(lambda done, total: steps.append((done, total)))
    outcomes: list[object] = []
    task.succeeded.connect(outcomes.append)
    with qtbot.waitSignal(task.finished):
        task.start()
    assert steps == [(1, 2)]
    assert outcomes == ["月报"]


def test_a_cancelled_job_ends_at_its_next_report(owner: QObject, qtbot: QtBot) -> None:
    go_on = Event()

    def job(progress: Progress) -> None:
        go_on.wait()
        progress.report(1, 2)

    task = BackgroundTask(job, owner)
    with qtbot.waitSignals([task.cancelled, task.finished]):
        task.start()
        task.cancel()
        go_on.set()


def test_what_a_job_refuses_is_handed_to_the_window(owner: QObject, qtbot: QtBot) -> None:
    def job(_: Progress) -> None:
        raise DomainError("磁盘空间不足。")

    task = BackgroundTask(job, owner)
    with qtbot.waitSignal(task.failed) as waited:
        task.start()
    assert str(waited.args[0]) == "磁盘空间不足。"


def test_tasks_that_are_over_are_let_go_when_another_starts(owner: QObject, qtbot: QtBot) -> None:
    for _ in range(5):
        task = BackgroundTask(lambda progress: None, owner)
        with qtbot.waitSignal(task.finished):
            task.start()
        QThreadPool.globalInstance().waitForDone()
    qtbot.waitUntil(lambda: len(owner.children()) == 1)


def test_an_unexpected_error_is_logged_under_the_reference_the_window_shows(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    reporter = CrashReporter(window)
    try:
        raise ZeroDivisionError
    except ZeroDivisionError as error:
        reporter.report(type(error), error, error.__traceback__)
        reporter.report(type(error), error, error.__traceback__)
    boxes = window.findChildren(QMessageBox)
    assert len(boxes) == 1
    reference = caplog.records[0].getMessage().rpartition(" ")[2]
    assert reference in boxes[0].text()
    boxes[0].close()
    caplog.clear()


def test_a_job_that_reports_every_row_moves_the_bar_only_when_it_can_be_seen(owner: QObject, qtbot: QtBot) -> None:
    def job(progress: Progress) -> None:
        for row in range(100_001):
            progress.report(row, 100_000)

    task = BackgroundTask(job, owner)
    steps: list[int] = []
    task.progressed.connect(lambda done, _total: steps.append(done))
    with qtbot.waitSignal(task.finished):
        task.start()
    assert (steps[0], steps[-1]) == (0, 100_000)
    assert 100 < len(steps) < 1000

"""Long work in its strip: it shows only when it lasts, can be stopped, and says why it was refused."""

from threading import Event

from PySide6.QtCore import QThread, QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Progress
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace


def test_the_result_arrives_on_the_windows_own_thread(workplace: Workplace, qtbot: QtBot) -> None:
    strip = WorkStrip(workplace)
    qtbot.addWidget(strip)
    came: list[tuple[str, QThread]] = []
    strip.run("正在统计……", lambda _: "月报", lambda result: came.append((result, QThread.currentThread())))
    qtbot.waitUntil(lambda: bool(came))
    assert came == [("月报", QApplication.instance().thread())]  # type: ignore[union-attr]  # there is one
    assert strip.is_idle


def test_a_refusal_stays_as_a_sentence_until_the_next_work(workplace: Workplace, qtbot: QtBot) -> None:
    def refuse(_: Progress) -> None:
        raise DomainError("文件只读。请另选位置。")

    strip = WorkStrip(workplace)
    qtbot.addWidget(strip)
    with qtbot.waitSignal(strip.refused):
        strip.run("正在导出……", refuse, lambda _: None)
    assert strip.problem.text() == "文件只读。请另选位置。"
    strip.run("正在导出……", lambda _: None, lambda _: None)
    assert strip.problem.text() == ""
    qtbot.waitUntil(lambda: strip.is_idle)


def test_stopping_ends_the_work_at_its_next_report_and_says_so(workplace: Workplace, qtbot: QtBot) -> None:
    go_on = Event()

    def job(progress: Progress) -> None:
        progress.report(1, 2)
        go_on.wait()
        progress.report(2, 2)

    strip = WorkStrip(workplace)
    qtbot.addWidget(strip)
    strip.show()
    strip.run("正在导入……", job, lambda _: None)
    qtbot.waitUntil(strip.stop.isVisible)
    strip.stop.click()
    assert not strip.stop.isEnabled()
    go_on.set()
    qtbot.waitUntil(lambda: strip.is_idle)
    assert "已取消" in strip.problem.text()


def test_newer_work_discards_what_the_older_would_have_brought(workplace: Workplace, qtbot: QtBot) -> None:
    go_on = Event()
    came: list[str] = []
    strip = WorkStrip(workplace)
    qtbot.addWidget(strip)

    def slow(_: Progress) -> str:
        go_on.wait()
        return "三月"

    strip.run("正在统计……", slow, came.append)
    strip.run("正在统计……", lambda _: "四月", came.append)
    qtbot.waitUntil(lambda: came == ["四月"])
    go_on.set()
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    assert came == ["四月"]


def test_the_closing_window_asks_the_work_to_end(workplace: Workplace, qtbot: QtBot) -> None:
    go_on = Event()

    def job(progress: Progress) -> None:
        go_on.wait()
        progress.report(1, 1)

    strip = WorkStrip(workplace)
    qtbot.addWidget(strip)
    strip.run("正在备份……", job, lambda _: None)
    workplace.closing.emit()
    go_on.set()
    qtbot.waitUntil(lambda: strip.is_idle)
    assert "已取消" in strip.problem.text()

"""Scans are copied beside the window: the dialog waits readable, can be stopped, and keeps what was typed."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QPlainTextEdit, QProgressBar
from pytestqt.qtbot import QtBot

from app.models.letter_terms import PhotoMoment
from app.models.terms import DeadlineAct, RecordType
from app.views.docket.record_view import DeadlinesView
from app.views.follow_ups.look_dialog import LookDialog
from app.views.papers.registering import Registering
from app.views.shared.work_dialog import WorkDialog
from tests.stories.conftest import ClerksDesk


class SlowDisk:
    """Holds back whatever is to run beside the window until it is let go."""

    def __init__(self) -> None:
        self._pool, self._gate = QThreadPool.globalInstance(), Event()
        self._threads = self._pool.maxThreadCount()

    def stall(self) -> None:
        self._pool.setMaxThreadCount(1)
        self._pool.start(lambda: self._gate.wait(30))

    def let_go(self) -> None:
        self._gate.set()
        self._pool.setMaxThreadCount(self._threads)


@pytest.fixture
def disk() -> Iterator[SlowDisk]:
    """A disk that can be made to stall."""
    slow = SlowDisk()
    yield slow
    slow.let_go()


@pytest.fixture
def letter(desk: ClerksDesk) -> int:
    """A letter that has been received, its page on screen."""
    made = desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-09-01", "2026-09-03")
    desk.go_to("检察建议")
    desk.window.page.open_record(made)
    desk.settle()
    return made


@pytest.fixture
def writers(desk: ClerksDesk, letter: int) -> list[bool]:
    """Whether each write from now on came from the window's own thread."""
    came: list[bool] = []
    desk.services.changes.subscribe(lambda _: came.append(current_thread() is main_thread()))
    return came


def begin_reply(desk: ClerksDesk, letter: int, **fields: str) -> WorkDialog:
    """登记回复, filled in."""
    desk.window.page.act("登记回复", letter)  # type: ignore[attr-defined]  # a SuggestionsPage
    typed = {"registered_on": "11.20", "adoption": "采纳", "summary": "已清淤。", "scan": str(desk.has_scan())}
    desk.fill(**{**typed, **fields})
    assert isinstance(desk.dialog, WorkDialog)
    return desk.dialog


def is_told(dialog: WorkDialog) -> bool:
    """The progress is on screen."""
    bar = dialog.work.findChild(QProgressBar)
    return bar is not None and bar.isVisible()


def files_in_store(desk: ClerksDesk) -> list[Path]:
    """Whatever lies in the attachment folder, half or whole."""
    return [path for path in desk.services.attachments.folder.rglob("*") if path.is_file()]


def test_a_reply_is_saved_beside_the_window_while_its_dialog_stays_readable(
    desk: ClerksDesk, letter: int, writers: list[bool], disk: SlowDisk, qtbot: QtBot
) -> None:
    dialog = begin_reply(desk, letter)
    disk.stall()
    dialog.confirm.click()
    qtbot.waitUntil(lambda: is_told(dialog))
    assert dialog.isVisible()
    assert dialog.form.text("summary") == "已清淤。"
    assert not dialog.form.isEnabled()
    assert not dialog.confirm.isEnabled()
    disk.let_go()
    desk.settle()
    assert not desk.has_dialog
    assert desk.says() == "已登记回复"
    assert writers == [False]
    assert desk.services.suggestions.card(letter).replied_on is not None


@pytest.mark.parametrize("is_by_key", [False, True])
def test_stopping_the_copying_leaves_nothing_behind_and_everything_typed(
    desk: ClerksDesk, letter: int, disk: SlowDisk, qtbot: QtBot, is_by_key: bool
) -> None:
    dialog = begin_reply(desk, letter)
    disk.stall()
    dialog.confirm.click()
    qtbot.waitUntil(lambda: is_told(dialog))
    if is_by_key:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        dialog.cancel.click()
    disk.let_go()
    desk.settle()
    assert dialog.isVisible()
    assert desk.problems() == ["已取消，没有做任何改动。"]
    assert dialog.form.text("summary") == "已清淤。"
    assert dialog.form.isEnabled()
    assert files_in_store(desk) == []
    assert desk.services.attachments.of(RecordType.SUGGESTION, letter) == ()
    assert desk.services.suggestions.card(letter).replied_on is None
    desk.confirm()
    assert desk.says() == "已登记回复"


def test_the_focus_returns_to_the_field_where_the_work_was_begun(
    desk: ClerksDesk, letter: int, disk: SlowDisk, qtbot: QtBot
) -> None:
    dialog = begin_reply(desk, letter)
    summary = dialog.findChild(QPlainTextEdit, "summary")
    summary.setFocus()
    disk.stall()
    qtbot.keyClick(summary, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog.reject()
    disk.let_go()
    desk.settle()
    assert dialog.focusWidget() is summary
    dialog.done(0)


def test_a_refusal_from_beside_the_window_stands_at_its_field_and_nothing_was_copied(
    desk: ClerksDesk, letter: int, writers: list[bool]
) -> None:
    dialog = begin_reply(desk, letter, registered_on="2026-8-1")
    desk.confirm()
    (problem,) = desk.problems()
    assert "2026-08-01" in problem
    assert dialog.form.text("summary") == "已清淤。"
    assert dialog.focusWidget().objectName() == "registered_on"
    assert (files_in_store(desk), writers) == ([], [])
    desk.fill(registered_on="11.20")
    desk.confirm()
    assert desk.says() == "已登记回复"


def test_a_scan_that_cannot_be_kept_is_refused_and_the_dialog_stays(
    desk: ClerksDesk, letter: int, tmp_path: Path
) -> None:
    program = tmp_path / "回复函.exe"
    program.write_bytes(b"MZ")
    dialog = begin_reply(desk, letter, scan=str(program))
    desk.confirm()
    desk.click("已看过，没有标志")
    assert "不能作附件" in desk.problems()[0]
    assert dialog.form.text("summary") == "已清淤。"
    dialog.done(0)


def test_a_typed_path_of_a_scan_is_asked_about_once_whatever_else_is_wrong(
    desk: ClerksDesk, letter: int, tmp_path: Path
) -> None:
    scan = tmp_path / "回复函.doc"
    scan.write_bytes(b"\xd0\xcf\x11\xe0")
    begin_reply(desk, letter, scan=str(scan), registered_on="")
    desk.confirm()
    desk.click("已看过，没有标志")
    assert "收文登记" in desk.problems()[0]
    desk.fill(registered_on="11.20")
    desk.confirm()
    assert [file.file_name for file in desk.services.attachments.of(RecordType.SUGGESTION, letter)] == ["回复函.doc"]


def test_a_service_saves_its_scan_the_same_way(desk: ClerksDesk, letter: int, writers: list[bool]) -> None:
    desk.window.page.act("登记送达", letter)  # type: ignore[attr-defined]  # a SuggestionsPage
    desk.fill(received_on="9.4", scan=str(desk.has_scan()))
    desk.tick("is_correction")  # the letter has been served already
    desk.confirm()
    assert desk.says() == "已登记送达"
    assert writers == [False]
    assert len(desk.services.attachments.of(RecordType.SUGGESTION, letter)) == 1


def test_a_look_at_the_rectification_saves_its_files_the_same_way(
    desk: ClerksDesk, letter: int, writers: list[bool]
) -> None:
    desk.window.page.act("登记整改", letter)  # type: ignore[attr-defined]  # a SuggestionsPage
    desk.fill(kind="走访", state="已到位", seen_on="今天")
    dialog = desk.dialog
    assert isinstance(dialog, LookDialog)
    dialog.files.add([desk.has_scan("前.pdf"), desk.has_scan("后.pdf")], PhotoMoment.AFTER)
    desk.confirm()
    assert desk.says() == "已登记整改"
    assert writers == [False]
    assert len(desk.services.attachments.of(RecordType.SUGGESTION, letter)) == 2


def test_a_decision_about_a_deadline_saves_its_scan_the_same_way(
    desk: ClerksDesk, letter: int, writers: list[bool]
) -> None:
    assert desk.record is not None
    view = desk.record.findChild(DeadlinesView)
    desk.record.tabs.setCurrentWidget(view)
    row = next(row for row in range(view.table.rowCount()) if "回复" in view.table.item(row, 1).text())
    view.table.setCurrentCell(row, 0)
    view.buttons[DeadlineAct.EXTENDED].click()
    desk.fill(length="15日", reason="案情复杂", decided_by="检察长", scan=str(desk.has_scan()))
    desk.confirm()
    assert desk.says().startswith("延长：")
    assert writers == [False]
    assert len(desk.services.attachments.of(RecordType.SUGGESTION, letter)) == 1


def test_a_final_copy_is_kept_beside_the_window(desk: ClerksDesk, letter: int, writers: list[bool]) -> None:
    assert desk.record is not None
    registering = desk.record.findChild(Registering)
    desk.record.tabs.setCurrentIndex(desk.record.tabs.indexOf(_tab_of(desk, registering)))
    desk.settle()
    registering.register_final(desk.has_scan("定稿.pdf"))
    desk.settle()
    assert desk.says() == "已登记定稿“定稿.pdf”"
    assert writers == [False]


def _tab_of(desk: ClerksDesk, part: Registering) -> object:
    assert desk.record is not None
    return next(
        desk.record.tabs.widget(at)
        for at in range(desk.record.tabs.count())
        if desk.record.tabs.widget(at).isAncestorOf(part)
    )

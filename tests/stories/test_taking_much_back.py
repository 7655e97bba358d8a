"""An act of many changes is taken back beside the window, which says so and stays in hand."""

from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from app.models.database import Database
from app.models.terms import RecordType
from app.services.hand_overs.rows import Target
from app.services.papers.rows import RecordKey
from tests.services.casework import HEAD, PEOPLE
from tests.services.records import AT, ENTER, matter_in
from tests.stories.conftest import CLERK, ClerksDesk

MANY = 210


@pytest.fixture
def handed_over(desk: ClerksDesk, store_path: Path) -> int:
    """One act that handed many matters over; its number."""
    database = Database(store_path)
    with database.write(CLERK, ENTER, AT) as unit:
        matters = [matter_in(unit, serial, handler="张某") for serial in range(1, MANY + 1)]
    database.close()
    for name, post in PEOPLE:
        desk.services.offices.add_person(CLERK, name, post)
    keys = [RecordKey(RecordType.MATTER, matter) for matter in matters]
    act = desk.services.hand_overs.offer(HEAD, keys, Target(handler="李某"), "分工调整").act
    desk.settle()
    return act


def wait_until_done(desk: ClerksDesk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not desk.says().startswith("正在"), timeout=20_000)
    QThreadPool.globalInstance().waitForDone()
    desk.settle()


def test_the_window_says_that_it_takes_back_and_then_that_it_has(
    desk: ClerksDesk, qtbot: QtBot, handed_over: int
) -> None:
    said: list[str] = []
    desk.window.workplace.said.connect(lambda sentence, _act: said.append(sentence))
    desk.window.workplace.take_back(handed_over)
    assert said == [f"正在撤销，共 {MANY} 处改动……"]
    wait_until_done(desk, qtbot)
    assert said[1:] == ["已撤销"]
    assert desk.services.hand_overs.of(RecordKey(RecordType.MATTER, 1)) == ()


def test_nothing_else_is_taken_back_meanwhile(desk: ClerksDesk, qtbot: QtBot, handed_over: int) -> None:
    desk.window.workplace.take_back(handed_over)
    desk.window.workplace.take_back(handed_over)
    assert desk.says() == "正在撤销上一个操作，请等它完成再撤销别的。"
    wait_until_done(desk, qtbot)
    assert desk.services.hand_overs.of(RecordKey(RecordType.MATTER, MANY)) == ()


def test_why_it_cannot_be_is_said_there_too(desk: ClerksDesk, qtbot: QtBot, handed_over: int) -> None:
    desk.services.history.take_back(HEAD, handed_over)
    desk.settle()
    desk.window.workplace.take_back(handed_over)
    wait_until_done(desk, qtbot)
    assert desk.says().startswith("不能撤销")

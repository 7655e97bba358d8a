"""Opening: a store somewhere that cannot be worked on, one that is open elsewhere, and two windows of one program."""

from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.services.foundation.clock import FixedClock
from app.services.foundation.progress import Progress
from app.services.guarding.drives import NeedsLocalCopy
from app.services.guarding.owner import Held, Owner, hold, lock_of
from app.views.main_window import MainWindow
from app.views.opening import Doors, Opening
from app.views.second_window import open_second_window
from app.views.welcome import Welcome
from tests.stories.conftest import ClerksDesk


def test_a_store_on_a_network_drive_is_copied_here_and_opened(
    window: MainWindow, doors: Doors, store_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    here = tmp_path / "本机" / "台账.jdt"

    def refuse(path: Path, _person: str) -> Held | None:
        if path == store_path:
            raise NeedsLocalCopy(path, "它在网络位置上（nfs）")
        return None

    def copy(path: Path, _progress: Progress) -> Path:
        assert path == store_path
        here.parent.mkdir()
        doors.create_store(here, "青山县人民检察院", "青检")
        return here

    opening = Opening(Doors(doors.open_desk, doors.create_store, doors.make_demo, refuse, copy), window, store_path)
    opening.open(store_path)
    qtbot.waitUntil(lambda: window.findChild(Welcome) is not None)
    welcome = window.findChild(Welcome)
    assert welcome is not None
    assert "复制到本机" in welcome.problem.text()
    button = welcome.findChild(QPushButton, "copy_here")
    assert button is not None
    with qtbot.waitSignal(opening.opened):
        button.click()
    assert window.workplace.desk.store.path == here


def test_a_store_open_in_another_program_stays_shut_and_its_owner_is_named(
    window: MainWindow, doors: Doors, store_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    doors.create_store(store_path, "青山县人民检察院", "青检")

    def take(path: Path, person: str) -> Held:
        return hold(path, Owner.here(person, clock.now()))

    guarded = Doors(doors.open_desk, doors.create_store, doors.make_demo, take)
    with take(store_path, "李明"):
        opening = Opening(guarded, window, store_path)
        opening.open(store_path)
        qtbot.waitUntil(lambda: window.findChild(Welcome) is not None)
        welcome = window.findChild(Welcome)
        assert welcome is not None
        assert "（李明，电脑 " in welcome.problem.text()
    with qtbot.waitSignal(opening.opened):
        opening.open(store_path)
    assert lock_of(store_path).exists()
    opening.release()
    assert not lock_of(store_path).exists()


def test_a_second_window_shows_what_is_written_in_the_first(desk: ClerksDesk, qtbot: QtBot) -> None:
    twin = open_second_window(desk.window.workplace, desk.window)
    assert twin is not None
    qtbot.waitExposed(twin)
    told: list[object] = []
    twin.workplace.changed.connect(told.append)
    desk.has_letter("青山县水利局")
    qtbot.waitUntil(lambda: bool(told))
    with qtbot.waitSignal(twin.destroyed):
        twin.close()
    desk.has_letter("青山县教育局")  # nobody tells a window that is gone
    assert desk.window.workplace.twins == []


def test_a_second_window_stays_on_the_screen_with_its_status_line(desk: ClerksDesk, qtbot: QtBot) -> None:
    screen = desk.window.screen().availableGeometry()
    desk.window.move(screen.topLeft())
    for _ in range(3):
        twin = open_second_window(desk.window.workplace, desk.window)
        assert twin is not None
        qtbot.addWidget(twin)
        frame = twin.frameGeometry()
        assert frame.right() <= screen.right() or frame.left() == screen.left()
        assert frame.bottom() <= screen.bottom() or frame.top() == screen.top()
        desk.window.move(screen.bottomRight())  # the next is opened from the corner
    desk.settle()

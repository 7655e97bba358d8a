"""A window that is closed lets go of its store, however many pages were looked at."""

import gc
import shutil
import weakref
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import Shop
from app.services.foundation.resources import Resources
from app.views.navigation import PAGES
from app.views.shared.preferences import Preferences
from app.views.start import make_window
from tests.stories.conftest import ClerksDesk


def walk_every_page(desk: ClerksDesk) -> None:
    """Have each page built and filled."""
    for entry in PAGES:
        desk.window.go_to(entry.key)
        desk.settle()


def test_a_closed_window_that_showed_every_page_lets_go_of_its_store(
    resources: Resources, preferences: Preferences, shop: Shop, empty_store: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    services = shop.open(Path(shutil.copy(empty_store, tmp_path / "台账.jdt")))
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    window = make_window(application, resources, preferences)
    window.show()
    window.attach(services)
    walk_every_page(ClerksDesk(window, services, qtbot, tmp_path))
    QThreadPool.globalInstance().waitForDone()
    services.close()
    window.close()
    window.deleteLater()
    of_the_store = weakref.ref(services)
    del window, services
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert of_the_store() is None

"""Starts the window: it paints with navigation and heads first, then the store is opened beside it."""

import sys
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication

from app.services.resources import Resources
from app.views.main_window import MainWindow
from app.views.shared.preferences import Preferences
from app.views.shared.theme import Theme
from app.views.shared.workplace import Workplace
from app.views.shop import Shop

PROGRAM = "jiandutai"  # names the folder of settings
APPEARANCE = "appearance"  # light, dark or system


def make_window(application: QApplication, resources: Resources, preferences: Preferences) -> MainWindow:
    """The dressed window, not shown yet and without a store."""
    theme = Theme.chosen(resources, preferences.text(APPEARANCE, "system"))
    theme.apply(application)
    return MainWindow(Workplace(theme, preferences))


def run(shop: Shop, store: Path, resources: Resources, preferences: Path | None = None) -> int:
    """Show the window on ``store`` until it is closed; returns the exit status.

    Where the store does not exist the window offers to make it. ``preferences`` is this user's settings file; without
    it the platform's own place is taken.
    """
    application = QApplication(sys.argv[:1])
    application.setApplicationName(PROGRAM)
    window = make_window(application, resources, Preferences(preferences or _own_place()))
    window.painted.connect(lambda: _go_on(window, shop, store))
    window.show()
    return application.exec()


def _go_on(window: MainWindow, shop: Shop, store: Path) -> None:
    """What the window needs once it is on screen; imported here so that it paints without waiting for it."""
    from app.views.crash import CrashReporter
    from app.views.opening import Opening

    CrashReporter(window).install()
    opening = Opening(shop, window, store)
    if store.exists():
        opening.open(store)
    else:
        opening.welcome()


def _own_place() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(place) / "window.ini"

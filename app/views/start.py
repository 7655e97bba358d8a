"""Starts the window: frame and navigation paint first, then the heads of a page; the store is opened beside it."""

import logging
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.resources import Resources
from app.services.store.problems import has_left_backups, words_for_lost
from app.services.store.swapping import is_unfinished
from app.views.main_window import MainWindow
from app.views.opening import LAST_STORE, Beginning, Doors, Opening
from app.views.shared.language import speak_chinese
from app.views.shared.preferences import Preferences
from app.views.shared.theme import Theme
from app.views.shared.workplace import Workplace

APPEARANCE = "appearance"  # light, dark or system
log = logging.getLogger(__name__)


def make_window(application: QApplication, resources: Resources, preferences: Preferences) -> MainWindow:
    """The dressed window with its first page, not shown yet and without a store."""
    window = _frame(application, resources, preferences)
    window.begin()
    return window


def _frame(application: QApplication, resources: Resources, preferences: Preferences) -> MainWindow:
    preferences.belong_to("")  # until somebody has signed in
    theme = Theme.chosen(resources, preferences.text(APPEARANCE, "system"))
    theme.apply(application)
    speak_chinese(application)
    return MainWindow(Workplace(theme, preferences))


def run(doors: Doors, resources: Resources, preferences: Path, default_store: Path, store: Path | None = None) -> int:
    """Show the window until it is closed; returns the exit status.

    ``store`` is the one asked for; without it the office's own that was used last, else ``default_store``. Where that
    does not exist the window offers to make it. ``preferences`` is this user's settings file.
    """
    application = QApplication(sys.argv[:1])
    kept = Preferences(preferences)
    last = kept.text(LAST_STORE)
    is_known = bool(last) and (Path(last).exists() or has_left_backups(Path(last)))
    path = store or (Path(last) if is_known else default_store)
    beginning: Beginning | None = Beginning(path)
    status = 0
    while beginning is not None:
        status, beginning = _show(application, _frame(application, resources, kept), doors, beginning)
    return status


def _show(
    application: QApplication, window: MainWindow, doors: Doors, beginning: Beginning
) -> tuple[int, Beginning | None]:
    """One window until it is closed: the exit status, and what is begun anew where another is to follow.

    The next person gets a window of their own, so that nothing of the one before stays on any page; and so does a
    store that has just been encrypted, of which this window knows the plain one only.
    """
    path = beginning.store
    opening = Opening(doors, window, path)
    application.aboutToQuit.connect(opening.release)
    window.parting = opening.keeper.part
    window.painted.connect(lambda: _watch(window))
    window.painted.connect(window.begin)
    if path.exists() or is_unfinished(path):
        window.begun.connect(lambda: opening.begin(beginning))
    else:
        opening.welcome(words_for_lost(path))
    window.show()
    status = application.exec()
    _leave(window)
    again = None if opening.is_ending else opening.following or Beginning(opening.path)
    window.deleteLater()
    return status, again


def _leave(window: MainWindow) -> None:
    """Whoever has signed in leaves, and the store is let go of."""
    if not window.workplace.has_desk:
        return
    desk = window.workplace.desk
    try:
        desk.access.sign_out()
    except (DomainError, KnownError):
        log.exception("the signing out was not kept")
    desk.close()


def _watch(window: MainWindow) -> None:
    from app.views.crash import CrashReporter  # once the window is on screen, which needs it least

    CrashReporter(window).install()

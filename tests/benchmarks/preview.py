"""The preview that follows typing: from the last key to the drawn page of a letter of three pages.

The window's own parts do it all: the key goes into the field, the pause passes, the letter is laid out beside the
window, the page in sight is written and drawn, and the pixmap is set. The limit is what the office was promised.
"""

import statistics
import tempfile
import time
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QThreadPool
from PySide6.QtWidgets import QApplication, QTabWidget

from app.bootstrap import OpenDesk, Shop
from app.models.terms import RecordType, SuggestionKind
from app.services.foundation.clock import FixedClock
from app.services.foundation.intentions import Actor
from app.services.foundation.resources import Resources
from app.services.suggestions.rows import LetterDraft
from app.views.main_window import MainWindow
from app.views.papers.rich_field import RichField
from app.views.papers.writing_view import WritingView
from app.views.shared.preferences import Preferences
from app.views.start import make_window
from tests.tools.measuring import note

LIMIT = 200.0
KEYS = 25
CLERK = Actor("张某")
SAID = "经查，河道内堆放砂石三处，影响行洪安全，有现场笔录、照片、证人李某的证言等证据证实。\n"


def main() -> None:
    """One letter, one field, one key after another."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        desk = _office(Path(folder))
        window = _window(application, desk, Path(folder))
        taken, pages = _measured(_at_the_letter(window, _letter(desk)))
        window.close()
        QThreadPool.globalInstance().waitForDone()
        desk.close()
    note(
        f"preview: {pages} pages, last key to first page drawn: median {statistics.median(taken):.0f} ms, "
        f"quickest {min(taken):.0f} ms, slowest of {KEYS} {max(taken):.0f} ms (limit {LIMIT:.0f} ms)"
    )


def _measured(view: WritingView) -> tuple[list[float], int]:
    loop = QEventLoop()
    view.paper.live.arrived.connect(loop.quit)
    loop.exec()
    field = view.form.fields["facts"].editor
    assert isinstance(field, RichField)
    taken = []
    for _ in range(KEYS):
        started = time.perf_counter()
        field.edit.insertPlainText("整")
        loop.exec()
        taken.append((time.perf_counter() - started) * 1000)
    return taken, view.paper.pages.page_count


def _office(folder: Path) -> OpenDesk:
    morning = datetime(2026, 11, 22, 9, 0)  # noqa: DTZ001 - the office's own time
    shop = Shop(FixedClock(morning), Resources.shipped())
    shop.create(folder / "office.jdt", "青山县人民检察院", "青检")
    return shop.open(folder / "office.jdt")


def _letter(desk: OpenDesk) -> int:
    letter = LetterDraft(
        SuggestionKind.PUBLIC_INTEREST,
        "青山县水利局",
        case_source="本院在履职中发现。",
        facts=SAID * 10,
        problem=SAID * 6,
        proposal=SAID * 4,
        basis="《水法》第三十七条",
    )
    return desk.suggestions.draft(CLERK, letter).id


def _window(application: QApplication, desk: OpenDesk, folder: Path) -> MainWindow:
    preferences = Preferences(folder / "window.ini")
    preferences.keep("actor", CLERK.name)
    window = make_window(application, desk.resources, preferences)
    window.resize(1366, 728)
    window.show()
    window.attach(desk)
    return window


def _at_the_letter(window: MainWindow, letter: int) -> WritingView:
    window.workplace.open_record(RecordType.SUGGESTION, letter)
    tabs = window.page.findChild(QTabWidget, "letter_tabs")
    assert tabs is not None
    tabs.setCurrentIndex(1)
    view = tabs.currentWidget()
    assert isinstance(view, WritingView)
    return view


if __name__ == "__main__":
    main()

"""The preview that follows typing: from the last key to the drawn page of a letter of three pages.

The window's own parts do it all: the key goes into the field, the pause passes, the letter is laid out beside the
window, the page in sight is written and drawn, and the pixmap is set. The limit is what the office was promised.
"""

import os
import statistics
import tempfile
import time
from datetime import datetime
from pathlib import Path

from tests.tools.measuring import note

LIMIT = 200.0
KEYS = 25


def main() -> None:
    """One letter, one field, one key after another."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        taken, pages = _measured(application, Path(folder))
    note(
        f"preview: {pages} pages, last key to first page drawn: median {statistics.median(taken):.0f} ms, "
        f"slowest of {KEYS} {max(taken):.0f} ms (limit {LIMIT:.0f} ms)"
    )


def _measured(application: object, folder: Path) -> tuple[list[float], int]:
    from PySide6.QtCore import QEventLoop, QThreadPool
    from PySide6.QtWidgets import QApplication, QTabWidget

    from app.bootstrap import Shop
    from app.models.terms import RecordType, SuggestionKind
    from app.services.foundation.clock import FixedClock
    from app.services.foundation.intentions import Actor
    from app.services.foundation.resources import Resources
    from app.services.suggestions.rows import LetterDraft
    from app.views.papers.rich_field import RichField
    from app.views.papers.writing_view import WritingView
    from app.views.shared.preferences import Preferences
    from app.views.start import make_window

    assert isinstance(application, QApplication)
    shop = Shop(FixedClock(datetime(2026, 11, 22, 9, 0)), Resources.shipped())  # noqa: DTZ001 - the office's own time
    shop.create(folder / "office.jdt", "青山县人民检察院", "青检")
    desk = shop.open(folder / "office.jdt")
    actor = Actor("张某")
    said = "经查，河道内堆放砂石三处，影响行洪安全，有现场笔录、照片、证人李某的证言等证据证实。\n"
    letter = LetterDraft(
        SuggestionKind.PUBLIC_INTEREST,
        "青山县水利局",
        case_source="本院在履职中发现。",
        facts=said * 10,
        problem=said * 6,
        proposal=said * 4,
        basis="《水法》第三十七条",
    )
    record = desk.suggestions.draft(actor, letter).id
    preferences = Preferences(folder / "window.ini")
    preferences.keep("actor", actor.name)
    window = make_window(application, desk.resources, preferences)
    window.resize(1366, 728)
    window.show()
    window.attach(desk)
    window.workplace.open_record(RecordType.SUGGESTION, record)
    tabs = window.page.findChild(QTabWidget, "letter_tabs")
    assert tabs is not None
    tabs.setCurrentIndex(1)
    view = tabs.currentWidget()
    assert isinstance(view, WritingView)
    loop = QEventLoop()

    def wait() -> None:
        view.paper.live.arrived.connect(loop.quit)
        loop.exec()
        view.paper.live.arrived.disconnect(loop.quit)

    wait()
    field = view.form.fields["facts"].editor
    assert isinstance(field, RichField)
    taken = []
    for _ in range(KEYS):
        started = time.perf_counter()
        field.edit.insertPlainText("整")
        wait()
        taken.append((time.perf_counter() - started) * 1000)
    pages = view.paper.pages.page_count
    window.close()
    QThreadPool.globalInstance().waitForDone()
    desk.close()
    return taken, pages


if __name__ == "__main__":
    main()

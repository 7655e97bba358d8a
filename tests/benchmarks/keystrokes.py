"""What keeping drafts costs while somebody types into a letter: each key, and each pause."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from app.bootstrap import Shop
from app.services.foundation.clock import SystemClock
from app.services.foundation.resources import Resources
from app.views.main_window import MainWindow
from app.views.shared.preferences import Preferences
from app.views.shared.typed_values import values_of
from app.views.start import make_window
from app.views.suggestions.draft_dialog import DraftDialog
from tests.tools.measuring import best_of, in_turn, note, report_in

KEYS = 200
LONG = "河道淤塞。" * 300


def main() -> None:
    """Type with a keeper, and into a dialog whose keeper has ended."""
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        shop, resources = Shop(SystemClock(), Resources.shipped()), Resources.shipped()
        store = Path(folder) / "台账.jdt"
        shop.demonstrate(store, 20, 1, None)
        kept = Preferences(Path(folder) / "window.ini")
        kept.keep("actor", "张某")
        window = make_window(application, resources, kept)
        desk = shop.open(store)
        window.attach(desk)
        measure(window)
        window.close()
        desk.close()


def measure(window: MainWindow) -> None:
    """Print the rows."""
    dialogs = [DraftDialog(window.workplace, None, window.page) for _ in range(2)]
    for dialog in dialogs:
        dialog.open()
    kept, bare = dialogs
    bare.keeper.end()
    ours, limit = in_turn(typing(kept), typing(bare))
    report_in(
        "µs", "a key in a letter, kept as a draft (the same not kept)", ours / KEYS * 1e6, limit / KEYS * 1e6, 1.1
    )
    note(f"reading all fields at a pause: {best_of(5, lambda: values_of(kept)) * 1000:.2f} ms on the window's thread")

    def keep() -> None:
        editor(kept).insertPlainText("淤")
        kept.keeper.keep()
        QThreadPool.globalInstance().waitForDone()

    note(f"until a draft of {len(LONG)} characters is on the disk: {best_of(5, keep) * 1000:.1f} ms beside the window")


def typing(dialog: DraftDialog) -> Callable[[], None]:
    """Two hundred keys into a long text."""

    def job() -> None:
        field = editor(dialog)
        field.setPlainText(LONG)
        for _key in range(KEYS):
            field.insertPlainText("淤")

    return job


def editor(dialog: DraftDialog) -> QPlainTextEdit:
    """查明的事实."""
    found = dialog.findChild(QPlainTextEdit, "facts")
    assert isinstance(found, QPlainTextEdit)
    return found


if __name__ == "__main__":
    main()

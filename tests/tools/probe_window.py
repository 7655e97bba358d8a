"""The program's own window on a store, watched from outside: says when it painted, with heads, and with rows.

With ``scroll`` as second argument it then walks through the whole list and says how much memory it took at its peak.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from app.bootstrap import run

PLACES = 200


def watch() -> None:
    """Hook on when the window is made; everything else happens as the program itself does it."""
    from PySide6.QtWidgets import QTableView

    from app.views.main_window import MainWindow

    made = MainWindow.__init__

    def watched(window: MainWindow, *arguments: object) -> None:
        made(window, *arguments)  # type: ignore[arg-type]  # whatever the program hands in
        window.workplace.preferences.keep("page", "suggestions")  # the page of the last time, where the rows are
        window.painted.connect(lambda: say("painted"))
        window.begun.connect(lambda: say("heads"))
        window.begun.connect(lambda: wait_for_rows(window.findChild(QTableView, "suggestions_list")))

    MainWindow.__init__ = watched  # type: ignore[method-assign]  # the one place from which all windows are seen


def wait_for_rows(table: object) -> None:
    """Leave once the list is read and on screen."""
    from PySide6.QtWidgets import QTableView

    assert isinstance(table, QTableView)
    table.model().loaded.connect(lambda _total: when_painted(table, lambda: finish(table)))  # type: ignore[attr-defined]


def say(word: str) -> None:
    """One line for the benchmark."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def peak() -> int:
    """The most memory this process ever held, in MB; getrusage would hand on what its parent held before it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s*(\d+) kB", status)[0]) // 1024


def when_painted(table: object, then: Callable[[], None]) -> None:
    """After the rows that are there now have been painted."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QTableView

    assert isinstance(table, QTableView)
    table.viewport().repaint()
    QTimer.singleShot(0, then)


def finish(table: object) -> None:
    """Rows are there; scroll if asked to, and leave."""
    from PySide6.QtWidgets import QApplication, QTableView

    assert isinstance(table, QTableView)
    say("rows")
    if sys.argv[2:] == ["scroll"]:
        last = table.model().rowCount() - 1
        for place in range(PLACES + 1):
            table.scrollTo(table.model().index(last * place // PLACES, 0))
            table.viewport().repaint()
        say(f"shown {last + 1}")
        say(f"peak {peak()}")
    QApplication.quit()


watch()
sys.exit(run(["--store", str(Path(sys.argv[1]))]))

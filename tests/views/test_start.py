"""What may not be loaded before the window paints, and that it paints before the store is opened."""

import subprocess
import sys

import pytest

from app.views.navigation import PAGES
from tests.architecture.source_tree import ROOT

HEAVY = {"sqlalchemy", "alembic", "sqlite3", "numpy", "pyqtgraph", "reportlab", "openpyxl", "pypinyin", "pypdfium2"}


@pytest.mark.parametrize("module", ["app.views.start", "app.views.suggestions.page", "app.views.matters.page"])
def test_the_window_is_built_without_store_and_drawing_libraries(module: str) -> None:
    probe = f"import sys, {module}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    told = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert HEAVY & set(told.stdout.split()) == set()


def test_of_qt_only_the_parts_that_draw_are_loaded() -> None:
    probe = "import sys, app.views.start; print(*sorted(name for name in sys.modules if name.startswith('PySide6.')))"
    told = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {name for name in told.stdout.split() if name.startswith("PySide6.Qt")} == {
        "PySide6.QtCore",
        "PySide6.QtGui",
        "PySide6.QtSvg",
        "PySide6.QtWidgets",
    }


def test_every_page_has_a_key_and_a_title_of_its_own() -> None:
    assert len({entry.key for entry in PAGES}) == len({entry.title for entry in PAGES}) == len(PAGES)

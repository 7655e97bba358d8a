"""The import graph points one way, and the window opens without the heavy libraries."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT

DRAWING = ("reportlab", "pypdfium2", "PIL", "docx", "lxml", "segno")
TABLES = ("openpyxl", "python_calamine")
FIGURES = ("numpy", "pyqtgraph")
UPGRADES = ("alembic", "mako")
STORE = ("sqlalchemy", "sqlite3", *UPGRADES)
WORDS = ("pypinyin",)
QT = ("PySide6",)
EVERYTHING = (*DRAWING, *TABLES, *FIGURES, *STORE, *WORDS, *QT)

# What may not be loaded once the module on the left is imported. Each row names a module that exists: a row whose
# module is renamed fails, it is never skipped.
LIGHT = {
    "app.models.terms": EVERYTHING,
    "app.models.case_terms": EVERYTHING,
    "app.models.indicator_terms": EVERYTHING,
    "app.models.letter_terms": EVERYTHING,
    "app.models.review_terms": EVERYTHING,
    "app.models.trust_terms": EVERYTHING,
    "app.models.dates": EVERYTHING,
    "app.models.actor": EVERYTHING,
    "app.models.problems": EVERYTHING,
    "app.services.foundation.errors": EVERYTHING,
    "app.services.foundation.clock": EVERYTHING,
    "app.services.foundation.progress": EVERYTHING,
    "app.services.foundation.resources": EVERYTHING,
    "app.services.foundation.changes": EVERYTHING,
    "app.services.desk": EVERYTHING,
    "app.services.trust_services": EVERYTHING,
    "app.services.foundation.intentions": EVERYTHING,
    "app.services.lists.lamp_words": EVERYTHING,
    "app.services.foundation.typed_dates": EVERYTHING,
    # Opening a store that needs no upgrade, and the services of the first page.
    "app.services.store.opening": (*UPGRADES, *DRAWING, *TABLES, *FIGURES, *WORDS, *QT),
    "app.services.suggestions.service": (*UPGRADES, *DRAWING, *TABLES, *FIGURES, *WORDS, *QT),
    "app.services.matters.service": (*UPGRADES, *DRAWING, *TABLES, *FIGURES, *WORDS, *QT),
}
# Rows that services hand to the window are light by rule, so they are found rather than listed.
LIGHT |= {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): EVERYTHING
    for path in sorted((ROOT / "app" / "services").rglob("rows.py"))
}


def test_every_import_follows_the_contracts_of_the_layers() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr


# Each module in a process of its own, forked from one that has imported nothing yet.
WHAT_EACH_BRINGS = """
import importlib, os, sys
for module in sys.argv[1:]:
    child = os.fork()
    if child == 0:
        importlib.import_module(module)
        print(module, *sorted({name.partition(".")[0] for name in sys.modules}), flush=True)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit(module)
"""


@pytest.fixture(scope="module")
def brought() -> dict[str, set[str]]:
    """The libraries that importing each light module alone has loaded."""
    command = [sys.executable, "-c", WHAT_EACH_BRINGS, *LIGHT]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    return {module: set(libraries) for module, *libraries in map(str.split, told.stdout.splitlines())}


@pytest.mark.parametrize("module", LIGHT)
def test_a_light_module_brings_no_heavy_library_with_it(module: str, brought: dict[str, set[str]]) -> None:
    assert sorted(brought[module] & set(LIGHT[module])) == []


# What the program has read when its frame paints: none of the libraries, and no page, command or paper of ours.
FIRST_PAINT = """
import sys
from app import bootstrap
from app.views.main_window import MainWindow
def leave(window, event):
    print(*sorted(sys.modules))
    sys.stdout.flush()
    os._exit(0)
import os
MainWindow.paintEvent = leave
bootstrap.run(["--store", sys.argv[1]])
"""
NOT_BEFORE_THE_FRAME = (
    "app.commands.",
    "app.services.papers",
    "app.services.documents",
    "app.services.suggestions",
    "app.views.shared.list_page",
    "app.views.suggestions",
)
READ_BY_THE_COMMAND_LINE = {"app.commands.line", "app.commands.secret", "app.commands.arguments", "app.commands.speech"}


def test_the_frame_paints_before_pages_commands_and_papers_are_read(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "JIANDUTAI_HOME": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(tmp_path / "none.jdt")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    loaded = set(told.stdout.split())
    assert loaded & {*DRAWING, *TABLES, *FIGURES, *STORE, *WORDS} == set()
    early = {module for module in loaded if module.startswith(NOT_BEFORE_THE_FRAME)}
    assert early - READ_BY_THE_COMMAND_LINE == set()


# Modules of the window in the order of import; those that draw charts come last and alone may load what draws them.
VIEWS = sorted(
    (".".join(path.relative_to(ROOT).with_suffix("").parts) for path in (ROOT / "app" / "views").rglob("*.py")),
    key=lambda module: ("chart" in module, module),
)
WHICH_LOADS_WHAT = """
import importlib, sys
for module in sys.argv[1:]:
    before = set(sys.modules)
    importlib.import_module(module)
    for library in sorted({name.partition(".")[0] for name in set(sys.modules) - before}):
        print(module, library)
"""


def test_no_module_of_the_window_loads_store_tables_or_paper_when_imported() -> None:
    command = [sys.executable, "-c", WHICH_LOADS_WHAT, *VIEWS]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    loads = [line.split() for line in told.stdout.splitlines()]
    late = {*STORE, *TABLES, *DRAWING, *WORDS}
    assert [(module, library) for module, library in loads if library in late] == []
    assert [(module, library) for module, library in loads if library in FIGURES and "chart" not in module] == []

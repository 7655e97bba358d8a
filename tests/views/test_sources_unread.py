"""PySide is kept from reading the source of everything that is imported after it."""

import subprocess
import sys

from tests.architecture.source_tree import ROOT

PROBE = """
import linecache
from app.views.shared.sources_unread import leave_sources_unread
leave_sources_unread()
import PySide6.QtWidgets
linecache.clearcache()
import app.models.suggestion
print([file for file in linecache.cache if file.endswith(".py")])
"""


def test_the_store_is_imported_without_its_source_being_read_and_kept() -> None:
    told = subprocess.run([sys.executable, "-c", PROBE], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip() == "[]"

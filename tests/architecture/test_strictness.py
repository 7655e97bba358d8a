"""A stray warning of Python, of the log or of Qt fails the test in which it appears."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.source_tree import ROOT

CARELESS = """
import logging
import warnings

from PySide6.QtCore import qWarning


def test_python_warns() -> None:
    warnings.warn("old", DeprecationWarning, stacklevel=1)


def test_log_warns() -> None:
    logging.getLogger("app").warning("odd")


def test_qt_warns(qtbot) -> None:
    qWarning(b"strange")


def test_log_warning_is_expected(caplog) -> None:
    logging.getLogger("app").warning("announced")
    assert caplog.messages == ["announced"]
    caplog.clear()
"""


def test_an_unexpected_warning_fails_the_test_it_appears_in(tmp_path: Path) -> None:
    (tmp_path / "test_careless.py").write_text(CARELESS, encoding="utf-8")
    options = ("-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT), "-p", "tests.conftest", "-q")
    told = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-p", "no:cacheprovider", str(tmp_path / "test_careless.py")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    words = ("python_warns", "log_warns", "qt_warns", "log_warning_is_expected")
    failed = [word for word in words if f"::test_{word}" in told.stdout]
    assert failed == ["python_warns", "log_warns", "qt_warns"], told.stdout + told.stderr

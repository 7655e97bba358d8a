"""Peak memory of a process that opens the window on the largest store and scrolls through the whole list."""

import os
import subprocess
import sys
import tempfile

from tests.tools.benchmark_stores import ROOT, SIZES, store_of
from tests.tools.measuring import report_in

LIMIT = 300  # MB


def main() -> None:
    """One walk through the list."""
    store = store_of(SIZES[-1])
    probe = ROOT / "tests" / "tools" / "probe_window.py"
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "JIANDUTAI_HOME": home, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, str(probe), str(store), "scroll"]
        ran = subprocess.run(command, env=environment, cwd=home, capture_output=True, text=True, check=True)
    said = dict(line.split() for line in ran.stdout.splitlines() if " " in line)
    assert int(said["shown"]) == SIZES[-1]
    report_in("MB", f"memory: window scrolled through {SIZES[-1]:,}", float(said["peak"]), LIMIT, aim=1)

"""Start of the program against an empty PySide6 window, each in a process of its own, off screen, in turn.

From the start of the process to the first paint: ours of frame and navigation, the limit's of a bare QMainWindow; then
to the heads of the list, against the same limit; then, without an aim, to the first rows of a store on screen. Both run
from compiled modules, as every start but the very first does, whatever the caller's environment says of them.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.tools.benchmark_stores import ROOT, SIZES, store_of
from tests.tools.measuring import note, report

ROUNDS = 7
AIM = 2
PROBES = ROOT / "tests" / "tools"


def main() -> None:
    """First paint, and first rows."""
    store = store_of(SIZES[0])
    empty: list[float] = []
    ours: dict[str, list[float]] = {"painted": [], "heads": [], "rows": []}
    with tempfile.TemporaryDirectory() as home:
        for _ in range(ROUNDS + 1):
            empty.append(_moments("probe_empty_window.py", home)["painted"])
            taken = _moments("probe_window.py", home, str(store))
            for moment, all_taken in ours.items():
                all_taken.append(taken[moment])
    bare = statistics.median(empty[1:])
    report("start: to the first paint", statistics.median(ours["painted"][1:]), bare, AIM)
    report("start: to the heads of the list", statistics.median(ours["heads"][1:]), bare, AIM)
    report(f"start: to the first rows of {SIZES[0]:,}", statistics.median(ours["rows"][1:]), bare, None)
    note(f"start: quickest of {ROUNDS}: {min(ours['painted'][1:]):.2f} s against {min(empty[1:]):.2f} s")


def _moments(probe: str, home: str, *arguments: str) -> dict[str, float]:
    """Seconds from the start of the process to each line it prints."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "JIANDUTAI_HOME": home, "PYTHONPATH": str(ROOT)}
    environment |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(Path(home) / "compiled")}
    command = [sys.executable, str(PROBES / probe), *arguments]
    started = time.perf_counter()
    moments: dict[str, float] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=Path(home)) as process:
        assert process.stdout is not None
        for line in process.stdout:
            moments[line.strip()] = time.perf_counter() - started
    assert process.returncode == 0, command
    return moments

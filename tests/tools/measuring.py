"""How a benchmark measures and reports: the best of several runs, and one row of the table that ``bench`` prints."""

import sys
import time
from collections.abc import Callable


def best_of(runs: int, job: Callable[[], object]) -> float:
    """Seconds of the quickest of ``runs`` runs: noise of the machine only ever adds."""
    return min(_once(job) for _ in range(runs))


def report(name: str, ours: float, limit: float, aim: float) -> None:
    """Write one row: our seconds, the seconds of the bare thing, their ratio, and the ratio aimed at."""
    ratio = ours / limit
    verdict = f"≤ {aim:g}" if ratio <= aim else f"≤ {aim:g} MISSED"
    row = (name, f"{ours * 1000:.1f} ms", f"{limit * 1000:.1f} ms", f"{ratio:.2f}", verdict)
    sys.stdout.write("\t".join(row) + "\n")


def _once(job: Callable[[], object]) -> float:
    started = time.perf_counter()
    job()
    return time.perf_counter() - started

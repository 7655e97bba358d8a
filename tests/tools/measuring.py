"""How a benchmark measures and reports: ours and the limit in turn, and one row of the table that ``bench`` prints."""

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

Job = Callable[[], object]


class Spent(NamedTuple):
    """What a job took, in seconds; ``cpu`` counts all threads and the processes it started and waited for."""

    wall: float
    cpu: float


def best_of(runs: int, job: Job) -> float:
    """Seconds of the quickest of ``runs`` runs: noise of the machine only ever adds."""
    return min(seconds_of(job) for _ in range(runs))


def in_turn(ours: Job, limit: Job, rounds: int = 7, before: Job = lambda: None) -> tuple[float, float]:
    """Median seconds of both, run in turn so that a busy machine is unfair to neither.

    One run of each warms up and does not count; ``before`` runs ahead of every run of ours and is not timed.
    """
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds + 1):
        before()
        taken[0].append(seconds_of(ours))
        taken[1].append(seconds_of(limit))
    return statistics.median(taken[0][1:]), statistics.median(taken[1][1:])


def all_in_turn(jobs: Sequence[Callable[[int], object]], rounds: int) -> list[Spent]:
    """Median wall and CPU of each job, run one after another ``rounds`` times; a job is told the round it is in."""
    taken: list[list[Spent]] = [[] for _ in jobs]
    for number in range(rounds):
        for job, spent in zip(jobs, taken, strict=True):
            spent.append(_spent_by(job, number))
    return [Spent(*map(statistics.median, zip(*spent, strict=True))) for spent in taken]


def report(name: str, ours: float, limit: float, aim: float | None) -> None:
    """Write one row: our seconds, the seconds of the bare thing, their ratio, and the ratio aimed at, if any."""
    report_in("ms", name, ours * 1000, limit * 1000, aim)


def report_in(unit: str, name: str, ours: float, limit: float, aim: float | None) -> None:
    """The same row for figures in any unit."""
    ratio = ours / limit
    verdict = "–" if aim is None else f"≤ {aim:g} met" if ratio <= aim else f"≤ {aim:g} MISSED"
    row = (name, f"{ours:.1f} {unit}", f"{limit:.1f} {unit}", f"{ratio:.2f}", verdict)
    sys.stdout.write("\t".join(row) + "\n")


def note(text: str) -> None:
    """Write a line that is no row: what was done, or a time without a limit."""
    sys.stdout.write(f"{text}\n")


def seconds_of(job: Job) -> float:
    """Seconds of one run."""
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


def _spent_by(job: Callable[[int], object], number: int) -> Spent:
    started, used = time.perf_counter(), _cpu()
    job(number)
    return Spent(time.perf_counter() - started, _cpu() - used)


def _cpu() -> float:
    """Of this process, which is counted finely, and of those it has waited for."""
    children = os.times()
    return time.process_time() + children.children_user + children.children_system

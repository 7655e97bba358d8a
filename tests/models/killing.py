"""Kills a writing process at some moment and hears what it had said to be done.

Writers are forked from one process that has imported everything, so that a round costs what the writing costs.
"""

import os
import pkgutil
import random
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import app.services
from app.services.foundation.clock import FixedClock
from tests.conftest import CHINA

Told = set[tuple[str, int]]
CLOCK = FixedClock(datetime(2026, 11, 22, 9, tzinfo=CHINA))
_HERE = ("case_writer", "draft_writer", "review_writer", "figure_writer")
WRITERS = (*(f"tests.models.{name}" for name in _HERE), "tests.proof.kill_writer")
_NURSERY = get_context("forkserver")
_NURSERY.set_forkserver_preload(["pytest", "tests.models.warmed"])


def killed_writer(module: str, store: Path, first: int, acts: int, longest: float, chance: random.Random) -> Told:
    """Let a module work, kill it within ``longest`` seconds of some acts; what it said of each."""
    lines = (line.split() for line in lines_of_killed(module, (store, first), acts, longest, chance))
    return {(kind, int(key)) for kind, key in lines}


def killed_counter(module: str, store: Path, first: int, longest: float, chance: random.Random) -> list[int]:
    """As ``killed_writer``, of a module that says one number for each act, killed after its first."""
    return [int(line) for line in lines_of_killed(module, (store, first), 1, longest, chance)]


def lines_of_killed(
    module: str, given: Sequence[object], acts: int, longest: float, chance: random.Random
) -> list[str]:
    """The whole lines a writer had said when it was killed."""
    hearing, saying = _NURSERY.Pipe(duplex=False)
    writer = _NURSERY.Process(target=_write, args=(module, given, saying), daemon=True)
    writer.start()
    saying.close()
    with closing(hearing), os.fdopen(os.dup(hearing.fileno()), encoding="utf-8") as told:
        heard = [told.readline() for _ in range(acts)]
        time.sleep(chance.uniform(0, longest))  # the moment of the kill, not a wait for a result
        writer.kill()
        writer.join()
        heard += told.readlines()
    return [line.rstrip("\n") for line in heard if line.endswith("\n")]


def everything_imported() -> None:
    """Import what writers use, and what they would import while they work."""
    for found in pkgutil.walk_packages(app.services.__path__, "app.services."):
        import_module(found.name)
    for writer in WRITERS:
        import_module(writer)


def _write(module: str, given: Sequence[object], saying: Connection) -> None:
    os.dup2(saying.fileno(), 1)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    import_module(module).main(*given)

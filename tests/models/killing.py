"""Kills a writing process at some moment and hears what it had said to be done."""

import random
import subprocess
import sys
import time
from pathlib import Path

from tests.architecture.source_tree import ROOT

Told = set[tuple[str, int]]


def killed_writer(module: str, store: Path, first: int, acts: int, longest: float, chance: random.Random) -> Told:
    """Let a module of ``tests.models`` work, kill it within ``longest`` seconds of some acts; what it said of each."""
    command = [sys.executable, "-m", f"tests.models.{module}", str(store), str(first)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        told = "".join(writer.stdout.readline() for _ in range(acts))
        time.sleep(chance.uniform(0, longest))  # the moment of the kill, not a wait for a result
        writer.kill()
        told += writer.stdout.read()
    lines = (line.split() for line in told.splitlines(keepends=True) if line.endswith("\n"))
    return {(kind, int(key)) for kind, key in lines}

"""Another program that has its window open on a store."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_HOLDER = """
import sys
from datetime import datetime
from pathlib import Path
from app.services.guarding.owner import Owner, hold
held = hold(Path(sys.argv[1]), Owner.here("李明", datetime.fromisoformat("2026-11-22T08:30:00+08:00")))
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_by_another_program(store: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the store until it is killed, at the end of the block at the latest."""
    command = [sys.executable, "-c", _HOLDER, str(store)]
    program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    assert program.stdin is not None
    assert program.stdout.readline() == "held\n"
    yield program
    program.kill()
    program.wait()
    program.stdin.close()
    program.stdout.close()

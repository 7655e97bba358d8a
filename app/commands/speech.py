"""How commands speak: one JSON value or Chinese lines on standard output, refusals on standard error."""

import sys
from collections.abc import Iterable, Sequence
from typing import Any
from unicodedata import east_asian_width

from app.services.foundation.progress import Unwatched

QUIET = Unwatched()


def say(text: str = "") -> None:
    """One line for the user."""
    sys.stdout.write(f"{text}\n")


def say_json(value: Any) -> None:
    """One JSON value and nothing else."""
    import json  # here because a window on a store passes this module without speaking

    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def refuse(sentence: str) -> None:
    """One sentence on standard error."""
    sys.stderr.write(f"{sentence}\n")


def say_table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Columns aligned by what a Chinese terminal shows: a Han character takes two places."""
    lines = [[_text(cell) for cell in row] for row in rows]
    widths = [max(_width(cell) for cell in column) for column in zip(heads, *lines, strict=True)]
    for line in [list(heads), *lines]:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        say("  ".join(cells).rstrip())


def _text(cell: Any) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)

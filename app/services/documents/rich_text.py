"""The markup of free texts: **bold**, | tables | and lists by line; what the layout prints and the editor offers.

Kept as plain text, so that it is searched, compared and exported like any other. A text without markup is itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ROW = re.compile(r"\|.*\|")
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_BULLET = re.compile(r"[-•·]\s+")


class Stretch(NamedTuple):
    """A piece of a line in one weight."""

    text: str
    is_bold: bool


@dataclass(frozen=True)
class TextLine:
    """One paragraph or list item; an item typed with a dash stands with ``is_item`` and without it."""

    stretches: tuple[Stretch, ...]
    is_item: bool = False

    @property
    def text(self) -> str:
        """The line without its weights."""
        return "".join(stretch.text for stretch in self.stretches)


@dataclass(frozen=True)
class TextTable:
    """A table; the first row is its header. Short rows are filled up."""

    rows: tuple[tuple[str, ...], ...]


Part = TextLine | TextTable


def parts_of(text: str) -> list[Part]:
    """The lines and tables of a text, empty lines left out."""
    return list(_parts(text))


def plain(text: str) -> str:
    """The text without its markup; rows of a table keep their cells apart."""
    return _BOLD.sub(r"\1", "\n".join(_unruled(text)))


def stretches_of(line: str) -> tuple[Stretch, ...]:
    """A line cut where its weight changes."""
    pieces = _BOLD.split(line)
    return tuple(Stretch(piece, bool(place % 2)) for place, piece in enumerate(pieces) if piece)


def _parts(text: str) -> Iterator[Part]:
    rows: list[tuple[str, ...]] = []
    for line in (each.strip() for each in text.splitlines()):
        if _ROW.fullmatch(line):
            if not _RULE.fullmatch(line):
                rows.append(_cells(line))
            continue
        if rows:
            yield _table(rows)
            rows = []
        if line:
            found = _BULLET.match(line)
            yield TextLine(stretches_of(line[found.end() :] if found else line), is_item=found is not None)
    if rows:
        yield _table(rows)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(plain(cell.strip()).replace("<br>", "\n") for cell in line[1:-1].split("|"))


def _table(rows: list[tuple[str, ...]]) -> TextTable:
    width = max(len(row) for row in rows)
    return TextTable(tuple((*row, *[""] * (width - len(row))) for row in rows))


def _unruled(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not _RULE.fullmatch(line.strip()):
            yield "　".join(_cells(line.strip())) if _ROW.fullmatch(line.strip()) else line

"""Dividing a letter's rows into pages so that the signature never stands alone (GB/T 9704-2012, 7.3.5)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.services.documents.paper.breaking import Line
from app.services.documents.paper.geometry import DEPTH, LINES

SIGNATURE_ROWS = 2  # 署名 and 成文日期
SEAL_ROWS = 1  # a seal of 42 mm on the two reaches about one row below the date
_CARRIED = 2  # lines of text that go with a signature onto a new page
# Lines a page and empty rows above the signature (room for the seal's upper half), in order of preference.
_TIGHTENING = ((LINES, 2), (LINES, 1), (LINES + 1, 2), (LINES + 1, 1))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of text on the grid; a heading's last line stays with the next row."""

    line: Line
    keeps_next: bool = False


@dataclass(frozen=True)
class Plan:
    """Rows of every page, lines a page and the empty rows above the signature."""

    pages: tuple[tuple[Row, ...], ...]
    lines_a_page: int
    gap: int

    @property
    def leading(self) -> float:
        """Distance of baselines in points."""
        return DEPTH / self.lines_a_page


def plan_pages(rows: Sequence[Row], head_rows: Callable[[float], int], closing: int = 0) -> Plan:
    """Pages for ``rows``, the signature and ``closing`` rows of 抄送 after it.

    ``head_rows`` tells how many rows the head of page one takes at a given leading. Where signature and text do not
    fit together, first the gap, then the leading is tightened (23 lines); if that does not do, text is carried over.
    """
    needed = SIGNATURE_ROWS + SEAL_ROWS + closing
    pages = _filled(rows, head_rows(DEPTH / LINES), LINES)
    for lines, gap in _TIGHTENING:
        head = head_rows(DEPTH / lines)
        tried = _filled(rows, head, lines)
        if len(tried) <= len(pages) and _used(tried, head) + gap + needed <= lines:
            return Plan(_frozen(tried), lines, gap)
    pages.append(_pulled(pages[-1], _CARRIED))
    return Plan(_frozen(pages), LINES, 2)


def _filled(rows: Sequence[Row], head: int, lines: int) -> list[list[Row]]:
    """Pages filled from the top; a heading at the foot goes to the next page."""
    pages: list[list[Row]] = [[]]
    room = lines - head
    for row in rows:
        if len(pages[-1]) >= room:
            pages.append(_pulled(pages[-1], 0))
            room = lines
        pages[-1].append(row)
    return pages


def _pulled(page: list[Row], count: int) -> list[Row]:
    """Take the last ``count`` rows off a page, and the headings that would be left at its foot."""
    cut = max(len(page) - count, 0)
    while cut > 1 and page[cut - 1].keeps_next:
        cut -= 1
    taken = page[cut:]
    del page[cut:]
    return taken


def _used(pages: list[list[Row]], head: int) -> int:
    return len(pages[-1]) + (head if len(pages) == 1 else 0)


def _frozen(pages: list[list[Row]]) -> tuple[tuple[Row, ...], ...]:
    return tuple(tuple(page) for page in pages)

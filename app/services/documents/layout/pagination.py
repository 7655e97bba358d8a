"""Dividing a document into pages so that the signature never stands alone (GB/T 9704-2012, 7.3.5)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.services.documents.layout.items import GapRow, Item
from app.services.documents.layout.ruled import RuledRow
from app.services.documents.paper.geometry import DEPTH, LINES

_CARRIED = 2  # lines of text that go with a signature onto a new page
_TOLERANCE = 0.02

Page = list[Item]


class Closing(NamedTuple):
    """What follows the text: rows of the signature with the seal's room, 抄送 or 版记.

    ``tail`` items at the end of the text are not text themselves (附件说明): the signature is alone with them, too.
    """

    rows: int
    is_sealed: bool = True
    tail: int = 0


@dataclass(frozen=True)
class Plan:
    """The items of every page, lines a page and the empty rows above the signature."""

    pages: tuple[tuple[Item, ...], ...]
    lines_a_page: int
    gap: int

    @property
    def leading(self) -> float:
        """Distance of baselines in points."""
        return DEPTH / self.lines_a_page


def plan_pages(
    items: Sequence[Item], head: Callable[[float], float], closing: Closing | None, lines: int = LINES
) -> Plan:
    """Pages for the items and the ``closing`` below them, ``lines`` a page.

    ``head`` tells the height of page one's head at a given leading, in points. Where signature and text do not fit
    together, first the gap above it, then the leading is tightened by one line a page; if that does not do, lines of
    text are carried over to it. The rows of a form give up room for the pen where that spares a page.
    """
    if closing is None:
        pages = _filled(items, head(DEPTH / lines), DEPTH / lines)
        return Plan(_frozen(_without_short_last(pages, items, head(DEPTH / lines), DEPTH / lines)), lines, 0)
    pages = _with_text(_filled(items, head(DEPTH / lines), DEPTH / lines), closing)
    gaps = (2, 1) if closing.is_sealed else (1, 0)  # room for the upper half of the seal
    for tried_lines in (lines, lines + 1):
        leading = DEPTH / tried_lines
        top = head(leading)
        tried = pages if tried_lines == lines else _with_text(_filled(items, top, leading), closing)
        used = _height(tried[-1], leading) + (top if len(tried) == 1 else 0.0)
        for gap in gaps:
            if len(tried) <= len(pages) and used + (gap + closing.rows) * leading <= DEPTH + _TOLERANCE:
                return Plan(_frozen(tried), tried_lines, gap)
    pages.append(_pulled(pages[-1], _CARRIED + closing.tail))
    return Plan(_frozen(pages), lines, gaps[0])


def _without_short_last(pages: list[Page], items: Sequence[Item], head: float, leading: float) -> list[Page]:
    """The pages, the last one's rows drawn to those before where the rows there can be that much lower."""
    if len(pages) < 2:
        return pages
    together = [*pages[-2], *pages[-1]]
    whole = {id(item) for item in items}
    lacking = _height(together, leading) + (head if len(pages) == 2 else 0.0) - DEPTH
    spare = sum(item.spare for item in together if isinstance(item, RuledRow))
    if not 0 < lacking <= spare or any(id(item) not in whole for item in pages[-1]):  # parts of rows stay parted
        return pages
    share = lacking / spare
    return [*pages[:-2], [item.lower(share) if isinstance(item, RuledRow) else item for item in together]]


def _filled(items: Sequence[Item], head: float, leading: float) -> list[Page]:
    """Pages filled from the top; a heading at the foot goes to the next page, a table's header is repeated there."""
    pages: list[Page] = [[]]
    free = DEPTH - head
    waiting = list(reversed(items))
    while waiting:
        item = waiting.pop()
        if isinstance(item, GapRow) and not pages[-1] and len(pages) > 1:
            continue
        height = item.height(leading)
        if height <= free + _TOLERANCE:
            pages[-1].append(item)
            free -= height
            continue
        divided = item.split(free) if isinstance(item, RuledRow) and _is_to_divide(item, free) else None
        if divided is not None:
            pages[-1].append(divided[0])
            waiting.append(divided[1])
        else:
            waiting.append(item)
            if len(pages) > 1 and _is_bare(pages[-1], item):  # taller than a page and indivisible: it stands as it is
                pages[-1].append(waiting.pop())
        carried = [] if divided is not None else _pulled(pages[-1], 0)
        pages.append(_headed(carried, waiting))
        free = DEPTH - _height(pages[-1], leading)
    return [page for place, page in enumerate(pages) if page or place == 0]


def _with_text(pages: list[Page], closing: Closing) -> list[Page]:
    """Bring lines of text to the last page where it holds nothing but 附件说明."""
    if closing.tail and len(pages) > 1 and len(pages[-1]) <= closing.tail:
        text = _pulled(pages[-2], _CARRIED + max(closing.tail - 1 - len(pages[-1]), 0))
        gap: Page = [] if any(isinstance(item, GapRow) for item in (*text, *pages[-1])) else [GapRow()]
        pages[-1][:0] = [*text, *gap]  # the empty line above 附件说明 was left out at the top of the page
    return pages


def _is_to_divide(row: RuledRow, free: float) -> bool:
    """A row is divided where it is taller than half a page, or the room left would gape."""
    return row.tall > DEPTH / 2 or free > DEPTH / 4


def _is_bare(page: Page, item: Item) -> bool:
    return not page or (isinstance(item, RuledRow) and page == [item.header])


def _headed(carried: Page, waiting: Sequence[Item]) -> Page:
    following = (carried or list(reversed(waiting)))[:1]
    first = following[0] if following else None
    if isinstance(first, RuledRow) and first.header is not None:
        return [first.header, *carried]
    return carried


def _pulled(page: Page, count: int) -> Page:
    """Take the last ``count`` items off a page, and the headings that would be left at its foot."""
    cut = max(len(page) - count, 0)
    while cut > 1 and page[cut - 1].keeps_next:
        cut -= 1
    taken = page[cut:]
    del page[cut:]
    return taken


def _height(page: Sequence[Item], leading: float) -> float:
    return sum(item.height(leading) for item in page)


def _frozen(pages: list[Page]) -> tuple[tuple[Item, ...], ...]:
    return tuple(tuple(page) for page in pages)

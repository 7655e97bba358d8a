"""Lays one composition out: head, rows, signature, annexes, 版记, page numbers, marks and check code."""

from collections.abc import Sequence

from app.services.documents.composition import Appendix, Composition
from app.services.documents.facts import DocumentStyle
from app.services.documents.layout.check_mark import put_check_mark
from app.services.documents.layout.heads import Head, head_of
from app.services.documents.layout.imprint import Imprint, copies_lines, imprint_of
from app.services.documents.layout.items import GapRow, Item, TextRow, draw_items
from app.services.documents.layout.pagination import Closing, Plan, plan_pages
from app.services.documents.layout.rows import ANNEX_GAP, SETTINGS, block_items, items_of
from app.services.documents.layout.signing import Signing
from app.services.documents.paper.drawing import Mark, Sheet
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.geometry import (
    ASCENT,
    DEPTH,
    FOLIO_DROP,
    FOLIO_INSET,
    LEFT,
    MEASURE,
    SIZE_2,
    SIZE_4,
    SIZE_S4,
    TOP,
)
from app.services.documents.paper.typesetter import Run, Setting, Typesetter

_FOLIO = Setting(SIZE_4, SIZE_4)
_FOOT = Setting(SIZE_S4, SIZE_S4)
_RIGHT = LEFT + MEASURE
_MARK_SIZES = (46.0, 24.0)  # the words of a mark, and the person and time under them
_LONGEST_WORDS = 12


class Pages:
    """Pages of one document."""

    def __init__(self, said: Composition, setter: Typesetter) -> None:
        """Nothing is laid out before ``sheets``, which leaves the ``plan`` of the text behind."""
        self._said, self._setter = said, setter
        self._setting, self._lines = SETTINGS[said.size]
        self._is_official = said.style is DocumentStyle.OFFICIAL
        self._copies = () if self._is_official else copies_lines(setter, said)
        self.signing = Signing(said, setter, self._setting, self._copies)
        self._watermark = tuple(_mark(setter, text) for text in said.marks)
        self._heads: dict[float, Head] = {}
        self._end = 0.0  # where the last annex ends, from the top of its page area
        self.plan = Plan((), self._lines, 0)
        self.has_imprint_below = False  # the 版记 stands on a page that has text too

    def sheets(self) -> list[Sheet]:
        """The finished pages."""
        said = self._said
        imprint = imprint_of(self._setter, said) if self._is_official and said.printed else None
        plan, self.has_imprint_below = self._plan(imprint)
        self.plan = plan
        sheets = [self._sheet() for _ in plan.pages]
        self._head(plan.leading).draw(sheets[0])
        for number, (sheet, items) in enumerate(zip(sheets, plan.pages, strict=True)):
            top = self._head(plan.leading).height(plan.leading) if number == 0 else 0.0
            used = _draw(sheet, items, plan.leading, top)
        if said.signature is not None:
            self.signing.draw(sheets[-1], used + plan.gap * plan.leading, plan.leading)
        for annex in said.annexes:
            sheets += self._annex(annex)
        if imprint and not self.has_imprint_below:
            self.has_imprint_below = self._fits_below_annex(imprint, len(sheets))
            sheets += [] if self.has_imprint_below else self._imprint_pages(len(sheets))
        if imprint:
            imprint.draw(sheets[-1])
        self._finish(sheets)
        return sheets

    def _plan(self, imprint: Imprint | None) -> tuple[Plan, bool]:
        """Pages of the text, and whether its 版记 stands on the last of them (an even one, where so required)."""
        items = items_of(self._setter, self._said)
        if self._said.signature is None:
            return plan_pages(items, self._head_height, None, self._lines), False
        is_sealed, rows = self._said.signature.is_sealed, self.signing.rows
        tail = len(items) - next((place for place, item in enumerate(items) if item is ANNEX_GAP), len(items))
        closing = Closing(rows + len(self._copies), is_sealed, tail)
        apart = plan_pages(items, self._head_height, closing, self._lines)
        if imprint is None or self._said.annexes:  # annexes stand between the text and its 版记
            return apart, False
        below = Closing(rows + imprint.rows(DEPTH / self._lines), is_sealed, tail)
        together = plan_pages(items, self._head_height, below, self._lines)
        if not self._said.imprint_on_even_page:
            return together, True
        if len(apart.pages) % 2 or len(together.pages) != len(apart.pages):
            return apart, False
        return together, True

    def _head_height(self, leading: float) -> float:
        return self._head(leading).height(leading)

    def _head(self, leading: float) -> Head:
        if leading not in self._heads:
            self._heads[leading] = head_of(self._setter, self._said, leading)
        return self._heads[leading]

    def _annex(self, annex: Appendix) -> list[Sheet]:
        """附件 in 黑体 on the first line, the title two below, its text (GB/T 9704-2012, 7.3.4)."""
        label = self._setter.one_line([Run(annex.label, Face.HEI)], self._setting)
        title = self._setter.balanced(
            annex.title, Face.TITLE, Setting(SIZE_2, SIZE_2), MEASURE - 2 * SIZE_2, self._said.keep_together
        )
        items: list[Item] = [TextRow(label, self._setting.size, keeps_next=True), GapRow(keeps_next=True)]
        leading = DEPTH / self._lines
        head = (len(items) + len(title) + 1) * leading
        rows = block_items(self._setter, annex.blocks, self._setting)
        plan = plan_pages(rows, lambda _: head, None, self._lines)
        sheets = [self._sheet() for _ in plan.pages]
        y = _draw(sheets[0], items, leading, 0.0)
        for line in title:
            sheets[0].put_centred(line, LEFT + MEASURE / 2, TOP + y + ASCENT * SIZE_2, SIZE_2)
            y += leading
        for number, (sheet, placed) in enumerate(zip(sheets, plan.pages, strict=True)):
            self._end = _draw(sheet, placed, leading, head if number == 0 else 0.0)
        return sheets

    def _fits_below_annex(self, imprint: Imprint, count: int) -> bool:
        leading = DEPTH / self._lines
        is_allowed = bool(self._said.annexes) and not (count % 2 and self._said.imprint_on_even_page)
        return is_allowed and self._end + (imprint.rows(leading) + 1) * leading <= DEPTH

    def _imprint_pages(self, count: int) -> list[Sheet]:
        """The even page of a 版记 that does not stand below the text."""
        if count % 2 or not self._said.imprint_on_even_page:
            return [self._sheet()]
        # An empty page before the 版记 makes neither of the two numbered (GB/T 9704, 7.5).
        return [Sheet(watermark=self._watermark, is_unnumbered=True) for _ in range(2)]

    def _sheet(self) -> Sheet:
        return Sheet(watermark=self._watermark)

    def _finish(self, sheets: Sequence[Sheet]) -> None:
        """Page numbers, the foot of every page, 内部 or 工作秘密 above the later ones, the check code."""
        if self._said.page_mark:
            for sheet in sheets[1:]:
                if not sheet.is_unnumbered or sheet is sheets[-1]:  # an empty page stays empty
                    self._secrecy(sheet)
        for number, sheet in enumerate(sheets, 1):
            if sheet.is_unnumbered:
                continue
            if self._said.page_foot:
                self._foot(sheet, number, len(sheets))
            elif len(sheets) > 1 or self._said.style is not DocumentStyle.PLAIN:
                self._number(sheet, number)
        if self._said.check_code:
            put_check_mark(sheets[0], self._said.check_code, self._setter)

    def _number(self, sheet: Sheet, number: int) -> None:
        """— 1 — in 4号宋体, its dashes 7 mm below the page area: right on odd pages, left on even ones."""
        line = self._setter.one_line([Run(f"— {number} —", Face.SONG)], _FOLIO)
        y = TOP + DEPTH + FOLIO_DROP + 0.36 * SIZE_4
        if number % 2:
            sheet.put_right(line, _RIGHT - FOLIO_INSET, y, SIZE_4)
        else:
            sheet.put(line, LEFT + FOLIO_INSET, y, SIZE_4)

    def _secrecy(self, sheet: Sheet) -> None:
        """In 4号黑体 at the left, as far above the page area as the page number is below it: our own choice.

        GB/T 9704-2012 (7.2.2) gives 密级 the corner of the first page only; a page that was taken out must tell too.
        """
        line = self._setter.one_line([Run(self._said.page_mark, Face.HEI)], _FOLIO)
        sheet.put(line, LEFT, TOP - FOLIO_DROP + 0.36 * SIZE_4, SIZE_4)

    def _foot(self, sheet: Sheet, number: int, count: int) -> None:
        """What is to be signed on every page (笔录) at the left, the page of so many at the right."""
        y = TOP + DEPTH + FOLIO_DROP + 0.36 * SIZE_4
        signed = self._setter.one_line([Run(self._said.page_foot, Face.FANG)], _FOOT)
        pages = self._setter.one_line([Run(f"第 {number} 页 共 {count} 页", Face.SONG)], _FOOT)
        sheet.put(signed, LEFT, y, _FOOT.size)
        sheet.put_right(pages, _RIGHT, y, _FOOT.size)


def _draw(sheet: Sheet, items: Sequence[Item], leading: float, top: float) -> float:
    """Draw the items from ``top`` points below the page area's top; returns where they end."""
    return draw_items(sheet, items, leading, TOP + top) - TOP


def _mark(setter: Typesetter, text: str) -> Mark:
    size = _MARK_SIZES[len(text) > _LONGEST_WORDS]
    return Mark(setter.one_line([Run(text, Face.HEI)], Setting(size, size)), size)

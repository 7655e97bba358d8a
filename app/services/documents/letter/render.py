"""From facts to finished pages: wording, rows, pages, marks, PDF."""

from collections.abc import Sequence

from app.services.documents.facts import LetterFacts, LetterStyle, RenderedDocument
from app.services.documents.letter.heads import Head, Imprint, copies_lines, imprint_of, legal_head, red_head
from app.services.documents.letter.pagination import SEAL_ROWS, SIGNATURE_ROWS, Plan, Row, plan_pages
from app.services.documents.letter.template import LetterTemplate
from app.services.documents.letter.wording import Wording, faced, word_letter
from app.services.documents.paper.drawing import Description, Mark, Sheet, write_pdf
from app.services.documents.paper.fonts import Face, Fonts
from app.services.documents.paper.geometry import (
    ASCENT,
    CELL,
    DATE_INSET,
    DEPTH,
    FOLIO_DROP,
    FOLIO_INSET,
    LEADING,
    LEFT,
    MEASURE,
    SIZE_3,
    SIZE_4,
    TOP,
)
from app.services.documents.paper.typesetter import Run, Setting, Typesetter
from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Progress, Unwatched

_BODY = Setting(SIZE_3, CELL)
_FOLIO = Setting(SIZE_4, SIZE_4)
_MARK_SIZES = {True: 46.0, False: 24.0}  # the words of a mark, and the person and time under them


def render_letter(facts: LetterFacts, template: LetterTemplate, fonts: Fonts) -> RenderedDocument:
    """One letter as PDF; raises GlyphMissing before anything is drawn."""
    return render_letters([facts], template, fonts)


def render_letters(
    letters: Sequence[LetterFacts],
    template: LetterTemplate,
    fonts: Fonts,
    progress: Progress | None = None,
    for_duplex: bool = False,
) -> RenderedDocument:
    """Many letters in one PDF (about four times quicker than one by one), pages numbered within each letter.

    With ``for_duplex`` a letter of odd length gets an empty page, so that none begins on another's back. The missing
    facts of several letters are named with their addressee.
    """
    if not letters:
        raise DomainError("没有可打印的检察建议书。请先在列表中选中至少一件。")
    setter = Typesetter(fonts)
    sheets: list[Sheet] = []
    missing: list[str] = []
    for done, facts in enumerate(letters):
        (progress or Unwatched()).report(done, len(letters))
        if for_duplex and len(sheets) % 2:
            sheets.append(Sheet())
        wording = word_letter(facts, template)
        sheets += _Letter(facts, wording, template, setter).sheets()
        missing += [f"{wording.addressee}{name}" if len(letters) > 1 else name for name in wording.missing]
    setter.check()
    pdf = write_pdf(sheets, _description(letters, template), fonts)
    return RenderedDocument(pdf, tuple(missing), setter.faces_used, len(sheets))


def _description(letters: Sequence[LetterFacts], template: LetterTemplate) -> Description:
    first = letters[0]
    title = first.title or template.title
    if len(letters) > 1:
        return Description(f"{title}（{len(letters)} 份）", first.office)
    return Description(f"{title} {first.number or template.number_pending}", first.office, first.addressee)


class _Letter:
    """Layout of one letter."""

    def __init__(self, facts: LetterFacts, wording: Wording, template: LetterTemplate, setter: Typesetter) -> None:
        self._is_official = facts.style is LetterStyle.OFFICIAL
        self._wording, self._template, self._setter = wording, template, setter
        self._copies = () if self._is_official else copies_lines(setter, wording)
        self._watermark = tuple(
            Mark(setter.one_line([Run(text, Face.HEI)], Setting(size, size)), size)
            for text in wording.marks
            for size in [_MARK_SIZES[text in (template.draft_mark, template.demonstration_mark)]]
        )

    def sheets(self) -> list[Sheet]:
        """The finished pages."""
        imprint = imprint_of(self._setter, self._wording, self._template) if self._is_official else None
        plan, imprint_fits = self._plan(imprint)
        head = self._head(plan.leading)
        sheets = [self._sheet() for _ in plan.pages]
        head.draw(sheets[0])
        used = 0
        for number, (sheet, rows) in enumerate(zip(sheets, plan.pages, strict=True)):
            used = head.rows(plan.leading) if number == 0 else 0
            for row in rows:
                sheet.put(row.line, LEFT, self._baseline(used, plan), SIZE_3)
                used += 1
            self._number(sheet, number + 1)
        self._sign(sheets[-1], used + plan.gap, plan)
        if imprint and not imprint_fits:
            self._add_imprint_pages(sheets)
        if imprint:
            imprint.draw(sheets[-1])
        return sheets

    def _plan(self, imprint: Imprint | None) -> tuple[Plan, bool]:
        """Pages of the letter, and whether its 版记 stands on the last of them (an even one, where so required)."""
        rows, even = self._rows(), self._template.imprint_on_even_page
        closing = imprint.rows(LEADING) if imprint else len(self._copies)
        together = plan_pages(rows, self._head_rows, closing)
        if imprint is None or not even:
            return together, True
        apart = plan_pages(rows, self._head_rows)
        if len(apart.pages) % 2 or len(together.pages) != len(apart.pages):
            return apart, False
        return together, True

    def _head_rows(self, leading: float) -> int:
        return self._head(leading).rows(leading)

    def _head(self, leading: float) -> Head:
        make = red_head if self._is_official else legal_head
        return make(self._setter, self._wording, self._template, leading)

    def _rows(self) -> list[Row]:
        addressee = self._setter.lines(faced(self._wording.addressee, Face.FANG), _BODY, MEASURE)
        rows = [Row(line, keeps_next=True) for line in addressee]
        for paragraph in self._wording.paragraphs:
            lines = self._setter.lines(paragraph.runs, _BODY, MEASURE, (2 * CELL, 0.0))
            rows += [Row(line, keeps_next=paragraph.is_heading) for line in lines]
        return rows

    def _sign(self, sheet: Sheet, row: int, plan: Plan) -> None:
        """署名 over the middle of 成文日期, which ends four characters from the right; then 抄送 of a legal letter."""
        issued = self._setter.one_line(faced(self._wording.issued, Face.FANG), _BODY)
        office = self._setter.one_line(faced(self._wording.office, Face.FANG), _BODY)
        right = LEFT + MEASURE
        # A long name is moved left rather than out of the page area.
        middle = min(right - DATE_INSET - issued.width / 2, right - office.width / 2)
        sheet.put_centred(office, middle, self._baseline(row, plan), SIZE_3)
        sheet.put_centred(issued, right - DATE_INSET - issued.width / 2, self._baseline(row + 1, plan), SIZE_3)
        row += SIGNATURE_ROWS + SEAL_ROWS
        for line in self._copies:
            sheet.put(line, LEFT + SIZE_4, self._baseline(row, plan), SIZE_4)
            row += 1

    def _add_imprint_pages(self, sheets: list[Sheet]) -> None:
        """The even page of a 版记 that does not stand below the text."""
        if len(sheets) % 2:
            sheets.append(self._sheet())
            self._number(sheets[-1], len(sheets))
        else:
            # An empty page before the 版记 makes neither of the two numbered (GB/T 9704, 7.5).
            sheets += [self._sheet(), self._sheet()]

    def _sheet(self) -> Sheet:
        return Sheet(watermark=self._watermark)

    def _number(self, sheet: Sheet, number: int) -> None:
        """— 1 — in 4号宋体, its dashes 7 mm below the page area: right on odd pages, left on even ones."""
        line = self._setter.one_line([Run(f"— {number} —", Face.SONG)], _FOLIO)
        y = TOP + DEPTH + FOLIO_DROP + 0.36 * SIZE_4
        if number % 2:
            sheet.put_right(line, LEFT + MEASURE - FOLIO_INSET, y, SIZE_4)
        else:
            sheet.put(line, LEFT + FOLIO_INSET, y, SIZE_4)

    @staticmethod
    def _baseline(row: int, plan: Plan) -> float:
        return TOP + row * plan.leading + ASCENT * SIZE_3

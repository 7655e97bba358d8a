"""A composition as a Word document: the PDF's page set-up, faces and sizes, in text that the office may change."""

from functools import partial
from typing import TYPE_CHECKING

from app.services.documents.composition import Composition, Paragraph, Place
from app.services.documents.facts import DocumentStyle
from app.services.documents.layout.heads import head_of
from app.services.documents.layout.pages import Pages
from app.services.documents.layout.render import description_of
from app.services.documents.layout.rows import SETTINGS
from app.services.documents.paper.fonts import Face, Fonts
from app.services.documents.paper.typesetter import Typesetter
from app.services.documents.word import sheets
from app.services.documents.word.blocks import Blocks
from app.services.documents.word.charts import chart_picture
from app.services.documents.word.closing import Closing
from app.services.documents.word.head import head_paragraphs
from app.services.documents.word.marks import check_mark
from app.services.documents.word.markup import Element, Look, paragraph
from app.services.documents.word.package import new_document, packed
from app.services.documents.wording.faces import faced

if TYPE_CHECKING:
    from docx.document import Document

_TWIP = 0.05
_LAST = Look(1.0, 1.0)


def word_of(said: Composition, fonts: Fonts) -> bytes:
    """The document as .docx; raises GlyphMissing for what the PDF refuses, so that both or neither are made."""
    setter = Typesetter(fonts)
    pages = Pages(said, setter)
    drawn = pages.sheets()
    setter.check()
    return _Copy(said, fonts, pages, [sheet.is_unnumbered for sheet in drawn]).packed()


class _Copy:
    """One document being written."""

    def __init__(self, said: Composition, fonts: Fonts, pages: Pages, unnumbered: list[bool]) -> None:
        self._said, self._fonts, self._pages, self._unnumbered = said, fonts, pages, unnumbered
        self._setter = Typesetter(fonts)
        self._setting, _lines = SETTINGS[said.size]
        # Whole twips, rounded down, or the last line of a page would not fit; and a line one twip below the grid's, or
        # LibreOffice (7.4) breaks a page that is filled to its last line.
        self._pitch = int(pages.plan.leading / _TWIP + 1e-6) * _TWIP
        self._leading = self._pitch - _TWIP
        self._has_folios = not said.page_foot and (len(unnumbered) > 1 or said.style is not DocumentStyle.PLAIN)

    def packed(self) -> bytes:
        """The finished file."""
        document = new_document(self._setting.size, self._leading, self._has_folios)
        self._sheet(document)
        picture = partial(chart_picture, document, self._fonts)
        self._blocks = Blocks(self._setter, self._setting, self._leading, picture)
        self._write(document, self._text(document))
        if self._said.printed:
            self._imprint(document)
        return packed(document, description_of([self._said]))

    def _sheet(self, document: "Document") -> None:
        section = document.sections[0]
        sheets.set_up(section, sheets.Edges())
        sheets.set_grid(section, self._setting, self._pitch)
        sheets.set_marks(document, self._said.marks, self._has_folios, sheets.Edges(), self._said.page_mark)
        if self._said.page_foot:
            sheets.set_page_foot(section, self._said.page_foot)
        elif self._has_folios:
            sheets.set_folios(section)

    def _text(self, document: "Document") -> list[Element]:
        said = self._said
        made = check_mark(document, said.check_code) if said.check_code else []
        head = head_of(self._setter, said, self._pages.plan.leading)
        made += head_paragraphs(head, self._pages.plan.leading, self._fonts)
        if said.addressee:
            addressee = Paragraph(faced(said.addressee, Face.FANG), place=Place.FLUSH)
            made.append(self._blocks.paragraph(addressee, keeps_next=True))
        closing = self._closing()
        made += self._blocks.elements(said.blocks, is_followed=said.signature is not None)
        made += [*closing.annex_list(), *closing.signature(self._pages.plan.gap)]
        for annex in said.annexes:
            made += closing.annex(annex)
        return made

    def _imprint(self, document: "Document") -> None:
        """版记 below the text, or on the next even page by itself, as the PDF has it."""
        closing = self._closing()
        if not self._pages.has_imprint_below:
            from docx.enum.section import WD_SECTION

            # Where the next page is the even one, a new page will do: LibreOffice (7.4) lets the text area of a section
            # that begins on an even page reach down to the page number.
            is_behind_blank = self._unnumbered[-1]
            section = document.add_section(WD_SECTION.EVEN_PAGE if is_behind_blank else WD_SECTION.NEW_PAGE)
            section.different_first_page_header_footer = False  # a later page of the document
            _end_section_with_text(document)
            if is_behind_blank:
                sheets.unnumbered(section)
            # A section that began with the table would not begin its page in LibreOffice.
            self._write(document, [paragraph([], _LAST)])
        self._write(document, [closing.imprint(), paragraph([], _LAST)])

    def _closing(self) -> Closing:
        return Closing(self._said, self._setter, self._setting, self._leading, self._pages.signing, self._blocks)

    @staticmethod
    def _write(document: "Document", elements: list[Element]) -> None:
        last = document.element.body.sectPr
        for element in elements:
            last.addprevious(element)


def _end_section_with_text(document: "Document") -> None:
    """The library ends a section with an empty line, which a full page has no room for."""
    break_line = document.element.body.sectPr.getprevious()
    last = break_line.getprevious()
    last.pPr.append(break_line.pPr.sectPr)
    document.element.body.remove(break_line)
